import { sql } from 'kysely'
import type { CallTotals } from '@/lib/rules/call-history'
import { clockStretches } from '@/lib/rules/call-window'
import type { Archive } from './archive'
import { all, sharedConditions, wantedCalls, type Shared, type Wanted } from './conditions'
import { cubeFor, noSipCode, stepMs, type Cube } from './cubes'
import { Patience } from './patience'
import { choosePath, tableBy } from './paths'
import { idsOf, type CallSearchRequest, type IdRange } from './search'
import { slicesOf } from './slices'
import { instantOf } from './call-id'
import { cubeConditions, dayParts, idsBetween, sumsBy, toldApart, wholeHours, type Stretch } from './sums'
import { TotalsFold, type Purpose, type SumRow } from './totals-fold'

/** Totals over a whole search, without the names of trunks. */
export type TotalsRequest = Omit<CallSearchRequest, 'limit' | 'from'> & { zone: string }

/**
 * The sums of a search, as a whole, over time and by trunk, country and SIP code. Made from hourly and daily sums where these can tell,
 * else from the calls themselves; throws `invalid_request` with advice when that takes longer than a second.
 */
export async function totalCalls(
  archive: Archive,
  request: TotalsRequest,
): Promise<Omit<CallTotals, 'trunkNames' | 'tookMs'>> {
  const ids = idsOf(request)
  const stretch = { start: request.start, end: request.end + 1 }
  const step = stretch.end - stretch.start > 4 * stepMs.day ? 'day' : 'hour'
  const fold = new TotalsFold(archive, step, request.zone)
  const alternatives =
    ids.low > ids.high ? [] : await wantedCalls(archive, request.projectId, request.filters)
  const patience = new Patience()
  for (const wanted of alternatives) {
    if (wanted.rest.length === 0)
      await foldSums(archive, wanted, stretch, { fold, patience, step, zone: request.zone })
    else await foldCalls(archive, wanted, ids, fold, patience)
  }
  return { ...(await fold.result()), isFromRollups: alternatives.every(({ rest }) => rest.length === 0) }
}

async function foldSums(
  archive: Archive,
  wanted: Wanted,
  stretch: Stretch,
  { fold, patience, step, zone }: { fold: TotalsFold; patience: Patience; step: Cube['step']; zone: string },
): Promise<void> {
  const { whole, edges } = wholeHours(stretch)
  for (const edge of edges)
    await foldCalls(archive, wanted, idsOf({ start: edge.start, end: edge.end - 1 }), fold, patience)
  if (!whole) return
  // The hours of a day are added up where they lie: taking each of them out takes several times as long.
  const stretches = step === 'hour' ? [{ ...whole, aheadMs: undefined }] : clockStretches(whole, zone)
  for (const { aheadMs, ...part } of stretches)
    for (const row of await readTimes(archive, wanted.shared, part, aheadMs)) fold.add(row, ['time'])
  for (const purpose of ['trunk', 'country', 'sipCode'] as const) {
    patience.check()
    for (const { step, part } of dayParts(whole))
      for (const row of await readSums(archive, wanted.shared, part, step, purpose)) fold.add(row, [purpose])
  }
}

/** Sums over time: hour by hour, or by the days that clocks so far ahead of UTC show, each under its first hour. */
async function readTimes(
  archive: Archive,
  shared: Shared,
  { start, end }: Stretch,
  aheadMs: number | undefined,
): Promise<SumRow[]> {
  const cube = cubeFor('hour', toldApart(shared))
  const named = (names: readonly string[]) => sql.join(names.map((name) => sql.ref(name)))
  const from = sql`from ${sumsBy(archive, 'key')}
    where ${cubeConditions(cube, shared)} and start >= ${start} and start < ${end}`
  const { rows } = await (
    aheadMs === undefined
      ? sql<Partial<SumRow>>`select ${named(['start', ...sameOfTimes, ...figures])} ${from}`
      : sql<Partial<SumRow>>`
        select min(start) as start, ${named(sameOfTimes)}, ${figureSums} ${from}
        group by (start + ${sql.lit(aheadMs)}) / ${sql.lit(stepMs.day)}, ${named(sameOfTimes)}`
  ).execute(archive.db)
  return rows.map((row) => ({ ...nothing, ...row }))
}

async function readSums(
  archive: Archive,
  shared: Shared,
  { start, end }: Stretch,
  step: Cube['step'],
  purpose: Exclude<Purpose, 'time'>,
): Promise<SumRow[]> {
  const cube = cubeFor(step, { ...toldApart(shared), [purpose]: true })
  const isManyHours = step === 'hour' && shared[purpose] === undefined
  const columns = sql.join([purpose, ...sameOfTimes].map((name) => sql.ref(name)))
  const { rows } = await sql<Partial<SumRow>>`
    select ${columns}, ${figureSums} from ${sumsBy(archive, isManyHours ? 'time' : 'key')}
    where ${cubeConditions(cube, shared)} and start >= ${start} and start < ${end}
    group by ${columns}`.execute(archive.db)
  return rows.map((row) => ({ ...nothing, ...row }))
}

const sameOfTimes = ['direction', 'result', 'currency'] as const
const figures = ['records', 'calls', 'answered', 'talkSeconds', 'cost'] as const
const figureSums = sql.join(
  figures.map((name) => sql`cast(sum(${sql.ref(name)}) as bigint) as ${sql.ref(name)}`),
)

const nothing: SumRow = {
  trunk: 0,
  country: '',
  sipCode: 0,
  start: 0,
  direction: 0,
  result: 0,
  currency: 0,
  records: 0,
  calls: 0,
  answered: 0,
  talkSeconds: 0,
  cost: 0,
}

/** Sums made of the calls themselves, in the arithmetic of `figuresOf`. */
async function foldCalls(
  archive: Archive,
  wanted: Wanted,
  ids: IdRange,
  fold: TotalsFold,
  patience: Patience,
): Promise<void> {
  const stretch = { start: instantOf(ids.low), end: instantOf(ids.high) + 1 }
  const path = await choosePath(archive, wanted, stretch, Number.MAX_SAFE_INTEGER)
  if (path.kind === 'nothing') return
  const index = path.kind === 'walk' ? path.index : path.range.column
  const slices =
    path.kind === 'walk'
      ? slicesOf(archive, wanted, { ids, order: 'desc', limit: Number.MAX_SAFE_INTEGER }, path.perMatch)
      : [ids]
  const groups = sql.join(
    ['trunk', 'country', 'direction', 'result', 'currency'].map((name) => sql.ref(name)),
  )
  const hour = sql`${sql.ref('createdAt')} - ${sql.ref('createdAt')} % ${sql.lit(stepMs.hour)}`
  const [isCall, answeredAt, endedAt] = [sql`(1 - leg)`, sql.ref('answeredAt'), sql.ref('endedAt')]
  const talk = sql`case when ${endedAt} > ${answeredAt} then (${endedAt} - ${answeredAt} + 500) / 1000 else 0 end`
  for await (const slice of slices) {
    patience.check()
    const conditions = all([
      ...sharedConditions(wanted.shared),
      idsBetween(slice.low, slice.high),
      ...wanted.rest,
    ])
    const { rows } = await sql<SumRow>`
      select ${groups}, coalesce(${sql.ref('sipCode')}, ${sql.lit(noSipCode)}) as ${sql.ref('sipCode')}, ${hour} as start,
        count(*) as records, cast(sum(${isCall}) as bigint) as calls,
        cast(sum(case when ${answeredAt} is null then 0 else ${isCall} end) as bigint) as answered,
        cast(sum(${isCall} * (${talk})) as bigint) as ${sql.ref('talkSeconds')},
        cast(sum(coalesce(price, 0)) as bigint) as cost
      from ${tableBy(archive, index)} where ${conditions}
      group by ${groups}, coalesce(${sql.ref('sipCode')}, ${sql.lit(noSipCode)}), ${hour}`.execute(archive.db)
    for (const row of rows) fold.add(row, ['time', 'trunk', 'country', 'sipCode'])
  }
}
