import type { Kysely } from 'kysely'
import type { Schema } from '@/lib/database/schema'
import { ApiError } from '@/lib/errors'
import { jobLease, type Job, type JobItem } from './job-store'
import { claimLease, Hold, isStillOurs, leaseMs, type Lease, type LeaseSurroundings } from './leases'

/** Keeps another input for the next try of a step. Throws when the job has passed to another process meanwhile. */
export type RememberInput = (input: Record<string, unknown>) => Promise<void>

/** What a step may ask of the job it belongs to. */
export interface StepPlace {
  remember: RememberInput
  /** True when no further step waits. */
  isLast(): boolean
}

/** What a job needs of the process that runs it. */
export interface JobSurroundings extends LeaseSurroundings {
  /** Names this process among all that share the database. */
  owner: string
  /**
   * Does one step, or throws. After a crash a step is done again from its beginning, so it must end well when it finds its work done.
   */
  perform(item: JobItem, place: StepPlace): Promise<void>
  /** Told when the last step has ended, before the job is said to be over. */
  ended?(): void
}

/** How a kind of job goes on. */
export interface JobManner {
  /** How many steps are under way at once. */
  parallel: number
  /** Steps build on each other: after one that failed none is begun. */
  stopsAtFailure: boolean
  /** What has failed is tried again. */
  retriesFailed?: boolean
}

/**
 * Runs what is left of a job: steps that wait, and those that somebody had begun. Answers `busy` when another process has it in hand,
 * `lost` when another one has taken over meanwhile.
 */
export async function runJob(
  job: Job,
  manner: JobManner,
  around: JobSurroundings,
): Promise<'busy' | 'lost' | 'stopped' | 'done'> {
  const { db, now } = around
  const lease = await claimLease(db, jobLease(job.id), around.owner, { now: now(), forMs: leaseMs })
  if (!lease) return 'busy'
  const hold = new Hold(lease, around)
  const ours = { ...around, lease }
  try {
    await writeJob(ours, job.id, { state: 'running', error: null, finishedAt: null })
    // Only who holds the job may make its steps wait again: another process may just have had them in hand.
    if (manner.retriesFailed) await reopenFailed(ours, job.id)
    const queue = await openItems(db, job.id)
    let failure: string | undefined
    const work = async () => {
      try {
        for (let item = queue.shift(); item && !hold.isLost; item = queue.shift()) {
          const error = await takeStep(item, ours, () => queue.length === 0)
          failure ??= error
          if (error !== undefined && manner.stopsAtFailure) queue.length = 0
        }
      } catch (error) {
        // What came of a step could not be stored: the others end theirs, and nobody begins another one.
        queue.length = 0
        throw error
      }
    }
    // The lease is given back when the last of them has ended, and not when the first has failed.
    const workers = await Promise.allSettled(Array.from({ length: manner.parallel }, work))
    around.ended?.()
    if (hold.isLost) return 'lost'
    for (const worker of workers) if (worker.status === 'rejected') throw worker.reason
    if (failure !== undefined && manner.stopsAtFailure) {
      await writeJob(ours, job.id, { state: 'stopped', error: failure })
      return 'stopped'
    }
    await writeJob(ours, job.id, { state: 'done', finishedAt: now() })
    return 'done'
  } finally {
    await hold.end()
  }
}

/** Makes what has failed wait again, so that running the job tries it once more. */
async function reopenFailed({ db, now, lease }: Ours, jobId: string): Promise<void> {
  await db
    .updateTable('jobItems')
    .set({ state: 'waiting', error: null, updatedAt: now() })
    .where('jobId', '=', jobId)
    .where('state', '=', 'failed')
    .where(isStillOurs(lease))
    .execute()
}

/** Does one step and keeps what came of it; answers why it failed. */
async function takeStep(item: JobItem, around: Ours, isLast: () => boolean): Promise<string | undefined> {
  await writeItem(around, item, { state: 'doing', error: null })
  try {
    await around.perform(item, { remember: (input) => writeInput(around, item, input), isLast })
    await writeItem(around, item, { state: 'done', error: null })
    return undefined
  } catch (error) {
    if (!(error instanceof ApiError)) around.report(error)
    const message = error instanceof ApiError ? error.message : 'Something went wrong in the console.'
    await writeItem(around, item, { state: 'failed', error: message })
    return message
  }
}

async function openItems(db: Kysely<Schema>, jobId: string): Promise<JobItem[]> {
  return await db
    .selectFrom('jobItems')
    .selectAll()
    .where('jobId', '=', jobId)
    .where('state', 'in', ['waiting', 'doing'])
    .orderBy('seq')
    .execute()
}

/** What a process needs to write down how a job goes: only while the job is its own. */
type Ours = JobSurroundings & { lease: Lease }

async function writeJob(
  { db, now, lease }: Ours,
  jobId: string,
  fields: Partial<Pick<Job, 'state' | 'error' | 'finishedAt'>>,
): Promise<void> {
  await db
    .updateTable('jobs')
    .set({ ...fields, updatedAt: now() })
    .where('id', '=', jobId)
    .where(isStillOurs(lease))
    .execute()
}

async function writeItem(
  { db, now, lease }: Ours,
  { jobId, seq }: JobItem,
  fields: Pick<JobItem, 'state' | 'error'>,
): Promise<void> {
  await db
    .updateTable('jobItems')
    .set({ ...fields, updatedAt: now() })
    .where('jobId', '=', jobId)
    .where('seq', '=', seq)
    .where(isStillOurs(lease))
    .execute()
}

async function writeInput(
  { db, now, lease }: Ours,
  { jobId, seq }: JobItem,
  input: Record<string, unknown>,
): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable('jobItems')
    .set({ input: JSON.stringify(input), updatedAt: now() })
    .where('jobId', '=', jobId)
    .where('seq', '=', seq)
    .where(isStillOurs(lease))
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw new ApiError('conflict', 'Another console has taken this over meanwhile.')
}
