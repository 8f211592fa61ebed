import type { Transaction } from 'kysely'
import type { ArchiveSchema } from '@/lib/database/archive-schema'
import type { Archive } from './archive'
import { lowestId } from './call-id'
import { keptFrom } from './coverage'
import { cubes, SumChanges } from './cubes'
import { dropMonthsBefore } from './partitions'
import { addToParties, PartyChanges } from './party-sums'
import type { Writer } from './sync-store'
import { addToSums, fenced } from './write-calls'

const rowsPerBatch = 2_000
const allCubes = cubes.map(({ number }) => number)

/**
 * Deletes calls that are older than the project keeps them, one batch at a time; answers whether there is more to delete. Their sums go
 * with them.
 */
export async function removeOldCalls(
  archive: Archive,
  given: Writer & { now: number },
): Promise<{ removed: number; hasMore: boolean }> {
  await dropOldMonths(archive, given.now)
  return await fenced(archive, given, async (transaction, project) => {
    const sync = await transaction
      .selectFrom('callSync')
      .select('keepDays')
      .where('project', '=', project)
      .executeTakeFirst()
    const limit = keptFrom(sync?.keepDays ?? null, given.now)
    if (limit === Number.NEGATIVE_INFINITY) return { removed: 0, hasMore: false }
    const old = await transaction
      .selectFrom('calls')
      .selectAll()
      .where('project', '=', project)
      .where('id', '<', lowestId(limit))
      .orderBy('id')
      .limit(rowsPerBatch)
      .execute()
    const last = old[old.length - 1]
    if (!last) {
      await cutWindows(transaction, project, limit)
      return { removed: 0, hasMore: false }
    }
    const sums = new SumChanges()
    const parties = new PartyChanges()
    for (const call of old) {
      sums.remove(call)
      parties.remove(call)
    }
    await transaction.deleteFrom('calls').where('project', '=', project).where('id', '<=', last.id).execute()
    await addToSums(transaction, sums)
    await addToParties(transaction, parties)
    await transaction
      .deleteFrom('callParties')
      .where('project', '=', project)
      .where('records', '=', 0)
      .execute()
    await transaction
      .deleteFrom('callSums')
      .where('project', '=', project)
      .where('cube', 'in', allCubes)
      .where('start', '<=', last.createdAt)
      .where('records', '=', 0)
      .execute()
    const hasMore = old.length === rowsPerBatch
    if (!hasMore) await cutWindows(transaction, project, limit)
    return { removed: old.length, hasMore }
  })
}

/** On PostgreSQL whole months that no project keeps go at once. */
async function dropOldMonths(archive: Archive, now: number): Promise<void> {
  if (archive.kind === 'sqlite') return
  const kept = await archive.db.selectFrom('callSync').select('keepDays').execute()
  const limit = Math.min(...kept.map(({ keepDays }) => keptFrom(keepDays, now)))
  if (Number.isFinite(limit)) await dropMonthsBefore(archive, limit)
}

/** What is not kept any more does not count as read. */
async function cutWindows(db: Transaction<ArchiveSchema>, project: number, limit: number): Promise<void> {
  const older = db.selectFrom('callWindows').select('start').where('project', '=', project)
  if (!(await older.where('start', '<', limit).executeTakeFirst())) return
  const windows = db.deleteFrom('callWindows').where('project', '=', project)
  await windows.where('end', '<=', limit).execute()
  await db
    .updateTable('callWindows')
    .set({ start: Math.ceil(limit) })
    .where('project', '=', project)
    .where('start', '<', limit)
    .execute()
  // There is something older now, which is read again should it be kept after all.
  await db.updateTable('callSync').set({ atStart: 0 }).where('project', '=', project).execute()
}

/** Deletes everything of a project that was removed, one batch at a time; answers whether there is more to delete. */
export async function removeProject(
  archive: Archive,
  { projectId }: { projectId: string },
): Promise<{ hasMore: boolean }> {
  const project = await archive.words.find(archive.db, 'project', projectId)
  if (project === undefined) return { hasMore: false }
  return await archive.db.transaction().execute(async (transaction) => {
    const some = await transaction
      .selectFrom('calls')
      .select('id')
      .where('project', '=', project)
      .orderBy('id')
      .limit(rowsPerBatch)
      .execute()
    const last = some[some.length - 1]
    if (last) {
      await transaction
        .deleteFrom('calls')
        .where('project', '=', project)
        .where('id', '<=', last.id)
        .execute()
      return { hasMore: true }
    }
    for (const table of ['callSums', 'callParties', 'callWindows', 'callSync'] as const)
      await transaction.deleteFrom(table).where('project', '=', project).execute()
    await transaction.deleteFrom('callWords').where('id', '=', project).execute()
    archive.words.forget()
    return { hasMore: false }
  })
}
