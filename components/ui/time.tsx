'use client'
import { exactTime, relativeTime, shortTime } from '@/lib/format'
import { LocalTime } from './local-time'

/** A moment: relative where recent and exact on hover, or exact in a short form; always in the reader's zone. */
export function Time({
  value,
  exactOnHover = false,
}: {
  value: string | null | undefined
  exactOnHover?: boolean
}) {
  if (!value || Number.isNaN(Date.parse(value))) return <span className="text-faint">–</span>
  return <LocalTime value={value} text={exactOnHover ? relativeTime : shortTime} title={exactTime} />
}
