import { isGone } from '@/lib/errors'

const usualMs = 60_000
const whileDownMs = 2_000

/**
 * When what a page shows is asked for again, in milliseconds: every `ms`, soon where the last answer was a failure or an old one, and
 * never where there is no such thing.
 */
export function pollEvery(ms = usualMs) {
  return ({ state: { data, error } }: { state: { data?: unknown; error: unknown } }): number | false => {
    if (isGone(error)) return false
    const isOld = typeof data === 'object' && data !== null && 'stale' in data && data.stale === true
    return error || isOld ? whileDownMs : ms
  }
}
