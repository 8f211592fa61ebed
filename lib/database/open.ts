import SqliteDatabase from 'better-sqlite3'
import { Kysely, PostgresDialect, SqliteDialect, type Dialect } from 'kysely'
import { closeSync, existsSync, openSync, readSync } from 'node:fs'
import pg from 'pg'
import type { Schema } from './schema'
import { longestWaitMs, WaitingSqliteDriver } from './waiting-sqlite-driver'

/** The two databases the console runs on. */
export type DatabaseKind = 'sqlite' | 'postgres'

/** An open database and the way to close it. */
export interface OpenDatabase {
  db: Kysely<Schema>
  kind: DatabaseKind
  /** SQLite's second connection, which only reads and so never sees a transaction that has not been committed. */
  reader?: SqliteDatabase.Database
  /** PostgreSQL with a limit for work that takes long, such as a migration of a large table; to be destroyed afterwards. */
  unhurried?: () => Kysely<Schema>
  close: () => Promise<void>
}

/** PostgreSQL at `url`, or else SQLite in `file`. Throws an `Error` whose message is one line for the operator. */
export function openDatabase({ url, file }: { url?: string; file?: string }): OpenDatabase {
  if (url) return openPostgres(url)
  if (file) return openSqlite(file)
  throw new Error('neither DATABASE_URL nor a database file is configured')
}

function openSqlite(file: string): OpenDatabase {
  if (file !== ':memory:' && existsSync(file)) refuseForeignFile(file)
  // A row that was acknowledged must survive a power cut: sessions, audit and keys live here.
  const sqlite = openSqliteFile(file, 'full')
  const db = new Kysely<Schema>({ dialect: sqliteDialect(sqlite) })
  // SQLite's own waiting would stop the whole process, so the reader does not wait; see `prepared`.
  const reader = file === ':memory:' ? undefined : new SqliteDatabase(file, { readonly: true, timeout: 0 })
  const close = async () => {
    reader?.close()
    await db.destroy()
  }
  return { db, kind: 'sqlite', reader, close }
}

/** A SQLite file to be written, in write-ahead mode; with `normal` the last commits may be lost in a power cut. */
export function openSqliteFile(file: string, synchronous: 'full' | 'normal'): SqliteDatabase.Database {
  let sqlite: SqliteDatabase.Database | undefined
  try {
    sqlite = new SqliteDatabase(file, { timeout: longestWaitMs })
    // Of a file that may not be written SQLite only says so when it is written to; nothing of this stays.
    sqlite.exec('begin immediate; pragma user_version = 1; rollback')
    sqlite.pragma('journal_mode = WAL')
    sqlite.pragma(`synchronous = ${synchronous}`)
    sqlite.pragma('foreign_keys = ON')
    return sqlite
  } catch (cause) {
    sqlite?.close()
    throw new Error(`the database file ${file} cannot be opened: ${reason(cause)}`, { cause })
  }
}

/** SQLite for Kysely, waiting for locks without stopping the thread. */
export function sqliteDialect(sqlite: SqliteDatabase.Database): Dialect {
  const driver = new WaitingSqliteDriver(sqlite)
  const dialect = new SqliteDialect({ database: sqlite })
  return {
    createDriver: () => driver,
    createAdapter: () => dialect.createAdapter(),
    createQueryCompiler: () => dialect.createQueryCompiler(),
    createIntrospector: (db) => dialect.createIntrospector(db),
  }
}

function openPostgres(url: string): OpenDatabase {
  const db = connectPostgres<Schema>(url, 10, 5000)
  const unhurried = () => connectPostgres<Schema>(url, 1, 600_000)
  return { db, kind: 'postgres', unhurried, close: () => db.destroy() }
}

/** At most `max` connections to PostgreSQL, on which nothing takes longer than `longestMs`. */
export function connectPostgres<Tables>(url: string, max: number, longestMs: number): Kysely<Tables> {
  // node-postgres hands out 64-bit integers as text; ours are milliseconds and counters, which fit a number.
  const types = { getTypeParser: pickParser }
  // A database that has stopped answering must not keep anyone waiting: the first limit is ours, the second the server's own.
  const limits = { connectionTimeoutMillis: 5000, query_timeout: longestMs, statement_timeout: longestMs }
  const pool = new pg.Pool({ connectionString: url, max, ...limits, types })
  // A connection that breaks must not end the process, idle or in use; the next query reports it.
  pool.on('error', () => {})
  pool.on('connect', (client) => client.on('error', () => {}))
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
}

// The driver gives no code when it waited in vain or could not agree on TLS.
const connecting = /timeout|terminated|SSL|connect/i

/**
 * What the operator is told when PostgreSQL cannot be used: which variable, which database, why. Null for errors that are not about the
 * connection. The address as a whole is never told, and the driver's words not when they hold the password.
 */
export function postgresFailure(url: string, error: unknown): Error | null {
  const code = error instanceof Error && 'code' in error ? String(error.code) : undefined
  if (code === undefined && !(error instanceof Error && connecting.test(error.message))) return null
  const { host, pathname, password } = new URL(url)
  const said = error instanceof Error ? error.message : ''
  const why = said === '' || (password !== '' && said.includes(password)) ? code : said
  const where = `the database ${pathname.slice(1)} on ${host}`
  return new Error(`DATABASE_URL: ${where} cannot be used: ${why ?? 'unknown reason'}`, { cause: error })
}

const pickParser: typeof pg.types.getTypeParser = ((oid: number, format: 'text' | 'binary') =>
  oid === pg.types.builtins.INT8
    ? Number
    : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser // its overloads cannot be written as one arrow

/** Never opens, and so never overwrites, a file that is something else than a SQLite database. */
function refuseForeignFile(file: string): void {
  const header = Buffer.alloc(16)
  const handle = openSync(file, 'r')
  try {
    const size = readSync(handle, header, 0, 16, 0)
    // An empty file is what a crash before the first write leaves; SQLite starts afresh on it.
    if (size > 0 && header.toString('latin1') !== 'SQLite format 3\0') {
      throw new Error(
        `${file} is not a SQLite database. It was left untouched: restore a backup, or move it away to start afresh.`,
      )
    }
  } finally {
    closeSync(handle)
  }
}

function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
