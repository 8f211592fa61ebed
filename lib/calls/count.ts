import { sql } from 'kysely'
import type { CallCount } from '@/lib/rules/call-history'
import type { Archive } from './archive'
import { instantOf } from './call-id'
import {
  all,
  sharedConditions,
  tellsApart,
  wantedCalls,
  within,
  type PartyRange,
  type Wanted,
} from './conditions'
import { Patience } from './patience'
import { choosePath, mostGathered, tableBy, type PathIndex } from './paths'
import { idsOf, type CallSearchRequest, type IdRange } from './search'
import { slicesOf } from './slices'
import { countRecords, dayParts, idsBetween, wholeHours, type Stretch } from './sums'

/** Beyond this many calls a count says "or more". */
export const mostCounted = 10_000

/**
 * How many records a search finds: exact up to ten thousand. What the sums can tell is not counted call by call. When a second is over
 * it is what was counted until then, as "at least".
 */
export async function countCalls(
  archive: Archive,
  request: Omit<CallSearchRequest, 'limit' | 'from'>,
): Promise<CallCount> {
  const patience = new Patience()
  const ids = idsOf(request)
  let count = 0
  let isWhole = true
  if (ids.low > ids.high) return { count, isExact: true }
  for (const wanted of await wantedCalls(archive, request.projectId, request.filters)) {
    if (count > mostCounted) break
    const part = await countWanted(archive, wanted, ids, mostCounted + 1 - count, patience)
    count += part.count
    isWhole &&= part.isWhole
  }
  return count > mostCounted ? { count: mostCounted, isExact: false } : { count, isExact: isWhole }
}

interface PartCount {
  count: number
  isWhole: boolean
}

async function countWanted(
  archive: Archive,
  wanted: Wanted,
  ids: IdRange,
  limit: number,
  patience: Patience,
): Promise<PartCount> {
  const stretch = { start: instantOf(ids.low), end: instantOf(ids.high) + 1 }
  if (wanted.rest.length === 0)
    return { count: await countBySums(archive, wanted, stretch, limit), isWhole: true }
  const path = await choosePath(archive, wanted, stretch, limit, { isOnlyCounted: true })
  if (path.kind === 'nothing') return { count: 0, isWhole: true }
  if (path.kind === 'gather')
    return { count: await countGathered(archive, wanted, ids, limit, path.range), isWhole: true }
  let count = 0
  for await (const slice of slicesOf(archive, wanted, { ids, order: 'desc', limit }, path.perMatch)) {
    if (patience.isOver) return { count, isWhole: false }
    count += await countRows(archive, wanted, slice, limit - count, path.index)
    if (count >= limit) break
  }
  return { count, isWhole: true }
}

async function countGathered(
  archive: Archive,
  { shared, rest }: Wanted,
  { low, high }: IdRange,
  limit: number,
  range: PartyRange,
): Promise<number> {
  const conditions = all([...sharedConditions(shared), ...rest])
  const found = sql`from ${tableBy(archive, range.column)} where ${within(range)} and +id between ${low} and ${high}`
  // An index that tells calls apart is all that is read; another one gives the ids of calls that are looked up in their order.
  const counted = tellsApart(range)
    ? sql`select 1 ${found} and ${conditions} limit ${limit}`
    : sql`select 1 from ${sql.table('calls')} where ${conditions} and id in (select id from found) limit ${limit}`
  const { rows } = await sql<{ count: number }>`
    with found as materialized (select id ${found} and project = ${shared.project} limit ${mostGathered + 1})
    select count(*) as count from (${counted}) as counted`.execute(archive.db)
  return rows[0]?.count ?? 0
}

async function countBySums(
  archive: Archive,
  wanted: Wanted,
  stretch: Stretch,
  limit: number,
): Promise<number> {
  const { whole, edges } = wholeHours(stretch)
  let count = 0
  for (const { step, part } of whole ? dayParts(whole) : [])
    count += await countRecords(archive, wanted.shared, part, step)
  for (const edge of edges) {
    if (count >= limit) break
    const ids = idsOf({ start: edge.start, end: edge.end - 1 })
    count += await countRows(archive, wanted, ids, limit - count, 'time')
  }
  return Math.min(count, limit)
}

async function countRows(
  archive: Archive,
  { shared, rest }: Wanted,
  { low, high }: IdRange,
  limit: number,
  index: PathIndex,
): Promise<number> {
  const conditions = all([...sharedConditions(shared), idsBetween(low, high), ...rest])
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from (select 1 from ${tableBy(archive, index)} where ${conditions} limit ${limit}) as counted`.execute(
    archive.db,
  )
  return rows[0]?.count ?? 0
}
