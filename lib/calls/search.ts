import { sql } from 'kysely'
import type { CallTable } from '@/lib/database/archive-schema'
import type { CallFilters } from '@/lib/rules/call-query'
import type { Archive } from './archive'
import { instantOf, lowestId } from './call-id'
import { all, sharedConditions, wantedCalls, within, type Wanted } from './conditions'
import { Patience } from './patience'
import { choosePath, tableBy, type Path } from './paths'
import { idsBetween } from './sums'
import { slicesOf } from './slices'

/** Which calls, and from where on in the order of time. */
export interface CallSearchRequest {
  projectId: string
  filters: CallFilters
  /** Milliseconds since the epoch, both included. */
  start: number
  end: number
  limit: number
  /** Only calls before (`older`) or after (`newer`) the one with this id. */
  from?: { id: number; towards: 'older' | 'newer' }
}

/** Ids from the lowest to the highest, both included. */
export interface IdRange {
  low: number
  high: number
}

/** Where the next calls are looked for. */
export interface Looking {
  ids: IdRange
  order: 'asc' | 'desc'
  limit: number
}

/**
 * The first calls of a search, newest first, and whether there are more in the direction that was asked for. Never looks further than
 * it must; throws `invalid_request` with advice when that takes longer than a second.
 */
export async function searchCalls(
  archive: Archive,
  request: CallSearchRequest,
): Promise<{ rows: CallTable[]; hasMore: boolean }> {
  const patience = new Patience()
  const order = request.from?.towards === 'newer' ? 'asc' : 'desc'
  const looking: Looking = { ids: idsOf(request), order, limit: request.limit + 1 }
  const alternatives = await wantedCalls(archive, request.projectId, request.filters)
  const found: CallTable[] = []
  for (const wanted of alternatives) found.push(...(await findRows(archive, wanted, looking, patience)))
  found.sort((one, other) => (order === 'asc' ? one.id - other.id : other.id - one.id))
  const rows = found.slice(0, request.limit)
  if (order === 'asc') rows.reverse()
  return { rows, hasMore: found.length > request.limit }
}

/** The ids that a request's window and cursor leave. */
export function idsOf({ start, end, from }: Pick<CallSearchRequest, 'start' | 'end' | 'from'>): IdRange {
  const window = { low: lowestId(start), high: lowestId(end + 1) - 1 }
  if (!from) return window
  return from.towards === 'older'
    ? { ...window, high: Math.min(window.high, from.id - 1) }
    : { ...window, low: Math.max(window.low, from.id + 1) }
}

async function findRows(
  archive: Archive,
  wanted: Wanted,
  looking: Looking,
  patience: Patience,
): Promise<CallTable[]> {
  const { low, high } = looking.ids
  if (low > high) return []
  const stretch = { start: instantOf(low), end: instantOf(high) + 1 }
  const path = await choosePath(archive, wanted, stretch, looking.limit)
  if (path.kind === 'nothing') return []
  if (path.kind === 'gather') return await gather(archive, wanted, looking, path, patience)
  const rows: CallTable[] = []
  for await (const ids of slicesOf(archive, wanted, looking, path.perMatch)) {
    patience.check()
    const limit = looking.limit - rows.length
    rows.push(...(await readRows(archive, wanted, { ...looking, ids, limit }, path)))
    if (rows.length >= looking.limit) break
  }
  return rows
}

async function readRows(
  archive: Archive,
  { shared, rest }: Wanted,
  { ids, order, limit }: Looking,
  path: Extract<Path, { kind: 'walk' }>,
): Promise<CallTable[]> {
  const conditions = all([...sharedConditions(shared), idsBetween(ids.low, ids.high), ...rest])
  const { rows } = await sql<CallTable>`
    select * from ${tableBy(archive, path.index)} where ${conditions} order by id ${sql.raw(order)} limit ${limit}`.execute(
    archive.db,
  )
  return rows
}

// Mostly the first few will do; where other filters leave little, it is looked at all of them in few steps.
const [firstChunk, laterChunks] = [4, 5_000]

async function gather(
  archive: Archive,
  { shared, rest }: Wanted,
  looking: Looking,
  { range }: Extract<Path, { kind: 'gather' }>,
  patience: Patience,
): Promise<CallTable[]> {
  const rows: CallTable[] = []
  const { low, high } = looking.ids
  const left = { low, high }
  for (let size = firstChunk * looking.limit; left.low <= left.high; size = laterChunks) {
    patience.check()
    // The sign keeps the database from going along the ids of all calls instead.
    const { rows: found } = await sql<{ id: number }>`
      select id from ${tableBy(archive, range.column)}
      where project = ${shared.project} and ${within(range)} and +id between ${left.low} and ${left.high}
      order by +id ${sql.raw(looking.order)} limit ${size}`.execute(archive.db)
    if (found.length === 0) break
    const ids = found.map(({ id }) => id)
    const conditions = all([...sharedConditions(shared), sql`id in (${sql.join(ids)})`, ...rest])
    const { rows: matching } = await sql<CallTable>`
      select * from ${sql.table('calls')} where ${conditions}
      order by id ${sql.raw(looking.order)} limit ${looking.limit - rows.length}`.execute(archive.db)
    rows.push(...matching)
    const last = ids[ids.length - 1] ?? low
    if (rows.length >= looking.limit || ids.length < size) break
    if (looking.order === 'desc') left.high = last - 1
    else left.low = last + 1
  }
  return rows
}
