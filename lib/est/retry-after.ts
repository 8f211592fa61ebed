import type { EstClock } from './clock'

/** The longest wait that a request sits out; a vendor that asks for more gets no retry, and the time is shown. */
export const longestWaitMs = 30_000

const clockSkewMs = 2_000
const throttledBaseMs = 1_000
const otherBaseMs = 200

/**
 * The wait that a `Retry-After` header asks for, in milliseconds; null when it is absent or says nothing usable (`-1`, `abc`).
 * A date in the past means now. Where our clock and the vendor's `Date` header disagree, the vendor's own clock counts.
 */
export function retryAfterMs(
  header: string | undefined,
  dateHeader: string | undefined,
  wallClock: number,
): number | null {
  const value = header?.trim() ?? ''
  if (/^\d+$/.test(value)) return Number(value) * 1_000
  if (!/^[A-Za-z]{3,9}, /.test(value)) return null
  const until = Date.parse(value)
  if (Number.isNaN(until)) return null
  const theirs = dateHeader === undefined ? Number.NaN : Date.parse(dateHeader)
  const now = Math.abs(theirs - wallClock) > clockSkewMs ? theirs : wallClock
  return Math.max(0, until - now)
}

/** A wait with full jitter that doubles with each try; the first of a throttled request is up to one second. */
export function backoffMs(tries: number, isThrottled: boolean, clock: EstClock): number {
  return clock.random() * (isThrottled ? throttledBaseMs : otherBaseMs) * 2 ** (tries - 1)
}
