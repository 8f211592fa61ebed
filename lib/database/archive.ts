import SqliteDatabase from 'better-sqlite3'
import { Kysely } from 'kysely'
import { archiveMigrations } from './archive-migrations'
import type { ArchiveSchema } from './archive-schema'
import { migrateBy } from './migrate'
import { connectPostgres, openSqliteFile, sqliteDialect, type DatabaseKind } from './open'

/** The open call archive. Whoever only reads gets a connection that cannot write (SQLite) or that gives up early (PostgreSQL). */
export interface OpenArchive {
  db: Kysely<ArchiveSchema>
  kind: DatabaseKind
  close: () => Promise<void>
}

/** Where the archive lies: beside the console's tables at `url`, or else in a SQLite file of its own. */
export interface ArchivePlace {
  url?: string
  file: string
}

// A search is cut after a second; what the server does for it must not go on much longer.
const longestReadMs = 3_000
const longestWriteMs = 30_000

/** Opens the archive for writing and brings its tables up to date. */
export async function openArchiveWriter({ url, file }: ArchivePlace): Promise<OpenArchive> {
  if (url !== undefined) {
    const db = connectPostgres<ArchiveSchema>(url, 4, longestWriteMs)
    const unhurried = () => connectPostgres<ArchiveSchema>(url, 1, 600_000)
    await migrateBy({ db, kind: 'postgres', unhurried }, archiveMigrations, 'archive_version')
    return { db, kind: 'postgres', close: () => db.destroy() }
  }
  // Calls are read again from the vendor where the last commits are lost in a power cut.
  const sqlite = openSqliteFile(file, 'normal')
  sqlite.pragma('wal_autocheckpoint = 4000')
  const db = new Kysely<ArchiveSchema>({ dialect: sqliteDialect(sqlite) })
  await migrateBy({ db, kind: 'sqlite' }, archiveMigrations, 'archive_version')
  return { db, kind: 'sqlite', close: () => db.destroy() }
}

/** Opens an archive that exists, for reading. */
export function openArchiveReader({ url, file }: ArchivePlace): OpenArchive {
  if (url !== undefined) {
    const db = connectPostgres<ArchiveSchema>(url, 6, longestReadMs)
    return { db, kind: 'postgres', close: () => db.destroy() }
  }
  const sqlite = new SqliteDatabase(file, { readonly: true })
  sqlite.pragma('cache_size = -65536')
  sqlite.pragma('mmap_size = 4294967296')
  const db = new Kysely<ArchiveSchema>({ dialect: sqliteDialect(sqlite) })
  return { db, kind: 'sqlite', close: () => db.destroy() }
}
