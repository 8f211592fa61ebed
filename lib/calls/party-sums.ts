import { sql, type Kysely } from 'kysely'
import type { ArchiveSchema, CallPartyTable, CallTable } from '@/lib/database/archive-schema'
import type { Archive } from './archive'
import type { PartyRange, Shared } from './conditions'

/** So many digits tell countries and most areas apart, and leave few enough sums. */
export const prefixDigits = 5

type Counted = Pick<CallTable, 'project' | 'direction' | 'trunk' | 'country' | 'fromKey' | 'toKey'>

/** Gathers what a batch of changes does to the numbers of calls by the beginnings of their numbers. */
export class PartyChanges {
  private readonly changes = new Map<string, CallPartyTable>()

  /** A call that is there from now on. */
  add(call: Counted): void {
    this.change(call, 1)
  }

  /** A call as it was, before it is replaced or deleted. */
  remove(call: Counted): void {
    this.change(call, -1)
  }

  /** The rows to add to those that are stored. */
  rows(): CallPartyTable[] {
    return [...this.changes.values()].filter(({ records }) => records !== 0)
  }

  private change({ project, direction, trunk, country, fromKey, toKey }: Counted, sign: 1 | -1): void {
    for (const [side, key] of [fromKey, toKey].entries()) {
      const prefix = key.slice(0, prefixDigits)
      const name = `${project} ${side} ${direction} ${trunk} ${country} ${prefix}`
      const known = this.changes.get(name)
      if (known) known.records += sign
      else this.changes.set(name, { project, side, prefix, direction, trunk, country, records: sign })
    }
  }
}

/** Adds what a batch changed to what is stored. */
export async function addToParties(db: Kysely<ArchiveSchema>, changes: PartyChanges): Promise<void> {
  const rows = changes.rows()
  const rowsPerStatement = 1_000
  for (let from = 0; from < rows.length; from += rowsPerStatement) {
    await db
      .insertInto('callParties')
      .values(rows.slice(from, from + rowsPerStatement))
      .onConflict((conflict) =>
        conflict
          .columns(['project', 'side', 'prefix', 'direction', 'trunk', 'country'])
          .doUpdateSet({ records: sql`${sql.ref('callParties.records')} + excluded.records` }),
      )
      .execute()
  }
}

/**
 * How many calls at most, of all times, have such a number and what sums tell apart. 0 is certain: a number that only calls one way has no
 * call the other way, which no index of one column knows. Undefined for last digits.
 */
export async function countByParty(
  { db }: Archive,
  shared: Shared,
  { column, low, high }: PartyRange,
): Promise<number | undefined> {
  if (column === 'fromTail' || column === 'toTail') return undefined
  let query = db
    .selectFrom('callParties')
    .select(sql<number | null>`cast(sum(records) as bigint)`.as('records'))
    .where('project', '=', shared.project)
    .where('side', '=', column === 'fromKey' ? 0 : 1)
  query =
    low.length >= prefixDigits
      ? query.where('prefix', '=', low.slice(0, prefixDigits))
      : query.where('prefix', '>=', low).where('prefix', '<', high)
  for (const name of ['direction', 'trunk', 'country'] as const) {
    const values = shared[name]
    if (values) query = query.where(name, 'in', values)
  }
  return (await query.executeTakeFirst())?.records ?? 0
}
