import type { Transaction } from 'kysely'
import type { ArchiveSchema } from '@/lib/database/archive-schema'
import type { Archive } from './archive'
import type { SyncWindow } from './sync-plan'
import { fenced } from './write-calls'

/** Whoever writes to the archive of a project, as their lease says. */
export interface Writer {
  projectId: string
  fence: number
}

/** How far the archive of a project is. */
export interface SyncState {
  windows: SyncWindow[]
  isAtStart: boolean
  problem: string | null
  keepDays: number | null
}

/** What is known of the archive of a project; nothing yet for one that was never read. */
export async function readSync(
  { db, words }: Archive,
  { projectId }: { projectId: string },
): Promise<SyncState> {
  const project = await words.find(db, 'project', projectId)
  if (project === undefined) return { windows: [], isAtStart: false, problem: null, keepDays: null }
  const windows = await db
    .selectFrom('callWindows')
    .select([
      'start',
      'end',
      'state',
      'counted',
      'came',
      'unsettled',
      'checkedAt',
      'nextAt',
      'attempts',
      'error',
    ])
    .where('project', '=', project)
    .orderBy('start', 'desc')
    .execute()
  const sync = await db.selectFrom('callSync').selectAll().where('project', '=', project).executeTakeFirst()
  return {
    windows,
    isAtStart: sync?.atStart === 1,
    problem: sync?.problem ?? null,
    keepDays: sync?.keepDays ?? null,
  }
}

/** Stores what came of a reading in place of the windows it replaces. The vendor has answered, so there is no problem any more. */
export async function recordWindows(
  archive: Archive,
  given: Writer & {
    replaces: { start: number; end: number }
    windows: readonly SyncWindow[]
    now: number
    isAtStart?: boolean
  },
): Promise<void> {
  await fenced(archive, given, async (transaction, project) => {
    await transaction
      .deleteFrom('callWindows')
      .where('project', '=', project)
      .where('start', '>=', given.replaces.start)
      .where('start', '<', given.replaces.end)
      .execute()
    if (given.windows.length > 0)
      await transaction
        .insertInto('callWindows')
        .values(given.windows.map((window) => ({ ...window, project })))
        .execute()
    await transaction
      .updateTable('callSync')
      .set({
        problem: null,
        problemAt: null,
        answeredAt: given.now,
        ...(given.isAtStart !== undefined && { atStart: given.isAtStart ? 1 : 0 }),
      })
      .where('project', '=', project)
      .execute()
    await joinFinished(transaction, project)
  })
}

/** Windows that will not be read again and touch each other become one. */
async function joinFinished(db: Transaction<ArchiveSchema>, project: number): Promise<void> {
  const finished = await db
    .selectFrom('callWindows')
    .selectAll()
    .where('project', '=', project)
    .where('state', '=', 'read')
    .where('nextAt', 'is', null)
    .orderBy('start')
    .execute()
  let last = finished[0]
  for (const window of finished.slice(1)) {
    if (last?.end !== window.start) {
      last = window
      continue
    }
    last = {
      ...last,
      end: window.end,
      counted: last.counted + window.counted,
      came: last.came + window.came,
      unsettled: last.unsettled + window.unsettled,
      checkedAt: Math.max(last.checkedAt, window.checkedAt),
    }
    const { start, ...joined } = last
    await db
      .deleteFrom('callWindows')
      .where('project', '=', project)
      .where('start', '=', window.start)
      .execute()
    await db
      .updateTable('callWindows')
      .set(joined)
      .where('project', '=', project)
      .where('start', '=', start)
      .execute()
  }
}

/** Remembers why the vendor cannot be read at the moment. */
export async function setProblem(
  archive: Archive,
  given: Writer & { problem: string; now: number },
): Promise<void> {
  await fenced(archive, given, async (transaction, project) => {
    await transaction
      .updateTable('callSync')
      .set({ problem: given.problem, problemAt: given.now })
      .where('project', '=', project)
      .execute()
  })
}

/** Changes for how many days calls are kept; null is for ever. */
export async function setKeepDays(
  archive: Archive,
  { projectId, keepDays }: { projectId: string; keepDays: number | null },
): Promise<void> {
  // Whoever reads the calls goes on: a fence of 0 never replaces anybody.
  const project = await archive.words.store(archive.db, 'project', projectId)
  await archive.db
    .insertInto('callSync')
    .values({ project, fence: 0, atStart: 0, problem: null, problemAt: null, answeredAt: null, keepDays })
    .onConflict((conflict) => conflict.column('project').doUpdateSet({ keepDays }))
    .execute()
}
