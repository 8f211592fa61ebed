import { sql, type RawBuilder } from 'kysely'
import type { Archive } from './archive'
import type { PartyRange, Shared, Wanted } from './conditions'
import { allOf, tellsApart, within } from './conditions'
import { countByParty } from './party-sums'
import { countRecords, type Stretch } from './sums'

/** The index a search goes along; each is in the order of time. */
export type PathIndex = 'time' | 'trunk' | 'country' | 'sipCode' | 'result' | 'emergency' | 'forwarded'

/** How a search goes about it. */
export type Path =
  /** No call can match. */
  | { kind: 'nothing' }
  /** Few enough calls have such a number to look at all of them. */
  | { kind: 'gather'; range: PartyRange }
  /** Calls are looked at in the order of time, as many as it takes; `share` is the part of those on this index that match. */
  | { kind: 'walk'; index: PathIndex; perMatch: number }

/** The most entries of an index of numbers that are gathered and sorted. */
export const mostGathered = 150_000

// What it costs to look up a call that an index names, beside going over one entry of that index.
const lookUp = 6

/** Chooses how to find, or only to count, the first `limit` calls, by what the sums and capped counts say. */
export async function choosePath(
  archive: Archive,
  wanted: Wanted,
  stretch: Stretch,
  limit: number,
  { isOnlyCounted = false } = {},
): Promise<Path> {
  const { shared } = wanted
  const everything = allOf(shared.project)
  const [total, matching] = [
    await countRecords(archive, everything, stretch, 'day'),
    await countRecords(archive, shared, stretch, 'day'),
  ]
  if (matching === 0) return { kind: 'nothing' }
  // Only beginnings of numbers are counted over all time, so only for these it is asked how much of that this is.
  const shares =
    wanted.parties.length === 0
      ? { inTime: 1, ofResults: 1 }
      : await sharesOf(archive, shared, { total, matching })
  let hits = matching
  const ranges: { range: PartyRange; entries: number }[] = []
  for (const range of wanted.parties) {
    const records = await countByParty(archive, shared, range)
    if (records === 0) return { kind: 'nothing' }
    const entries = await countEntries(archive, shared.project, range)
    ranges.push({ range, entries })
    // Beginnings that are longer than those that are counted have their part of these; the rest is taken to be spread evenly.
    const alike = records === undefined ? total : await countByParty(archive, everything, range)
    const part = Math.min(1, entries / Math.max(1, alike ?? total))
    const found = records === undefined ? matching * part : records * part * shares.inTime * shares.ofResults
    hits = Math.min(hits, found)
  }
  const rarest = ranges.sort((one, other) => one.entries - other.entries)[0]
  const walk = await cheapestWalk(archive, wanted, stretch, { total, matching, hits, limit })
  if (rarest && rarest.entries <= mostGathered) {
    const { range, entries } = rarest
    // What the index does not say has to be looked up for every entry; sorting counts as much as going over them.
    const lookedUp = tellsApart(range) || matching === total ? Math.min(entries, 4 * limit) : entries
    const isCountedAlone = isOnlyCounted && tellsApart(range) && wanted.rest.length === 1
    const cost = isCountedAlone ? entries : 2 * entries + lookUp * lookedUp
    if (cost <= walk.cost) return { kind: 'gather', range }
  }
  return { kind: 'walk', index: walk.index, perMatch: walk.perMatch }
}

/** Which part of all calls lies in the stretch, and which part of those that are alike otherwise has the results that are asked for. */
async function sharesOf(
  archive: Archive,
  shared: Shared,
  { total, matching }: { total: number; matching: number },
): Promise<{ inTime: number; ofResults: number }> {
  const all = await countRecords(
    archive,
    allOf(shared.project),
    { start: 0, end: Number.MAX_SAFE_INTEGER },
    'day',
  )
  return { inTime: total / Math.max(1, all), ofResults: shared.result ? matching / Math.max(1, total) : 1 }
}

async function cheapestWalk(
  archive: Archive,
  { shared, flags, parties }: Wanted,
  stretch: Stretch,
  { total, matching, hits, limit }: { total: number; matching: number; hits: number; limit: number },
): Promise<{ index: PathIndex; perMatch: number; cost: number }> {
  // No index but its own says whether a call is of a rare kind: all that match otherwise are looked up.
  const unsaid = flags.length > 0 ? matching : 0
  const candidates: { index: PathIndex; entries: number; lookedUp: number }[] = [
    { index: 'time', entries: total, lookedUp: unsaid },
  ]
  for (const index of ['trunk', 'country', 'sipCode', 'result'] as const) {
    const values = shared[index]
    if (values?.length !== 1) continue
    const only = { ...allOf(shared.project), [index]: values }
    const entries = await countRecords(archive, only, stretch, 'day')
    const lookedUp = index === 'sipCode' && parties.length > 0 ? matching : unsaid
    candidates.push({ index, entries, lookedUp })
  }
  for (const index of flags) candidates.push({ index, entries: shareOfFlag[index] * total, lookedUp: 0 })
  const rare = flags.reduce((share, flag) => share * shareOfFlag[flag], 1)
  const matches = Math.max(1, rare * Math.min(matching, hits))
  const walks = candidates.map(({ index, entries, lookedUp }) => {
    const all = entries + lookUp * lookedUp
    return {
      index,
      perMatch: Math.max(1, entries / Math.max(1, matching)),
      cost: matches <= limit ? all : (all * limit) / matches,
    }
  })
  walks.sort((one, other) => one.cost - other.cost)
  return walks[0] ?? { index: 'time', perMatch: 1, cost: total }
}

// Nothing counts them; this is far more than there are anywhere.
const shareOfFlag = { emergency: 0.001, forwarded: 0.05 }

/** How many entries an index of numbers has in a range, counted no further than needed. */
export async function countEntries(archive: Archive, project: number, range: PartyRange): Promise<number> {
  const { rows } = await sql<{ entries: number }>`
    select count(*) as entries from (
      select 1 from ${tableBy(archive, range.column)} where project = ${project} and ${within(range)} limit ${mostGathered + 1}
    ) as found`.execute(archive.db)
  return rows[0]?.entries ?? 0
}

/** The table of calls, read along an index. PostgreSQL is left to choose: with a narrow range of ids it has nothing to go wrong with. */
export function tableBy(
  { kind }: Archive,
  index: PathIndex | PartyRange['column'] | 'enriched',
): RawBuilder<unknown> {
  if (kind === 'postgres') return sql`${sql.table('calls')}`
  return sql`${sql.table('calls')} indexed by ${sql.ref(`calls_${index}`)}`
}
