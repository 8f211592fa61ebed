import { sql, type RawBuilder } from 'kysely'
import type { Archive } from './archive'
import type { PartyRange, Wanted } from './conditions'
import { allOf, within } from './conditions'
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
export const mostGathered = 50_000

// What it costs to look up a call that an index names, beside going over one entry of that index.
const lookUp = 6

/** Chooses how to find the first `limit` calls, by what the sums and capped counts say. */
export async function choosePath(
  archive: Archive,
  wanted: Wanted,
  stretch: Stretch,
  limit: number,
): Promise<Path> {
  const { shared } = wanted
  const everything = allOf(shared.project)
  const [total, matching] = [
    await countRecords(archive, everything, stretch, 'day'),
    await countRecords(archive, shared, stretch, 'day'),
  ]
  if (matching === 0) return { kind: 'nothing' }
  let known = matching
  for (const range of wanted.parties) {
    const records = await countByParty(archive, shared, range)
    if (records === 0) return { kind: 'nothing' }
    known = Math.min(known, records ?? known)
  }
  const ranges = await Promise.all(
    wanted.parties.map(async (range) => ({
      range,
      entries: await countEntries(archive, shared.project, range),
    })),
  )
  const rarest = ranges.sort((one, other) => one.entries - other.entries)[0]
  // How many of all calls have the number, as far as that is known: within this stretch the share is taken to be the same.
  const hits = ranges.reduce((left, { entries }) => Math.min(left, entries), known)
  const walk = await cheapestWalk(archive, wanted, stretch, { total, matching, hits, limit })
  if (rarest && rarest.entries <= mostGathered) {
    const cost =
      rarest.entries + lookUp * Math.min(rarest.entries, matching < total ? rarest.entries : 4 * limit)
    if (cost <= walk.cost) return { kind: 'gather', range: rarest.range }
  }
  return { kind: 'walk', index: walk.index, perMatch: walk.perMatch }
}

async function cheapestWalk(
  archive: Archive,
  { shared, flags }: Wanted,
  stretch: Stretch,
  { total, matching, hits, limit }: { total: number; matching: number; hits: number; limit: number },
): Promise<{ index: PathIndex; perMatch: number; cost: number }> {
  const candidates: { index: PathIndex; entries: number }[] = [{ index: 'time', entries: total }]
  for (const index of ['trunk', 'country', 'sipCode', 'result'] as const) {
    const values = shared[index]
    if (values?.length !== 1) continue
    const only = { ...allOf(shared.project), [index]: values }
    candidates.push({ index, entries: lookUp * (await countRecords(archive, only, stretch, 'day')) })
  }
  for (const index of flags) candidates.push({ index, entries: lookUp * shareOfFlag[index] * total })
  const matches = Math.max(1, Math.min(matching, hits))
  const walks = candidates.map(({ index, entries }) => ({
    index,
    perMatch: Math.max(1, entries / (index === 'time' ? 1 : lookUp) / Math.max(1, matching)),
    cost: matches <= limit ? entries : (entries * limit) / matches,
  }))
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
export function tableBy({ kind }: Archive, index: PathIndex | PartyRange['column']): RawBuilder<unknown> {
  if (kind === 'postgres') return sql`${sql.table('calls')}`
  return sql`${sql.table('calls')} indexed by ${sql.ref(`calls_${index}`)}`
}
