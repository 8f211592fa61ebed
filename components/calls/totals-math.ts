import { callResults } from '@/lib/resources/call-values'
import type { CallShare, CallsInTime } from '@/lib/rules/call-history'
import { fromWallClock, wallClock, type CallWindow } from '@/lib/rules/call-window'

const hourMs = 3_600_000

// More columns than pixels say nothing.
const mostColumns = 1000

/** The instant at which the column after this one begins: an hour later, or at the next midnight in the zone. */
export function nextColumn(start: string, step: 'hour' | 'day', zone: string): string {
  const instant = Date.parse(start)
  if (step === 'hour') return new Date(instant + hourMs).toISOString()
  const [year, month, day] = wallClock(instant, zone)
  return new Date(fromWallClock([year, month, day + 1, 0, 0, 0], zone)).toISOString()
}

/** Where the column that holds an instant begins. */
function columnOf(instant: number, step: 'hour' | 'day', zone: string): string {
  // Hours are those of UTC in every zone, since sums are kept by them: where clocks are half an hour off, columns begin at the half hour.
  if (step === 'hour') return new Date(Math.floor(instant / hourMs) * hourMs).toISOString()
  const [year, month, day] = wallClock(instant, zone)
  return new Date(fromWallClock([year, month, day, 0, 0, 0], zone)).toISOString()
}

/** The columns of a window, also those in which no call began, from the first to the last. */
export function allColumns(
  inTime: readonly CallsInTime[],
  step: 'hour' | 'day',
  window: CallWindow,
  zone: string,
): CallsInTime[] {
  const byStart = new Map(inTime.map((column) => [Date.parse(column.start), column]))
  const columns: CallsInTime[] = []
  let start = columnOf(Date.parse(window.start), step, zone)
  while (start <= window.end && columns.length < mostColumns) {
    const instant = Date.parse(start)
    columns.push(byStart.get(instant) ?? { start, results: {} })
    byStart.delete(instant)
    const next = nextColumn(start, step, zone)
    // What begins elsewhere, as in a zone that the server has other rules for, is still shown.
    for (const [other, column] of byStart)
      if (other < Date.parse(next)) {
        columns.push(column)
        byStart.delete(other)
      }
    start = next
  }
  return columns
}

/** What of a window a column covers; it ends just before the next one begins, since a window holds both its ends. */
export function windowOfColumn(
  start: string,
  step: 'hour' | 'day',
  window: CallWindow,
  zone: string,
): CallWindow {
  const last = new Date(Date.parse(nextColumn(start, step, zone)) - 1).toISOString()
  return { start: start > window.start ? start : window.start, end: last < window.end ? last : window.end }
}

/** The results that occur, those that are published first and in their order; `''` is none yet. */
export function resultsIn(columns: readonly CallsInTime[]): string[] {
  const found = new Set(columns.flatMap(({ results }) => Object.keys(results).filter((key) => results[key])))
  const published = callResults.filter((result) => found.delete(result))
  return [...published, ...[...found].sort((one, other) => other.localeCompare(one))]
}

/** How many calls a column has. */
export function callsIn({ results }: CallsInTime): number {
  return Object.values(results).reduce((sum, count) => sum + count, 0)
}

/** How many calls the parts that are listed leave out. */
export function restOf(all: number, shares: readonly CallShare[]): number {
  return Math.max(0, all - shares.reduce((sum, { calls }) => sum + calls, 0))
}
