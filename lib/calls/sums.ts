import { sql, type RawBuilder } from 'kysely'
import type { Archive } from './archive'
import { all, sharedConditions, type Shared } from './conditions'
import { cubeFor, stepMs, type Cube } from './cubes'

/** How many records began in one hour. */
export interface HourCount {
  start: number
  records: number
}

/** Instants in milliseconds since the epoch; the end is not part of it. */
export interface Stretch {
  start: number
  end: number
}

/** What a search asks of the cubes. */
export function toldApart({ trunk, country, sipCode }: Shared): Pick<Cube, 'trunk' | 'country' | 'sipCode'> {
  return { trunk: trunk !== undefined, country: country !== undefined, sipCode: sipCode !== undefined }
}

/**
 * The table of sums, read along its key, or along time where hours of many keys are asked for. SQLite left to itself always takes time,
 * and then looks at a whole cube.
 */
export function sumsBy({ kind }: Archive, order: 'key' | 'time'): RawBuilder<unknown> {
  const table = sql.table('callSums')
  if (kind === 'postgres') return sql`${table}`
  return sql`${table} indexed by ${sql.ref(order === 'key' ? 'sqlite_autoindex_callSums_1' : 'callSums_start')}`
}

/** The conditions for the rows of a cube: what it does not tell apart is one value each, so that its key is known up to the time. */
export function cubeConditions(cube: Cube, shared: Shared): RawBuilder<boolean> {
  const blank: RawBuilder<boolean>[] = []
  if (!cube.trunk) blank.push(sql`trunk = 0`)
  if (!cube.country) blank.push(sql`country = ''`)
  if (!cube.sipCode) blank.push(sql`${sql.ref('sipCode')} = 0`)
  return all([sql`cube = ${cube.number}`, ...sharedConditions(shared), ...blank])
}

/** The records of each hour, the hours without any left out, in the order of time or against it. */
export async function hourCounts(
  archive: Archive,
  shared: Shared,
  { start, end }: Stretch,
  order: 'asc' | 'desc',
): Promise<HourCount[]> {
  const cube = cubeFor('hour', toldApart(shared))
  const { rows } = await sql<HourCount>`
    select start, cast(sum(records) as bigint) as records from ${sumsBy(archive, 'key')}
    where ${cubeConditions(cube, shared)} and start >= ${hourOf(start)} and start < ${end}
    group by start having sum(records) > 0 order by start ${sql.raw(order)}`.execute(archive.db)
  return rows
}

/** How many records began from the beginning of the hour or day of `start` on and before `end`. */
export async function countRecords(
  archive: Archive,
  shared: Shared,
  { start, end }: Stretch,
  step: Cube['step'],
): Promise<number> {
  const cube = cubeFor(step, toldApart(shared))
  const first = Math.floor(start / stepMs[step]) * stepMs[step]
  const { rows } = await sql<{ records: number | null }>`
    select cast(sum(records) as bigint) as records from ${sumsBy(archive, 'key')}
    where ${cubeConditions(cube, shared)} and start >= ${first} and start < ${end}`.execute(archive.db)
  return rows[0]?.records ?? 0
}

/** Whole days are read from the sums of days, the hours around them from those of hours. Begins and ends at full hours. */
export function dayParts({ start, end }: Stretch): { step: Cube['step']; part: Stretch }[] {
  const [first, last] = [
    Math.ceil(start / stepMs.day) * stepMs.day,
    Math.floor(end / stepMs.day) * stepMs.day,
  ]
  if (first >= last) return [{ step: 'hour', part: { start, end } }]
  return [
    { step: 'hour' as const, part: { start, end: first } },
    { step: 'day' as const, part: { start: first, end: last } },
    { step: 'hour' as const, part: { start: last, end } },
  ].filter(({ part }) => part.start < part.end)
}

/** The beginning of the hour of an instant. */
export function hourOf(instant: number): number {
  return Math.floor(instant / stepMs.hour) * stepMs.hour
}

/** The whole hours within a stretch of time, and what is left of it before and after them. */
export function wholeHours({ start, end }: Stretch): { whole: Stretch | null; edges: Stretch[] } {
  const first = Math.ceil(start / stepMs.hour) * stepMs.hour
  const last = hourOf(end)
  if (first >= last) return { whole: null, edges: [{ start, end }] }
  const edges = [
    { start, end: first },
    { start: last, end },
  ].filter((edge) => edge.start < edge.end)
  return { whole: { start: first, end: last }, edges }
}

/** A condition on ids, both ends included. */
export function idsBetween(low: number, high: number): RawBuilder<boolean> {
  return sql`id between ${low} and ${high}`
}
