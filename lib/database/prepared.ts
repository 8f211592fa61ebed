import SqliteDatabase, { type Statement } from 'better-sqlite3'
import { CompiledQuery, type Compilable, type Kysely } from 'kysely'
import type { OpenDatabase } from './open'
import type { Schema } from './schema'

/**
 * A query for one row that is built once and then run with other values: the session and the project are looked up on every request, and
 * building and queueing a query takes far longer than its answer. `build` gets a value to compare with; every run puts its own in that
 * place. On SQLite the answer comes at once, on PostgreSQL as a promise.
 */
export function prepared<Row>(build: (db: Kysely<Schema>, value: string) => Compilable<Row>) {
  const queries = new WeakMap<OpenDatabase, CompiledQuery<Row>>()
  const statements = new WeakMap<OpenDatabase, Statement<[string], Row>>()
  return (database: OpenDatabase, value: string): Row | undefined | Promise<Row | undefined> => {
    const compiled = queries.get(database) ?? build(database.db, '').compile()
    queries.set(database, compiled)
    if (database.reader) {
      try {
        const statement = statements.get(database) ?? database.reader.prepare<[string], Row>(compiled.sql)
        statements.set(database, statement)
        return statement.get(value)
      } catch (error) {
        // Someone holds the whole file: the other connection waits its turn without stopping the process.
        if (!(error instanceof SqliteDatabase.SqliteError && error.code.startsWith('SQLITE_BUSY')))
          throw error
      }
    }
    return database.db.executeQuery<Row>({ ...compiled, parameters: [value] }).then(({ rows }) => rows[0])
  }
}
