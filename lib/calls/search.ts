import { sql } from 'kysely'
import type { CallTable } from '@/lib/database/archive-schema'
import type { CallFilters } from '@/lib/rules/call-query'
import type { Archive } from './archive'
import { instantOf, lowestId } from './call-id'
import { all, indexedConditions, sharedConditions, wantedCalls, within, type Wanted } from './conditions'
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
  /** After so many milliseconds what was found until then is enough; only for searches towards older calls. */
  restAfterMs?: number
}

/** What a search found, and how far it looked. */
export interface SearchedCalls {
  /** Newest first. */
  rows: CallTable[]
  /** Whether there are more in the direction that was asked for, or may be: a search that rested has not looked everywhere. */
  hasMore: boolean
  /** The lowest id down to which every call was looked at, for a search towards older calls: what follows is older than this. */
  reached: number
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
  /** Whether it may end without having looked everywhere. */
  mayRest: boolean
}

/** Calls of one alternative; none with an id of `reached` or above is missing. */
interface FoundRows {
  rows: CallTable[]
  reached: number
}

/**
 * The first calls of a search. Never looks further than it must; when that takes longer than a second it throws `invalid_request` with
 * advice, or rests if the request says so.
 */
export async function searchCalls(archive: Archive, request: CallSearchRequest): Promise<SearchedCalls> {
  const patience = new Patience(request.restAfterMs)
  const order = request.from?.towards === 'newer' ? 'asc' : 'desc'
  const looking: Looking = {
    ids: idsOf(request),
    order,
    limit: request.limit + 1,
    mayRest: request.restAfterMs !== undefined && order === 'desc',
  }
  const found: CallTable[] = []
  let reached = looking.ids.low
  for (const wanted of await wantedCalls(archive, request.projectId, request.filters)) {
    const part = await findRows(archive, wanted, looking, patience)
    found.push(...part.rows)
    reached = Math.max(reached, part.reached)
  }
  if (order === 'asc') {
    found.sort((one, other) => one.id - other.id)
    const rows = found.slice(0, request.limit).reverse()
    return { rows, hasMore: found.length > request.limit, reached: looking.ids.low }
  }
  // Below that, other calls of the search may stand between those that were found.
  const known = found.filter(({ id }) => id >= reached).sort((one, other) => other.id - one.id)
  const rows = known.slice(0, request.limit)
  const last = rows[rows.length - 1]
  if (known.length > rows.length && last) return { rows, hasMore: true, reached: last.id }
  return { rows, hasMore: reached > looking.ids.low, reached }
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
): Promise<FoundRows> {
  const { low, high } = looking.ids
  if (low > high) return { rows: [], reached: low }
  const stretch = { start: instantOf(low), end: instantOf(high) + 1 }
  const path = await choosePath(archive, wanted, stretch, looking.limit)
  if (path.kind === 'nothing') return { rows: [], reached: low }
  if (path.kind === 'gather') return await gather(archive, wanted, looking, path, patience)
  const rows: CallTable[] = []
  for await (const ids of slicesOf(archive, wanted, looking, path.perMatch)) {
    const limit = looking.limit - rows.length
    rows.push(...(await readRows(archive, wanted, { ...looking, ids, limit }, path)))
    if (rows.length >= looking.limit) return { rows, reached: lastOf(rows) }
    if (isEnough(looking, patience)) return { rows, reached: ids.low }
  }
  return { rows, reached: low }
}

/** Looked at after each step, so that even a search without time comes further. Throws where a search must not rest. */
function isEnough({ mayRest }: Looking, patience: Patience): boolean {
  if (!mayRest) patience.check()
  return patience.isOver
}

function lastOf(rows: readonly CallTable[]): number {
  return rows[rows.length - 1]?.id ?? 0
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
): Promise<FoundRows> {
  const rows: CallTable[] = []
  const { low, high } = looking.ids
  const left = { low, high }
  for (let size = firstChunk * looking.limit; left.low <= left.high; size = laterChunks) {
    // The sign keeps the database from going along the ids of all calls instead.
    const { rows: found } = await sql<{ id: number }>`
      select id from ${tableBy(archive, range.column)}
      where ${all(indexedConditions(shared, range))} and ${within(range)} and +id between ${left.low} and ${left.high}
      order by +id ${sql.raw(looking.order)} limit ${size}`.execute(archive.db)
    if (found.length === 0) break
    const ids = found.map(({ id }) => id)
    const conditions = all([...sharedConditions(shared), sql`id in (${sql.join(ids)})`, ...rest])
    const { rows: matching } = await sql<CallTable>`
      select * from ${sql.table('calls')} where ${conditions}
      order by id ${sql.raw(looking.order)} limit ${looking.limit - rows.length}`.execute(archive.db)
    rows.push(...matching)
    if (rows.length >= looking.limit) return { rows, reached: lastOf(rows) }
    if (ids.length < size) break
    const last = ids[ids.length - 1] ?? low
    if (isEnough(looking, patience)) return { rows, reached: last }
    if (looking.order === 'desc') left.high = last - 1
    else left.low = last + 1
  }
  return { rows, reached: low }
}
