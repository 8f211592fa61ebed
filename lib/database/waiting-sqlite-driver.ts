import type { Database } from 'better-sqlite3'
import type { CompiledQuery, DatabaseConnection, Driver, QueryResult } from 'kysely'

/** How long a query waits for another process that holds the database. */
export const longestWaitMs = 5_000
const pauseMs = 25

/**
 * SQLite for a server: SQLite's own way of waiting for a lock stops the whole process, and with it every other request, so here a query
 * that finds the database held is tried again later. A transaction has the connection for itself; it takes the write lock when it
 * begins, because later it could not wait any more.
 */
export class WaitingSqliteDriver implements Driver {
  private owner: DatabaseConnection | undefined
  private readonly waiting = new Set<() => void>()

  constructor(private readonly sqlite: Database) {
    sqlite.pragma('busy_timeout = 0')
  }

  async init(): Promise<void> {}

  async acquireConnection(): Promise<DatabaseConnection> {
    const connection: DatabaseConnection = {
      executeQuery: <Row>(query: CompiledQuery) => this.run<Row>(connection, query.sql, query.parameters),
      async *streamQuery<Row>(query: CompiledQuery) {
        yield await connection.executeQuery<Row>(query)
      },
    }
    return connection
  }

  async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await this.run(connection, 'begin immediate', [])
    this.owner = connection
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await this.run(connection, 'commit', [])
    this.release()
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    // A failure such as a full disk may have rolled it back already.
    if (this.owner === connection && this.sqlite.inTransaction) this.sqlite.exec('rollback')
    if (this.owner === connection) this.release()
  }

  async releaseConnection(): Promise<void> {}

  async destroy(): Promise<void> {
    this.sqlite.close()
  }

  private async run<Row>(
    connection: DatabaseConnection,
    sql: string,
    parameters: readonly unknown[],
  ): Promise<QueryResult<Row>> {
    const deadline = performance.now() + longestWaitMs
    for (;;) {
      while (this.owner !== undefined && this.owner !== connection) await this.ownerGone()
      try {
        return this.runNow<Row>(sql, parameters)
      } catch (error) {
        if (!isBusy(error) || performance.now() >= deadline) throw error
      }
      await new Promise((resolve) => setTimeout(resolve, pauseMs))
    }
  }

  private runNow<Row>(sql: string, parameters: readonly unknown[]): QueryResult<Row> {
    const statement = this.sqlite.prepare<unknown[], Row>(sql)
    if (statement.reader) return { rows: statement.all(...parameters) }
    const { changes, lastInsertRowid } = statement.run(...parameters)
    return { rows: [], numAffectedRows: BigInt(changes), insertId: BigInt(lastInsertRowid) }
  }

  private ownerGone(): Promise<void> {
    return new Promise((resolve) => this.waiting.add(resolve))
  }

  private release(): void {
    this.owner = undefined
    const resumed = [...this.waiting]
    this.waiting.clear()
    for (const resume of resumed) resume()
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && 'code' in error && /^SQLITE_(BUSY|LOCKED)/.test(String(error.code))
}
