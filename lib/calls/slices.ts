import type { Archive } from './archive'
import { instantOf, lowestId } from './call-id'
import type { Wanted } from './conditions'
import { stepMs } from './cubes'
import type { IdRange, Looking } from './search'
import { hourCounts, hourOf, type HourCount } from './sums'

// Sums are read for a day first, then for four times as long, and so on: mostly the first calls are near.
const firstSpanMs = stepMs.day
// Calls looked at in one statement: few at first, then as many as still leave others a chance.
const [firstSlice, largestSlice] = [4_000, 100_000]

/**
 * The stretches of ids in which calls of a search can be, in its order, each with a bounded number of calls to look at. Hours in which
 * the sums know of none are left out. `perMatch` is how many calls are looked at for each that the sums count.
 */
export async function* slicesOf(
  archive: Archive,
  wanted: Wanted,
  { ids, order, limit }: Omit<Looking, 'mayRest'>,
  perMatch: number,
): AsyncGenerator<IdRange> {
  const whole = { start: hourOf(instantOf(ids.low)), end: instantOf(ids.high) + 1 }
  // Where the sums know all there is to know, they say how many hours hold the calls that are still to be found.
  const isExact = wanted.rest.length === 0
  let size = isExact ? Math.min(largestSlice, Math.max(firstSlice, limit * perMatch)) : firstSlice
  let spanMs = firstSpanMs
  let edge = order === 'desc' ? whole.end : whole.start
  while (order === 'desc' ? edge > whole.start : edge < whole.end) {
    const span =
      order === 'desc'
        ? { start: Math.max(whole.start, hourOf(edge - spanMs)), end: edge }
        : { start: edge, end: Math.min(whole.end, hourOf(edge + spanMs)) }
    const hours = await hourCounts(archive, wanted.shared, span, order)
    // What lies between hours that count is gone over as well.
    const perHour = (sumOf(hours) * perMatch) / Math.max(1, (span.end - span.start) / stepMs.hour)
    let slice: HourCount[] = []
    let lookedAt = 0
    for (const hour of hours) {
      const before = slice[slice.length - 1]
      const between = before ? Math.abs(hour.start - before.start) / stepMs.hour - 1 : 0
      if (before && lookedAt + between * perHour >= size) {
        yield clip(slice, ids)
        slice = []
        lookedAt = 0
        size = Math.min(largestSlice, size * 4)
      } else lookedAt += between * perHour
      slice.push(hour)
      lookedAt += hour.records * perMatch
    }
    if (slice.length > 0) yield clip(slice, ids)
    edge = order === 'desc' ? span.start : span.end
    spanMs *= 4
  }
}

function sumOf(hours: readonly HourCount[]): number {
  return hours.reduce((sum, { records }) => sum + records, 0)
}

function clip(hours: readonly HourCount[], ids: IdRange): IdRange {
  const starts = hours.map(({ start }) => start)
  return {
    low: Math.max(ids.low, lowestId(Math.min(...starts))),
    high: Math.min(ids.high, lowestId(Math.max(...starts) + stepMs.hour) - 1),
  }
}
