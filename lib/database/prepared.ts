import SqliteDatabase, { type Statement } from 'better-sqlite3'
import { CompiledQuery, type Compilable, type Kysely } from 'kysely'
import type { OpenDatabase } from './open'
import type { Schema } from './schema'

type Reader = NonNullable<OpenDatabase['reader']>

/** The SQLite side of one query: its statement, and what it answered since the database last changed. */
interface Remembered<Row> {
  statement: Statement<[string], Row>
  version: number
  rows: Map<string, Row | undefined>
}

const keptRows = 1000

/**
 * A query for one row that is built once and then run with other values: the session and the project are looked up on every request, and
 * building and queueing a query takes far longer than its answer. `build` gets a value to compare with; every run puts its own in that
 * place. On SQLite the answer comes at once, on PostgreSQL as a promise. Rows are shared between those who ask, and so frozen.
 */
export function prepared<Row extends object>(build: (db: Kysely<Schema>, value: string) => Compilable<Row>) {
  const queries = new WeakMap<OpenDatabase, CompiledQuery<Row>>()
  const memories = new WeakMap<Reader, Remembered<Row>>()
  return (database: OpenDatabase, value: string): Row | undefined | Promise<Row | undefined> => {
    const compiled = queries.get(database) ?? build(database.db, '').compile()
    queries.set(database, compiled)
    if (database.reader) {
      try {
        return readRow(database.reader, compiled.sql, value, memories)
      } catch (error) {
        // Someone holds the whole file: the other connection waits its turn without stopping the process.
        if (!(error instanceof SqliteDatabase.SqliteError && error.code.startsWith('SQLITE_BUSY')))
          throw error
      }
    }
    return database.db.executeQuery<Row>({ ...compiled, parameters: [value] }).then(({ rows }) => rows[0])
  }
}

/** Reads again only after a commit of whichever connection or process, for which SQLite keeps a number. */
function readRow<Row extends object>(
  reader: Reader,
  sql: string,
  value: string,
  memories: WeakMap<Reader, Remembered<Row>>,
): Row | undefined {
  const version = dataVersion(reader)
  const memory = memories.get(reader) ?? { statement: reader.prepare(sql), version, rows: new Map() }
  memories.set(reader, memory)
  if (memory.version !== version || memory.rows.size >= keptRows) memory.rows.clear()
  memory.version = version
  const known = memory.rows.get(value)
  if (known !== undefined || memory.rows.has(value)) return known
  const row = memory.statement.get(value)
  memory.rows.set(value, row && Object.freeze(row))
  return row
}

const versions = new WeakMap<Reader, Statement<[], number>>()

function dataVersion(reader: Reader): number {
  const statement = versions.get(reader) ?? reader.prepare<[], number>('pragma data_version').pluck()
  versions.set(reader, statement)
  const version = statement.get()
  if (version === undefined) throw new Error('SQLite does not say whether the database has changed')
  return version
}
