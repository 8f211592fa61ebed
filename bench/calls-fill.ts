import SqliteDatabase from 'better-sqlite3'
import { sql, type Kysely } from 'kysely'
import type { Archive } from '../lib/calls/archive'
import { cubes, figuresOf, noSipCode, stepMs } from '../lib/calls/cubes'
import { ensurePartitions } from '../lib/calls/partitions'
import { addToParties, PartyChanges } from '../lib/calls/party-sums'
import { Words } from '../lib/calls/words'
import { openArchiveWriter, type ArchivePlace } from '../lib/database/archive'
import { connectPostgres } from '../lib/database/open'
import type { ArchiveSchema, CallSumTable, CallTable } from '../lib/database/archive-schema'
import { benchCall, benchDays, seededRandom, storeWords } from './calls-model'

const dayMs = 86_400_000

/** Fills an empty archive with so many calls that end at `end`; the indexes are made last, and the sums of the finest ones. */
export async function fillArchive(place: ArchivePlace, rows: number, end: number): Promise<void> {
  const opened = await openArchiveWriter(place)
  const archive: Archive = { db: opened.db, kind: opened.kind, words: new Words() }
  const words = await storeWords(opened.db)
  const random = seededRandom(42)
  const sums = new SumsByDay(opened.db)
  const parties = new PartyChanges()
  const indexes = await dropIndexes(archive)
  for (let day = 0; day <= benchDays + 1; day += 1) await ensurePartitions(archive, [end - day * dayMs])
  const insert = await inserter(archive, place)
  const batchSize = 5_000
  for (let index = 0; index < rows; index += batchSize) {
    const batch: CallTable[] = []
    for (let next = index; next < Math.min(rows, index + batchSize); next += 1) {
      const call = benchCall(next, rows, end, random, words)
      batch.push(call)
      parties.add(call)
    }
    await insert.batch(batch)
    for (const call of batch) await sums.add(call)
  }
  await insert.end()
  const unhurried =
    place.url === undefined ? undefined : connectPostgres<ArchiveSchema>(place.url, 1, 7_200_000)
  for (const index of indexes) await sql.raw(index).execute(unhurried ?? opened.db)
  await sums.end()
  await addToParties(opened.db, parties)
  const windows = { start: end - benchDays * dayMs, end, state: 'read' as const, counted: rows, came: rows }
  await opened.db
    .insertInto('callWindows')
    .values({
      project: words.project,
      ...windows,
      unsettled: 0,
      checkedAt: end,
      nextAt: null,
      attempts: 0,
      error: null,
    })
    .execute()
  if (unhurried) {
    await sql`vacuum analyze`.execute(unhurried)
    await unhurried.destroy()
  }
  await opened.close()
}

async function dropIndexes({ db, kind }: Archive): Promise<string[]> {
  const { rows } = await (kind === 'sqlite'
    ? sql<{
        name: string
        made: string
      }>`select name, sql as made from sqlite_master where type = 'index' and tbl_name = 'calls' and sql is not null`.execute(
        db,
      )
    : sql<{
        name: string
        made: string
      }>`select indexname as name, indexdef as made from pg_indexes where tablename = 'calls' and indexname <> 'calls_key'`.execute(
        db,
      ))
  for (const { name } of rows) await sql`drop index ${sql.ref(name)}`.execute(db)
  // PostgreSQL says of an index on a table in parts that it is on that table only; made again it is on all parts.
  return rows.map(({ made }) => made.replace(' ON ONLY ', ' ON '))
}

async function inserter({ db, kind }: Archive, { file }: ArchivePlace) {
  if (kind === 'postgres')
    return { batch: (calls: CallTable[]) => insertArrays(db, calls), end: async () => {} }
  const sqlite = new SqliteDatabase(file)
  sqlite.pragma('synchronous = off')
  let statement: SqliteDatabase.Statement<unknown[]> | undefined
  return {
    batch: async (calls: CallTable[]) => {
      const columns = Object.keys(calls[0] ?? {})
      statement ??= sqlite.prepare(
        `insert into calls (${columns.map((name) => `"${name}"`).join(', ')}) values (${columns.map(() => '?').join(', ')})`,
      )
      sqlite.exec('begin')
      for (const call of calls) statement.run(...Object.values(call))
      sqlite.exec('commit')
    },
    end: async () => {
      sqlite.close()
    },
  }
}

/** One array for each column: as values one by one, they take ten times as long to write down as to store. */
async function insertArrays(db: Kysely<ArchiveSchema>, calls: readonly CallTable[]): Promise<void> {
  const columns = Object.keys(calls[0] ?? {}) as (keyof CallTable)[] // every row has the same ones
  const arrays = columns.map((name) => {
    const values = calls.map((call) => call[name])
    const isText = values.some((value) => typeof value === 'string')
    return sql`${values}::${sql.raw(isText ? 'text' : name === 'mos' ? 'double precision' : 'bigint')}[]`
  })
  const names = sql.join(columns.map((name) => sql.ref(name)))
  await sql`insert into ${sql.table('calls')} (${names}) select * from unnest(${sql.join(arrays)})`.execute(
    db,
  )
}

/** Sums of calls that come in the order of time, stored day by day: those of all days at once would not fit into memory. */
class SumsByDay {
  private finest = new Map<string, CallSumTable>()
  private day = 0

  constructor(private readonly db: Kysely<ArchiveSchema>) {}

  async add(call: CallTable): Promise<void> {
    const day = Math.floor(call.createdAt / stepMs.day)
    if (day !== this.day) await this.end()
    this.day = day
    const { project, trunk, country, direction, result, currency } = call
    const sipCode = call.sipCode ?? noSipCode
    const start = Math.floor(call.createdAt / stepMs.hour) * stepMs.hour
    const sum = { project, cube: 0, trunk, country, sipCode, start, direction, result, currency }
    addTo(this.finest, { ...sum, ...figuresOf(call) })
  }

  /** Stores what has come since the last day began. */
  async end(): Promise<void> {
    for (const cube of cubes) {
      const rows = new Map<string, CallSumTable>()
      for (const sum of this.finest.values())
        addTo(rows, {
          ...sum,
          cube: cube.number,
          trunk: cube.trunk ? sum.trunk : 0,
          country: cube.country ? sum.country : '',
          sipCode: cube.sipCode ? sum.sipCode : 0,
          start: Math.floor(sum.start / stepMs[cube.step]) * stepMs[cube.step],
        })
      const all = [...rows.values()]
      await this.db.transaction().execute(async (transaction) => {
        for (let from = 0; from < all.length; from += 1_000)
          await transaction
            .insertInto('callSums')
            .values(all.slice(from, from + 1_000))
            .execute()
      })
    }
    this.finest = new Map()
  }
}

function addTo(sums: Map<string, CallSumTable>, sum: CallSumTable): void {
  const { trunk, country, sipCode, start, direction, result } = sum
  const key = [trunk, country, sipCode, start, direction, result].join(' ')
  const known = sums.get(key)
  if (!known) return void sums.set(key, sum)
  for (const figure of ['records', 'calls', 'answered', 'talkSeconds', 'cost'] as const)
    known[figure] += sum[figure]
}
