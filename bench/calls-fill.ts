import SqliteDatabase from 'better-sqlite3'
import { sql, type Kysely } from 'kysely'
import type { Archive } from '../lib/calls/archive'
import { cubes, figuresOf, stepMs } from '../lib/calls/cubes'
import { ensurePartitions } from '../lib/calls/partitions'
import { addToParties, PartyChanges } from '../lib/calls/party-sums'
import { Words } from '../lib/calls/words'
import { openArchiveWriter, type ArchivePlace } from '../lib/database/archive'
import type { ArchiveSchema, CallSumTable, CallTable } from '../lib/database/archive-schema'
import { benchCall, benchDays, seededRandom, storeWords } from './calls-model'

const dayMs = 86_400_000

/** Fills an empty archive with so many calls that end at `end`; the indexes are made last, and the sums of the finest ones. */
export async function fillArchive(place: ArchivePlace, rows: number, end: number): Promise<void> {
  const opened = await openArchiveWriter(place)
  const archive: Archive = { db: opened.db, kind: opened.kind, words: new Words() }
  const words = await storeWords(opened.db)
  const random = seededRandom(42)
  const sums = new Map<string, CallSumTable>()
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
      addToFinest(sums, call)
      parties.add(call)
    }
    await insert.batch(batch)
  }
  await insert.end()
  for (const index of indexes) await sql.raw(index).execute(opened.db)
  await storeSums(opened.db, sums)
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
  if (archive.kind === 'postgres') await sql`vacuum analyze ${sql.table('calls')}`.execute(opened.db)
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
  if (kind === 'postgres') {
    return {
      batch: async (calls: CallTable[]) => {
        for (let from = 0; from < calls.length; from += 1_500)
          await db
            .insertInto('calls')
            .values(calls.slice(from, from + 1_500))
            .execute()
      },
      end: async () => {},
    }
  }
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

function addToFinest(sums: Map<string, CallSumTable>, call: CallTable): void {
  const start = Math.floor(call.createdAt / stepMs.hour) * stepMs.hour
  const key = `${start} ${call.trunk} ${call.country} ${call.sipCode} ${call.direction} ${call.result}`
  const figures = figuresOf(call)
  const known = sums.get(key)
  if (known) return addFigures(known, figures)
  const { project, trunk, country, direction, result, currency } = call
  const sipCode = call.sipCode ?? 0
  sums.set(key, { project, cube: 0, trunk, country, sipCode, start, direction, result, currency, ...figures })
}

function addFigures(sum: CallSumTable, figures: ReturnType<typeof figuresOf>): void {
  sum.records += figures.records
  sum.calls += figures.calls
  sum.answered += figures.answered
  sum.talkSeconds += figures.talkSeconds
  sum.cost += figures.cost
}

async function storeSums(db: Kysely<ArchiveSchema>, finest: Map<string, CallSumTable>): Promise<void> {
  for (const cube of cubes) {
    const rows = new Map<string, CallSumTable>()
    for (const sum of finest.values()) {
      const row = {
        ...sum,
        cube: cube.number,
        trunk: cube.trunk ? sum.trunk : 0,
        country: cube.country ? sum.country : '',
        sipCode: cube.sipCode ? sum.sipCode : 0,
        start: Math.floor(sum.start / stepMs[cube.step]) * stepMs[cube.step],
      }
      const key = [row.trunk, row.country, row.sipCode, row.start, row.direction, row.result].join(' ')
      const known = rows.get(key)
      if (known) addFigures(known, sum)
      else rows.set(key, row)
    }
    const all = [...rows.values()]
    for (let from = 0; from < all.length; from += 1_000)
      await db
        .insertInto('callSums')
        .values(all.slice(from, from + 1_000))
        .execute()
  }
}
