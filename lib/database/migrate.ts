import { sql, type Kysely, type Transaction } from 'kysely'
import { migrations } from './migrations'
import type { OpenDatabase } from './open'
import type { Schema } from './schema'

// Any number will do as long as every console uses the same one.
const lockNumber = 4_010_117

/**
 * Brings the schema up to date, each step in a transaction of its own. Two consoles that start together wait for each other. Throws an
 * `Error` with one line when the database is newer than this program.
 */
export async function migrate({ db, kind, unhurried }: OpenDatabase, steps = migrations): Promise<void> {
  const patient = unhurried?.()
  const migrating = (patient ?? db).connection().execute(async (connection) => {
    if (kind === 'postgres') await sql`select pg_advisory_lock(${lockNumber})`.execute(connection)
    try {
      await connection.schema
        .createTable('schema_version')
        .ifNotExists()
        .addColumn('version', 'integer', (column) => column.primaryKey())
        .addColumn('name', 'text', (column) => column.notNull())
        .execute()
      for (let version = 1; version <= steps.length; version += 1) {
        await connection.transaction().execute((transaction) => applyStep(transaction, version))
      }
      const current = await currentVersion(connection)
      if (current > steps.length) {
        throw new Error(
          `the database was written by a newer console (schema ${current}, this program knows ${steps.length}). Upgrade the console or restore an older backup.`,
        )
      }
    } finally {
      if (kind === 'postgres') await sql`select pg_advisory_unlock(${lockNumber})`.execute(connection)
    }
  })
  await migrating.finally(() => patient?.destroy())

  async function applyStep(transaction: Transaction<Schema>, version: number): Promise<void> {
    const step = steps[version - 1]
    if (step === undefined || (await currentVersion(transaction)) >= version) return
    await step.up(transaction, kind)
    await sql`insert into schema_version (version, name) values (${version}, ${step.name})`.execute(
      transaction,
    )
  }
}

async function currentVersion(db: Kysely<Schema>): Promise<number> {
  const { rows } = await sql<{
    version: number | null
  }>`select max(version) as version from schema_version`.execute(db)
  return rows[0]?.version ?? 0
}
