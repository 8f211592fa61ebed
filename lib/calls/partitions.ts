import { sql, type Kysely } from 'kysely'
import type { ArchiveSchema } from '@/lib/database/archive-schema'
import type { Archive } from './archive'
import { lowestId } from './call-id'
import { prefixDigits } from './party-sums'

const known = new WeakMap<Archive, Set<string>>()

/** Makes the partitions of PostgreSQL that calls of these instants go into, one a month (UTC). SQLite has one table. */
export async function ensurePartitions(archive: Archive, instants: readonly number[]): Promise<void> {
  if (archive.kind === 'sqlite') return
  const made = known.get(archive) ?? new Set()
  known.set(archive, made)
  for (const name of new Set(instants.map(partitionName))) {
    if (made.has(name)) continue
    const [start, end] = monthOf(name)
    const make = sql`create table if not exists ${sql.table(name)} partition of ${sql.table('calls')} for values from (${sql.lit(lowestId(start))}) to (${sql.lit(lowestId(end))})`
    await make.execute(archive.db).catch((error: unknown) => {
      if (!isMadeMeanwhile(error)) throw error
    })
    made.add(name)
  }
}

/** Two consoles may make the partition of a month at the same moment, and only one of them does. */
function isMadeMeanwhile(error: unknown): boolean {
  return error instanceof Error && 'code' in error && ['42P07', '23505'].includes(String(error.code))
}

/** Looks anew for what partitions there are: another console may have dropped one. */
export function forgetPartitions(archive: Archive): void {
  known.delete(archive)
}

/** Drops whole months that end before this instant, with their sums. */
export async function dropMonthsBefore(archive: Archive, instant: number): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    select relname as name from pg_inherits join pg_class on pg_class.oid = inhrelid
    where inhparent = 'calls'::regclass`.execute(archive.db)
  for (const { name } of rows) {
    const [, end] = monthOf(name)
    if (end > instant) continue
    await archive.db.transaction().execute(async (transaction) => {
      // Before anything else of it: whoever is writing comes to an end first, and nobody waits for the other in turn.
      await sql`lock table ${sql.table('calls')} in access exclusive mode`.execute(transaction)
      for (const side of [0, 1]) await takeFromParties(transaction, name, side)
      await sql`drop table if exists ${sql.table(name)}`.execute(transaction)
      await transaction.deleteFrom('callSums').where('start', '<', end).execute()
    })
    known.get(archive)?.delete(name)
  }
}

async function takeFromParties(db: Kysely<ArchiveSchema>, partition: string, side: number): Promise<void> {
  const prefix = sql`substr(${sql.ref(side === 0 ? 'fromKey' : 'toKey')}, 1, ${sql.lit(prefixDigits)})`
  const parties = sql.table('callParties')
  await sql`
    insert into ${parties} (project, side, prefix, direction, trunk, country, records)
    select project, ${sql.lit(side)}, ${prefix}, direction, trunk, country, -count(*) from ${sql.table(partition)}
    group by project, ${prefix}, direction, trunk, country
    on conflict (project, side, prefix, direction, trunk, country)
    do update set records = ${parties}.records + excluded.records`.execute(db)
  await db.deleteFrom('callParties').where('records', '<=', 0).execute()
}

function partitionName(instant: number): string {
  return `calls_${new Date(instant).toISOString().slice(0, 7).replace('-', '_')}`
}

function monthOf(name: string): [start: number, end: number] {
  const [, year = '', month = ''] = /(\d{4})_(\d{2})$/.exec(name) ?? []
  return [Date.UTC(Number(year), Number(month) - 1), Date.UTC(Number(year), Number(month))]
}
