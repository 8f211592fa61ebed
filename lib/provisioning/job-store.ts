import { sql, type Kysely, type Selectable } from 'kysely'
import { ulid } from 'ulid'
import type { JobItemTable, JobTable, Schema } from '@/lib/database/schema'
import { isLeaseHeld } from './leases'

/** A step of a job as it is stored. */
export type JobItem = Selectable<JobItemTable>

/** A job as it is stored. */
export type Job = Selectable<JobTable>

/** A step before it is stored. */
export interface NewJobItem {
  action: string
  target: string
  label: string
  /** What the step needs beside its target. */
  input?: Record<string, unknown>
}

/** A job before it is stored. */
export interface NewJob extends Pick<Job, 'projectId' | 'kind' | 'title' | 'target'> {
  actor: { id: string; email: string }
  items: readonly NewJobItem[]
}

/** A job as people see it: how far it is, and what went wrong. */
export interface JobProgress extends Pick<Job, 'id' | 'kind' | 'title' | 'target' | 'error' | 'actorEmail'> {
  /** `interrupted`: it should be running, but the console that ran it has ended. */
  state: 'running' | 'interrupted' | 'stopped' | 'done'
  /** ISO times. */
  createdAt: string
  finishedAt: string | null
  counts: Record<JobItem['state'], number>
  /** The first steps, what has failed or waits before what is done. */
  items: Pick<JobItem, 'seq' | 'action' | 'target' | 'label' | 'state' | 'error'>[]
}

const insertedAtOnce = 500
const shownItems = 500
const shownJobs = 50

/** The lease that whoever runs a job holds. */
export function jobLease(jobId: string): string {
  return `job/${jobId}`
}

/** Stores a job with all its steps, or nothing of it. Answers its id. */
export async function createJob(db: Kysely<Schema>, job: NewJob, now: number): Promise<string> {
  const { items, actor, ...fields } = job
  const id = ulid(now)
  await db.transaction().execute(async (transaction) => {
    await transaction
      .insertInto('jobs')
      .values({
        ...fields,
        id,
        state: 'running',
        error: null,
        actorId: actor.id,
        actorEmail: actor.email,
        createdAt: now,
        updatedAt: now,
        finishedAt: null,
      })
      .execute()
    const rows = items.map(({ action, target, label, input }, index) => ({
      jobId: id,
      seq: index + 1,
      action,
      target,
      label,
      input: input === undefined ? null : JSON.stringify(input),
      state: 'waiting' as const,
      error: null,
      updatedAt: now,
    }))
    for (let from = 0; from < rows.length; from += insertedAtOnce)
      await transaction
        .insertInto('jobItems')
        .values(rows.slice(from, from + insertedAtOnce))
        .execute()
  })
  return id
}

/** A stored job; undefined when the project has no such job. */
export async function findJob(
  db: Kysely<Schema>,
  projectId: string,
  jobId: string,
): Promise<Job | undefined> {
  return await db
    .selectFrom('jobs')
    .selectAll()
    .where('id', '=', jobId)
    .where('projectId', '=', projectId)
    .executeTakeFirst()
}

/** How far a job is, with as many of its steps as are to be shown. */
export async function jobProgress(
  db: Kysely<Schema>,
  job: Job,
  now: number,
  shown = shownItems,
): Promise<JobProgress> {
  const tallies = await db
    .selectFrom('jobItems')
    .select(({ fn }) => ['state', fn.countAll<number>().as('count')])
    .where('jobId', '=', job.id)
    .groupBy('state')
    .execute()
  const counts = { waiting: 0, doing: 0, done: 0, failed: 0 }
  for (const { state, count } of tallies) counts[state] = Number(count)
  const items = await db
    .selectFrom('jobItems')
    .select(['seq', 'action', 'target', 'label', 'state', 'error'])
    .where('jobId', '=', job.id)
    .orderBy(sql`case state when 'failed' then 0 when 'doing' then 1 when 'waiting' then 2 else 3 end`)
    .orderBy('seq')
    .limit(shown)
    .execute()
  const { id, kind, title, target, error, actorEmail } = job
  return {
    id,
    kind,
    title,
    target,
    error,
    actorEmail,
    state:
      job.state === 'running' && !(await isLeaseHeld(db, jobLease(job.id), now)) ? 'interrupted' : job.state,
    createdAt: new Date(Number(job.createdAt)).toISOString(),
    finishedAt: job.finishedAt === null ? null : new Date(Number(job.finishedAt)).toISOString(),
    counts,
    items: items.sort((one, other) => one.seq - other.seq),
  }
}

/** The latest jobs of a project, the newest first, without their steps. */
export async function latestJobs(db: Kysely<Schema>, projectId: string): Promise<Job[]> {
  return await db
    .selectFrom('jobs')
    .selectAll()
    .where('projectId', '=', projectId)
    .orderBy('createdAt', 'desc')
    .limit(shownJobs)
    .execute()
}
