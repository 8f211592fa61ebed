import 'server-only'
import { setTimeout as pause } from 'node:timers/promises'
import { claimLease, Hold, leaseMs } from '@/lib/provisioning/leases'
import { archiveKey, callArchive } from './call-archive'
import { isClosing } from './closing'
import { log } from './log'
import { ownName } from './own-name'
import { database } from './storage'

// Others write between two batches.
const pauseMs = 50

/**
 * Deletes the calls of projects that were removed from this console, batch by batch. What another console still reads or deletes is left
 * to it until its lease is over.
 */
export async function removeLeftCalls(): Promise<void> {
  const { db } = await database()
  const archive = await callArchive()
  // Asked before the projects: nothing is in the archive of a project that is added meanwhile.
  const kept = await archive.read('projectIds', undefined)
  const projects = await db.selectFrom('projects').select(['id', 'createdAt']).execute()
  const here = new Set(projects.map(archiveKey))
  for (const projectId of kept) {
    if (here.has(projectId) || isClosing()) continue
    const now = Date.now()
    const lease = await claimLease(db, `calls:${projectId}`, ownName(), { now, forMs: leaseMs })
    if (!lease) continue
    const hold = new Hold(lease, {
      db,
      now: Date.now,
      report: (error) => log().error({ err: error }, 'calls of a removed project'),
    })
    try {
      while (!hold.isLost && !isClosing()) {
        if (!(await archive.write('removeProject', { projectId })).hasMore) break
        await pause(pauseMs)
      }
    } finally {
      await hold.end()
    }
  }
}
