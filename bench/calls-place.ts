import SqliteDatabase from 'better-sqlite3'
import { sql } from 'kysely'
import { createReadStream, existsSync, mkdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Archive } from '../lib/calls/archive'
import { Words } from '../lib/calls/words'
import { openArchiveReader, openArchiveWriter, type ArchivePlace } from '../lib/database/archive'
import { connectPostgres } from '../lib/database/open'
import { fillArchive } from './calls-fill'
import { benchProject } from './calls-model'

/** When the last call of the benchmark begins. */
export const benchEnd = Date.parse('2026-11-30T12:00:00.000Z')

/** An archive that is filled for the benchmark, and how to be rid of it. */
export interface FilledArchive extends ArchivePlace {
  rows: number
  kind: 'sqlite' | 'postgres'
  /** How long it took to fill; undefined when it was there already. */
  filledSeconds: number | undefined
  bytes: number
  remove(): Promise<void>
}

/**
 * The archive with so many calls, filled unless one was kept: a SQLite file, or a database of its own beside the one at `url`, made on
 * the same server by a role that may do so.
 */
export async function filledArchive(rows: number, url: string | undefined): Promise<FilledArchive> {
  const folder = join(process.cwd(), '.tmp', 'bench-calls')
  mkdirSync(folder, { recursive: true })
  const file = join(folder, `calls-${rows}.sqlite`)
  const place = url === undefined ? { file } : { url: await ownDatabase(url, rows), file }
  const began = performance.now()
  const isThere = await isFilled(place)
  if (!isThere) await fillArchive(place, rows, benchEnd)
  const filledSeconds = isThere ? undefined : (performance.now() - began) / 1000
  // A run that was ended may have left its project under the name that a console gave it.
  await nameProject(place, benchProject)
  return {
    ...place,
    rows,
    kind: url === undefined ? 'sqlite' : 'postgres',
    filledSeconds,
    bytes: await sizeOf(place),
    remove: async () => {
      if (url === undefined) for (const end of ['', '-wal', '-shm']) rmSync(`${file}${end}`, { force: true })
      else await onServer(url, (run) => run(`drop database if exists ${databaseName(rows)}`))
    },
  }
}

/** Brings the archive into the system's cache of files, as it is where it is searched all day. */
export async function warm({ url, file }: ArchivePlace): Promise<void> {
  if (url === undefined) {
    for await (const part of createReadStream(file, { highWaterMark: 2 ** 22 })) void part
    return
  }
  const db = connectPostgres<object>(url, 1, 600_000)
  await sql`create extension if not exists pg_prewarm`.execute(db)
  await sql`select pg_prewarm(oid, 'read') from pg_class where relkind in ('r', 'i') and relname like 'call%'`.execute(
    db,
  )
  await db.destroy()
}

/** The archive opened for reading in this process. */
export function readerOf(place: ArchivePlace): { archive: Archive; close: () => Promise<void> } {
  const { db, kind, close } = openArchiveReader(place)
  return { archive: { db, kind, words: new Words() }, close }
}

/** The archive opened for writing in this process. */
export async function writerOf(
  place: ArchivePlace,
): Promise<{ archive: Archive; close: () => Promise<void> }> {
  const { db, kind, close } = await openArchiveWriter(place)
  return { archive: { db, kind, words: new Words() }, close }
}

/** The project whose calls are written and removed again. */
export const ingestProject = 'bench-ingest'

/** Gives the project of the archive another name. */
export async function nameProject(place: ArchivePlace, name: string): Promise<void> {
  const { archive, close } = await writerOf(place)
  const isOurs = archive.db.updateTable('callWords').set({ word: name }).where('kind', '=', 'project')
  await isOurs.where('word', '!=', ingestProject).execute()
  await close()
}

/** Filling is done when its one window is recorded; what was broken off before is begun again. */
async function isFilled({ url, file }: ArchivePlace): Promise<boolean> {
  if (url === undefined) {
    if (!existsSync(file)) return false
    const sqlite = new SqliteDatabase(file)
    try {
      const [{ windows } = { windows: 0 }] = sqlite
        .prepare<[], { windows: number }>('select count(*) as windows from callWindows')
        .all()
      if (windows > 0) return true
    } catch {
      // Not even its tables are there.
    } finally {
      sqlite.close()
    }
    for (const end of ['', '-wal', '-shm']) rmSync(`${file}${end}`, { force: true })
    return false
  }
  const { archive, close } = await writerOf({ url, file })
  try {
    const windows = await archive.db.selectFrom('callWindows').select('start').execute()
    if (windows.length > 0) return true
    for (const table of ['calls', 'callSums', 'callWords', 'callParties', 'callSync'])
      await sql`truncate ${sql.table(table)}`.execute(archive.db)
    return false
  } finally {
    await close()
  }
}

async function sizeOf({ url, file }: ArchivePlace): Promise<number> {
  if (url === undefined) return statSync(file).size
  const { archive, close } = readerOf({ url, file })
  const { rows } = await sql<{ bytes: number }>`
    select cast(pg_database_size(current_database()) as bigint) as bytes`.execute(archive.db)
  await close()
  return rows[0]?.bytes ?? 0
}

function databaseName(rows: number): string {
  return `est_console_bench_${rows}`
}

async function ownDatabase(url: string, rows: number): Promise<string> {
  const name = databaseName(rows)
  await onServer(url, async (run) => {
    const there = await run(`select 1 from pg_database where datname = '${name}'`)
    if (there === 0) await run(`create database ${name}`)
  })
  const own = new URL(url)
  own.pathname = `/${name}`
  return own.href
}

async function onServer(url: string, work: (run: (text: string) => Promise<number>) => Promise<unknown>) {
  const db = connectPostgres<object>(url, 1, 60_000)
  await work(async (text) => (await sql.raw(text).execute(db)).rows.length)
  await db.destroy()
}
