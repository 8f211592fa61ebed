import { sql, type Kysely } from 'kysely'
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

/** How long a process that has ended keeps others from going on, in milliseconds. */
export const leaseMs = 15_000

/** What holding a lease takes of the process that does. */
export interface LeaseSurroundings {
  db: Kysely<Schema>
  /** Milliseconds since the epoch. */
  now(): number
  /** Told of what nobody waits for. */
  report(error: unknown): void
}

/** True while nobody else has taken the lease: a process that was cut off must not write over what its successor did. */
export function isStillOurs({ name, fence }: Lease) {
  return sql<boolean>`exists (select 1 from ${sql.table('leases')} where ${sql.ref('leases.name')} = ${name} and ${sql.ref('leases.fence')} = ${fence})`
}

/** True while some process holds the lease. */
export async function isLeaseHeld(db: Kysely<Schema>, name: string, now: number): Promise<boolean> {
  const lease = await db.selectFrom('leases').select('expiresAt').where('name', '=', name).executeTakeFirst()
  return lease !== undefined && Number(lease.expiresAt) > now
}

/** The names of all leases that some process holds. */
export async function heldLeases(db: Kysely<Schema>, now: number): Promise<ReadonlySet<string>> {
  const held = await db.selectFrom('leases').select('name').where('expiresAt', '>', now).execute()
  return new Set(held.map(({ name }) => name))
}

/** Keeps a lease alive while its work goes on. */
export class Hold {
  private hasPassedOn = false
  private heldUntil: number
  private readonly timer: NodeJS.Timeout

  constructor(
    private readonly lease: Lease,
    private readonly around: LeaseSurroundings,
  ) {
    this.heldUntil = around.now() + leaseMs
    this.timer = setInterval(() => void this.renew(), leaseMs / 3)
    this.timer.unref()
  }

  /** Somebody else has the lease, or may have it: it ran out because the database could not be reached. */
  get isLost(): boolean {
    return this.hasPassedOn || this.around.now() >= this.heldUntil
  }

  async end(): Promise<void> {
    clearInterval(this.timer)
    if (!this.hasPassedOn) await releaseLease(this.around.db, this.lease).catch(this.around.report)
  }

  private async renew(): Promise<void> {
    try {
      const { db, now } = this.around
      const until = now() + leaseMs
      if (await renewLease(db, this.lease, until)) this.heldUntil = until
      else this.hasPassedOn = true
    } catch (error) {
      // The next beat tries again; when none comes through in time somebody else may take over.
      this.around.report(error)
    }
  }
}
