'use client'
import { ageText } from '@/lib/format'
import { useNowInSeconds } from './now-in-seconds'

/** How old something is, e.g. "12 s ago"; it goes on counting. `seconds` is the age at the moment `at` (milliseconds since the epoch). */
export function Age({ seconds, at }: { seconds: number; at: number }) {
  // The server's clock is not the browser's: both begin with the age that was told.
  const now = useNowInSeconds()
  const since = now === undefined ? 0 : Math.max(0, now - Math.floor(at / 1000))
  return <>{ageText(seconds + since)}</>
}
