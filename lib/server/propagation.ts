import 'server-only'
import type { StoredProject } from './projects'
import { database } from './storage'

/** How long a change of lists, credentials or endpoints takes to reach the vendor's SIP edge, in milliseconds (the vendor's own figure). */
export const propagationMs = 60_000

/** A trunk on which a change is still on its way. */
export interface Propagating {
  trunkId: string
  /** What was changed, in words. */
  reason: string
  /** ISO time of the change. */
  changedAt: string
  secondsLeft: number
}

/** Notes that something of these trunks was changed just now, for everyone who looks at them on any console of this database. */
export async function markPropagating(
  project: StoredProject,
  trunkIds: readonly string[],
  reason: string,
  now = Date.now(),
): Promise<void> {
  const { db } = await database()
  for (const trunkId of new Set(trunkIds))
    await db
      .insertInto('propagation')
      .values({ projectId: project.id, trunkId, reason, changedAt: now })
      .onConflict((conflict) =>
        conflict.columns(['projectId', 'trunkId']).doUpdateSet({ reason, changedAt: now }),
      )
      .execute()
}

/** The trunks of a project on which a change is on its way, the latest change first. */
export async function readPropagating(project: StoredProject, now = Date.now()): Promise<Propagating[]> {
  const { db } = await database()
  const rows = await db
    .selectFrom('propagation')
    .select(['trunkId', 'reason', 'changedAt'])
    .where('projectId', '=', project.id)
    .where('changedAt', '>', now - propagationMs)
    .orderBy('changedAt', 'desc')
    .execute()
  return rows.map(({ trunkId, reason, changedAt }) => ({
    trunkId,
    reason,
    changedAt: new Date(Number(changedAt)).toISOString(),
    // A clock that was set back must not make a minute longer.
    secondsLeft: Math.ceil(Math.min(propagationMs, Number(changedAt) + propagationMs - now) / 1000),
  }))
}
