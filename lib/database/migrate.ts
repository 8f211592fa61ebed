import { sql, type Kysely, type Transaction } from 'kysely'
import { migrations, type Migration } from './migrations'
import type { OpenDatabase } from './open'

// Any number will do as long as every console uses the same one.
const lockNumber = 4_010_117

/**
 * Brings the schema up to date, each step in a transaction of its own. Two consoles that start together wait for each other. Throws an
 * `Error` with one line when the database is newer than this program.
 */
export async function migrate({ db, kind, unhurried }: OpenDatabase, steps = migrations): Promise<void> {
  await migrateBy({ db, kind, unhurried }, steps, 'schema_version')
}

/** The same for tables that have versions of their own, kept in `versions`. */
export async function migrateBy<Tables>(
  {
    db,
    kind,
    unhurried,
  }: Pick<OpenDatabase, 'kind'> & { db: Kysely<Tables>; unhurried?: () => Kysely<Tables> },
  steps: readonly Migration<Tables>[],
  versions: string,
): Promise<void> {
  const patient = unhurried?.()
  const migrating = (patient ?? db).connection().execute(async (connection) => {
    if (kind === 'postgres') await sql`select pg_advisory_lock(${lockNumber})`.execute(connection)
    try {
      await connection.schema
        .createTable(versions)
        .ifNotExists()
        .addColumn('version', 'integer', (column) => column.primaryKey())
        .addColumn('name', 'text', (column) => column.notNull())
        .execute()
      for (let version = 1; version <= steps.length; version += 1) {
        await connection.transaction().execute((transaction) => applyStep(transaction, version))
      }
      const current = await currentVersion(connection, versions)
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

  async function applyStep(transaction: Transaction<Tables>, version: number): Promise<void> {
    const step = steps[version - 1]
    if (step === undefined || (await currentVersion(transaction, versions)) >= version) return
    await step.up(transaction, kind)
    await sql`insert into ${sql.table(versions)} (version, name) values (${version}, ${step.name})`.execute(
      transaction,
    )
  }
}

async function currentVersion<Tables>(db: Kysely<Tables>, versions: string): Promise<number> {
  const { rows } = await sql<{
    version: number | null
  }>`select max(version) as version from ${sql.table(versions)}`.execute(db)
  return rows[0]?.version ?? 0
}
