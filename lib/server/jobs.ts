import 'server-only'
import { setTimeout as delay } from 'node:timers/promises'
import { z } from 'zod'
import { ApiError } from '@/lib/errors'
import { planDeletion, type DeletePlan } from '@/lib/provisioning/delete-plan'
import { runJob, type JobManner } from '@/lib/provisioning/job-runner'
import {
  createJob,
  findJob,
  jobProgress,
  latestJobs,
  type Job,
  type JobProgress,
  type NewJob,
} from '@/lib/provisioning/job-store'
import { required, e164Pattern } from '@/lib/resources/fields'
import { changedLists } from './changed-lists'
import { projectKey } from './collections'
import { performAudited, type StepContext } from './job-steps'
import { withLock } from './keyed-lock'
import { log } from './log'
import { placesOf, readProjectNumbers } from './numbers'
import { ownName } from './own-name'
import type { StoredProject } from './projects'
import { trunksRegistering } from './endpoint-sweep'
import { assertTimeToWrite } from './deadline'
import type { RouteContext } from './route'
import { database } from './storage'
import { estClient } from './upstream'

const id = required('The id', 64)

/** What a job is asked to do. */
export const jobInput = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('delete'),
    object: z.enum(['trunks', 'accessControlLists', 'credentialLists']),
    id,
    // Of the plan that was shown: what was not confirmed is not done.
    digest: required('The digest of the plan', 64),
  }),
  z.object({
    kind: z.literal('assign_numbers'),
    // Empty takes the numbers off whatever trunk they are on.
    trunkId: z.string().max(64).default(''),
    // Where the numbers may be taken from: trunks, voice apps, fax services. A number that is anywhere else by then is left there.
    mayLeave: z.array(z.string().min(1).max(64)).max(1_000, 'Name 1,000 places at most.').optional(),
    phoneNumbers: z
      .array(z.string().regex(e164Pattern, 'Write each number in E.164 form, for example +14155550100.'))
      .min(1, 'Choose at least one number.')
      .max(50_000, 'Choose 50,000 numbers at most.'),
  }),
])

const manners: Record<Job['kind'], JobManner> = {
  delete: { parallel: 1, stopsAtFailure: true },
  assign_numbers: { parallel: 8, stopsAtFailure: false },
}

type Asking = StepContext & Pick<RouteContext<unknown>, 'deadline'>

/** What deleting an object would take. Throws `not_found` when it is gone. */
export async function readDeletePlan(
  project: StoredProject,
  kind: DeletePlan['kind'],
  objectId: string,
  deadline: number,
): Promise<DeletePlan> {
  const client = (await estClient(project)).until(deadline)
  const registering = trunksRegistering(project)
  return await planDeletion(client, kind, objectId, { registering, callsUntil: Date.now() })
}

/** The latest jobs of a project, the newest first: `{ items }`. */
export async function listJobs(project: StoredProject): Promise<{ items: JobProgress[] }> {
  const { db } = await database()
  const jobs = await latestJobs(db, project.id)
  const now = Date.now()
  return { items: await Promise.all(jobs.map((job) => jobProgress(db, job, now, 0))) }
}

/** Starts a job and answers at once; it goes on behind. Throws `changed_meanwhile` with the new plan when what was confirmed no longer holds. */
export async function startJob(asking: Asking, input: z.output<typeof jobInput>): Promise<JobProgress> {
  if (input.kind !== 'delete') return await start(asking, await assignment(asking, input))
  // Pressed twice, or by two people: one deletion of a thing runs, and both watch it.
  return await withLock(`${projectKey(asking.project)}/delete/${input.object}/${input.id}`, async () => {
    const { db } = await database()
    const target = `${input.object}/${input.id}`
    const jobs = await latestJobs(db, asking.project.id)
    const latest = jobs.find((job) => job.kind === 'delete' && job.target === target)
    const progress = latest && (await jobProgress(db, latest, Date.now()))
    return progress?.state === 'running'
      ? progress
      : await start(asking, await plannedDeletion(asking, input))
  })
}

async function start(asking: Asking, planned: Planned): Promise<JobProgress> {
  const { db } = await database()
  // Nobody waits for the plan of a vendor that slow any more: then nothing is begun.
  assertTimeToWrite(asking.deadline)
  const { id: actorId, email } = asking.session.user
  const jobId = await createJob(
    db,
    { ...planned, projectId: asking.project.id, actor: { id: actorId, email } },
    Date.now(),
  )
  return await runBehind(asking, jobId)
}

/** Goes on with a job that was stopped or interrupted; what has failed is tried again, what is done is left alone. */
export async function resumeJob(asking: Asking, jobId: string): Promise<JobProgress> {
  const { db } = await database()
  const now = Date.now()
  const job = await requireJob(asking.project, jobId)
  // What was to be done was decided on for another time of this project, by people who may have no say in it now.
  if (Number(job.createdAt) < Number(asking.project.createdAt))
    throw new ApiError(
      'conflict',
      'This was started before the project was removed and added again, so it does not go on: start it anew.',
    )
  const before = await jobProgress(db, job, now)
  if (before.state === 'running')
    throw new ApiError('conflict', 'This is running already; it is enough to watch it.')
  const { waiting, doing, failed } = before.counts
  if (before.state === 'done' && waiting + doing + failed === 0) return before
  return await runBehind(asking, jobId, true)
}

/** How far a job is. Throws `not_found`. */
export async function readJob(project: StoredProject, jobId: string): Promise<JobProgress> {
  const { db } = await database()
  return await jobProgress(db, await requireJob(project, jobId), Date.now())
}

async function requireJob(project: StoredProject, jobId: string): Promise<Job> {
  const { db } = await database()
  const job = await findJob(db, project.id, jobId)
  if (!job) throw new ApiError('not_found', 'There is no such job in this project.')
  return job
}

type Planned = Pick<NewJob, 'kind' | 'title' | 'target' | 'items'>

async function plannedDeletion(
  { project, deadline }: Asking,
  input: { object: DeletePlan['kind']; id: string; digest: string },
): Promise<Planned> {
  const client = (await estClient(project)).until(deadline)
  // How many calls there were is for the person who decides, and that was when the plan was shown.
  const plan = await planDeletion(client, input.object, input.id, { registering: trunksRegistering(project) })
  if (plan.digest !== input.digest)
    throw new ApiError('changed_meanwhile', 'What is attached has changed since the plan was shown.', {
      current: { ...plan },
    })
  return {
    kind: 'delete',
    title: `Delete ${plan.name}`,
    target: `${input.object}/${input.id}`,
    items: plan.steps,
  }
}

async function assignment(
  { project }: Asking,
  input: { trunkId: string; mayLeave?: readonly string[]; phoneNumbers: readonly string[] },
): Promise<Planned> {
  const wanted = [...new Set(input.phoneNumbers)]
  const places = input.mayLeave && (await confirmedPlaces(project, new Set(input.mayLeave)))
  const many = wanted.length === 1 ? (wanted[0] ?? '') : `${wanted.length} phone numbers`
  return {
    kind: 'assign_numbers',
    title: input.trunkId === '' ? `Unassign ${many}` : `Assign ${many}`,
    target: input.trunkId === '' ? 'phoneNumbers' : `trunks/${input.trunkId}`,
    items: wanted.map((phoneNumber) => ({
      action: 'assign_number',
      target: `phoneNumbers/${phoneNumber}`,
      label: phoneNumber,
      input: { trunkId: input.trunkId, ...(places && { mayLeave: places.get(phoneNumber) ?? [] }) },
    })),
  }
}

/** Of each number the places that it may leave: a list of them all in every step would grow with the square of the job. */
async function confirmedPlaces(
  project: StoredProject,
  confirmed: ReadonlySet<string>,
): Promise<Map<string, string[]>> {
  const { items } = await readProjectNumbers(project)
  return new Map(
    items.map((number) => [number.phoneNumber, placesOf(number).filter((place) => confirmed.has(place))]),
  )
}

async function runBehind(asking: Asking, jobId: string, retriesFailed = false): Promise<JobProgress> {
  const { db } = await database()
  const { project } = asking
  const job = await requireJob(project, jobId)
  const report = (error: unknown) => log().error({ jobId, err: error }, 'job')
  const lists = changedLists()
  const running = runJob(
    job,
    { ...manners[job.kind], retriesFailed },
    {
      db,
      owner: ownName(),
      now: Date.now,
      perform: (item, place) => performAudited(asking, item, place, lists),
      ended: lists.flush,
      report,
    },
  )
  running.catch(report)
  // Its lease is taken by now or soon; short jobs are over before anyone asks again.
  await Promise.race([running.catch(() => undefined), delay(300)])
  return await jobProgress(db, await requireJob(project, jobId), Date.now())
}
