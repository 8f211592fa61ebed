'use client'
import { createContext, use } from 'react'
import { LocalTime, useIsInBrowser } from '@/components/ui/local-time'
import type { CallWindow } from '@/lib/rules/call-window'
import { timesIn, type ZoneTimes } from './zone-times'

/** The zone in which the times of the page are shown; undefined is the reader's own. */
export const ZoneContext = createContext<string | undefined>(undefined)

/** The reader's own time zone, e.g. "Europe/Stockholm"; undefined on the server, which cannot know it. */
export function useReaderZone(): string | undefined {
  return useIsInBrowser() ? Intl.DateTimeFormat().resolvedOptions().timeZone : undefined
}

/** How the times of the page are written; only in what is shown in the browser alone. */
export function useZoneTimes(): ZoneTimes {
  return timesIn(use(ZoneContext))
}

/** A moment in the zone of the page, exact on hover. */
export function CallTime({ value, form }: { value: string; form: 'exact' | 'moment' | 'clock' | 'day' }) {
  const times = useZoneTimes()
  // The vendor's live list may leave a time out.
  if (Number.isNaN(Date.parse(value))) return <span className="text-faint">–</span>
  return <LocalTime value={value} text={times[form]} title={times.exact} />
}

/** A window in words. The server cannot know the reader's zone: what it wrote only keeps the room. */
export function LocalWindow({ window }: { window: CallWindow }) {
  const isKnown = useIsInBrowser()
  const times = useZoneTimes()
  return (
    <span key={String(isKnown)} className={isKnown ? undefined : 'invisible'} suppressHydrationWarning>
      {times.window(window)}
    </span>
  )
}
