/** Longest wait that a caller is kept for, in milliseconds; beyond it the person is told when to come back. */
export const longestWaitMs = 30_000

/** Milliseconds that a `Retry-After` header asks for; null when it is absent or says nothing sensible. */
export function retryAfterMs(header: string | undefined, wallClockMs: number): number | null {
  const value = header?.trim()
  if (value === undefined || value === '') return null
  if (/^\d+$/.test(value)) return Number(value) * 1000
  // Only the date form of the standard: Date.parse alone would read -1 or 2 as years.
  if (!/^[A-Za-z]{3},/.test(value)) return null
  const at = Date.parse(value)
  return Number.isNaN(at) ? null : Math.max(0, at - wallClockMs)
}

/** Full jitter: a random wait up to one second, doubled with each try. `failures` counts from 1. */
export function backoffMs(failures: number, random: () => number): number {
  return Math.floor(random() * 1000 * 2 ** (failures - 1))
}
