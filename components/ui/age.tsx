'use client'
import { useSyncExternalStore } from 'react'
import { ageText } from '@/lib/format'

const tickMs = 1000

/** How old something is, e.g. "12 s ago"; it goes on counting. `seconds` is the age at the moment `at` (milliseconds since the epoch). */
export function Age({ seconds, at }: { seconds: number; at: number }) {
  const now = useSyncExternalStore(subscribe, nowInSeconds, unknown)
  const since = now === undefined ? 0 : Math.max(0, now - Math.floor(at / 1000))
  return <>{ageText(seconds + since)}</>
}

// The server's clock is not the browser's: both begin with the age that was told.
function unknown() {
  return undefined
}

function subscribe(tick: () => void) {
  const timer = setInterval(tick, tickMs)
  return () => clearInterval(timer)
}

function nowInSeconds() {
  return Math.floor(Date.now() / 1000)
}
