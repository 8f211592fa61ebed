const dayMs = 86_400_000

let format: Intl.DateTimeFormat | undefined

/** The day of a moment, in the reader's zone and language, e.g. "1 Mar 2026". */
export function dayOf(value: string): string {
  format ??= new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short', year: 'numeric' })
  return format.format(new Date(value))
}

/** A written number of days; null for an empty text, which is for ever; undefined for what is neither. */
export function readDays(written: string): number | null | undefined {
  const text = written.trim()
  if (text === '') return null
  const days = Number(text)
  return Number.isInteger(days) && days >= 1 && days <= 3650 ? days : undefined
}

/** The moment before which calls are deleted when they are kept for so many days; undefined when none that is stored is older. */
export function deletedBefore(days: number | null, from: string | null, now: number): string | undefined {
  if (days === null || from === null) return undefined
  const until = now - days * dayMs
  return Date.parse(from) < until ? new Date(until).toISOString() : undefined
}
