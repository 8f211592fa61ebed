import type { Kysely } from 'kysely'
import type { Schema } from '@/lib/database/schema'

/** The right to do one piece of work, held by one process until it expires or is given back. */
export interface Lease {
  readonly name: string
  readonly owner: string
  /** Higher than that of everyone who held it before. */
  readonly fence: number
}

/** Takes a lease that nobody holds or that has expired; null when somebody holds it. `now` in milliseconds since the epoch. */
export async function claimLease(
  db: Kysely<Schema>,
  name: string,
  owner: string,
  { now, forMs }: { now: number; forMs: number },
): Promise<Lease | null> {
  const expiresAt = now + forMs
  const row = await db
    .insertInto('leases')
    .values({ name, owner, fence: 1, expiresAt })
    .onConflict((conflict) =>
      conflict
        .column('name')
        .doUpdateSet((set) => ({ owner, fence: set('leases.fence', '+', 1), expiresAt }))
        .where('leases.expiresAt', '<=', now),
    )
    .returning('fence')
    .executeTakeFirst()
  return row ? { name, owner, fence: Number(row.fence) } : null
}

/** Holds on to a lease; false when it has passed to somebody else, whose work it then is. */
export async function renewLease(db: Kysely<Schema>, lease: Lease, expiresAt: number): Promise<boolean> {
  const result = await db
    .updateTable('leases')
    .set({ expiresAt })
    .where('name', '=', lease.name)
    .where('owner', '=', lease.owner)
    .where('fence', '=', lease.fence)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

/** Gives a lease back. Its row stays, so that the next fence is higher. */
export async function releaseLease(db: Kysely<Schema>, lease: Lease): Promise<void> {
  await renewLease(db, lease, 0)
}
