import 'server-only'
import { hostname } from 'node:os'
import { setTimeout as delay } from 'node:timers/promises'
import { z } from 'zod'
import { ApiError } from '@/lib/errors'
import { planDeletion, type DeletePlan } from '@/lib/provisioning/delete-plan'
import { runJob, type JobManner, type RememberInput } from '@/lib/provisioning/job-runner'
import {
  createJob,
  findJob,
  jobProgress,
  latestJobs,
  type Job,
  type JobItem,
  type JobProgress,
  type NewJob,
} from '@/lib/provisioning/job-store'
import { performStep } from '@/lib/provisioning/job-steps'
import { required, e164Pattern } from '@/lib/resources/fields'
import { beginAudit } from './audit'
import { dropCollections, projectKey } from './collections'
import { log } from './log'
import { placesOf, readProjectNumbers } from './numbers'
import { processState } from './process-state'
import type { StoredProject } from './projects'
import { endpointsChanged, trunksRegistering } from './endpoint-sweep'
import { assertTimeToWrite } from './deadline'
import { findProject } from './projects'
import { markPropagating } from './propagation'
import { forgetTrunksUsing } from './propagation-notes'
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

const auditNames: Record<string, string> = {
  assign_number: 'phoneNumbers.assign',
  unassign_number: 'phoneNumbers.unassign',
  delete_endpoint: 'endpoints.delete',
}

type Asking = Pick<RouteContext<unknown>, 'project' | 'session' | 'address' | 'requestId' | 'deadline'>

/** What deleting an object would take. Throws `not_found` when it is gone. */
export async function readDeletePlan(
  project: StoredProject,
  kind: DeletePlan['kind'],
  objectId: string,
  deadline: number,
): Promise<DeletePlan> {
  const client = (await estClient(project)).until(deadline)
  return await planDeletion(client, kind, objectId, Date.now(), trunksRegistering(project))
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
  const { db } = await database()
  const planned =
    input.kind === 'delete' ? await plannedDeletion(asking, input) : await assignment(asking, input)
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
  const before = await jobProgress(db, await requireJob(asking.project, jobId), now)
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
  const plan = await readDeletePlan(project, input.object, input.id, deadline)
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
  const running = runJob(
    job,
    { ...manners[job.kind], retriesFailed },
    {
      db,
      owner: ownName(),
      now: Date.now,
      perform: (item, remember) => performAudited(asking, item, remember),
      report,
    },
  )
  running.catch(report)
  // Its lease is taken by now or soon; short jobs are over before anyone asks again.
  await Promise.race([running.catch(() => undefined), delay(300)])
  return await jobProgress(db, await requireJob(project, jobId), Date.now())
}

/** Each step is a write of its own: recorded before it is made, and what it changes is read again afterwards. */
async function performAudited(
  { project: begun, session, address, requestId }: Asking,
  item: JobItem,
  remember: RememberInput,
): Promise<void> {
  // A long job outlives a replaced key, which it must not go on using, and a project that was removed, for which it must do nothing more.
  const project = await findProject(begun.id)
  if (project.createdAt !== begun.createdAt)
    throw new ApiError('conflict', 'This project was removed and added again since this was started.')
  const [collection = '', objectId = '', inner = '', innerId = ''] = item.target.split('/')
  const trail = await beginAudit({
    action: auditNames[item.action] ?? `${inner || collection}.${item.action}`,
    session,
    address,
    requestId,
    projectId: project.id,
    // Named as the routes name it: by the ids alone.
    params: { object: objectId, ...(innerId === '' ? {} : { part: innerId }) },
    input: item.input === null ? undefined : JSON.parse(item.input),
  })
  try {
    const clock = { monotonic: () => performance.now(), sleep: (ms: number) => delay(ms) }
    await performStep(await estClient(project), item, clock, remember)
  } catch (error) {
    const failure =
      error instanceof ApiError ? error : new ApiError('internal', 'Something went wrong in the console.')
    await trail.failed(failure)
    throw error
  } finally {
    for (const name of [collection, 'trunks', 'phoneNumbers', 'activeNumbers', inner])
      if (name !== '') dropCollections(`${projectKey(project)}/${name}`)
  }
  await trail.succeeded()
  if (inner === 'endpoints') endpointsChanged(project, objectId)
  if (inner === '') return
  forgetTrunksUsing(project)
  // The step is done, whether or not its countdown can be stored.
  await markPropagating(project, [objectId], `${item.label} was taken off`).catch((error: unknown) =>
    log().error({ err: error }, 'a propagation clock was not set'),
  )
}

/** Names this process among all consoles on the same database. */
function ownName(): string {
  return processState('job-owner', () => `${hostname()}/${process.pid}/${Date.now().toString(36)}`)
}
