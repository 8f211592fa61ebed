'use client'
import { exactTime, relativeTime, shortTime } from '@/lib/format'

/** A moment: relative where recent and exact on hover, or exact in a short form; always in the reader's zone. */
export function Time({
  value,
  exactOnHover = false,
}: {
  value: string | null | undefined
  exactOnHover?: boolean
}) {
  if (!value || Number.isNaN(Date.parse(value))) return <span className="text-faint">–</span>
  return (
    // The server cannot know the reader's zone: what it rendered may differ from what the browser shows.
    <time dateTime={value} title={exactTime(value)} suppressHydrationWarning>
      {exactOnHover ? relativeTime(value) : shortTime(value)}
    </time>
  )
}
