'use client'
import { useIsInBrowser } from '@/components/ui/local-time'
import type { CallWindow } from '@/lib/rules/call-window'

/** The reader's time zone, e.g. "Europe/Stockholm"; undefined on the server, which cannot know it. */
export function useReaderZone(): string | undefined {
  return useIsInBrowser() ? Intl.DateTimeFormat().resolvedOptions().timeZone : undefined
}

/** Both ends of a window with the name of the zone, e.g. "20 Nov 2026, 14:05 to 21 Nov 2026, 14:05 CET". */
export function windowText({ start, end }: CallWindow): string {
  const parts = {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  } as const
  const from = new Intl.DateTimeFormat(undefined, parts)
  const to = new Intl.DateTimeFormat(undefined, { ...parts, timeZoneName: 'short' })
  return `${from.format(new Date(start))} to ${to.format(new Date(end))}`
}

/** A window in words. The server cannot know the reader's zone: what it wrote only keeps the room. */
export function LocalWindow({ window }: { window: CallWindow }) {
  const isKnown = useIsInBrowser()
  return (
    <span key={String(isKnown)} className={isKnown ? undefined : 'invisible'} suppressHydrationWarning>
      {windowText(window)}
    </span>
  )
}
