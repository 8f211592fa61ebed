import 'server-only'
import { setTimeout as delay } from 'node:timers/promises'
import { ApiError } from '@/lib/errors'
import type { StepPlace } from '@/lib/provisioning/job-runner'
import type { JobItem } from '@/lib/provisioning/job-store'
import { performStep } from '@/lib/provisioning/job-steps'
import { beginAudit } from './audit'
import type { ChangedLists } from './changed-lists'
import { projectKey } from './collections'
import { endpointsChanged } from './endpoint-sweep'
import { log } from './log'
import { numbersWorthKeepingMs } from './numbers'
import { findProject, type StoredProject } from './projects'
import { markPropagating } from './propagation'
import { forgetTrunksUsing } from './propagation-notes'
import type { RouteContext } from './route'
import { estClient } from './upstream'

const auditNames: Record<string, string> = {
  assign_number: 'phoneNumbers.assign',
  unassign_number: 'phoneNumbers.unassign',
  delete_endpoint: 'endpoints.delete',
}

/** Whose job it is, and where it was asked for. */
export type StepContext = Pick<RouteContext<unknown>, 'project' | 'session' | 'address' | 'requestId'>

/** Each step is a write of its own: recorded before it is made, and what it changes is read again afterwards. */
export async function performAudited(
  { project: begun, session, address, requestId }: StepContext,
  item: Pick<JobItem, 'action' | 'target' | 'label' | 'input'>,
  { remember, isLast }: StepPlace,
  lists: ChangedLists,
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
  // By then it may be gone, and its id tells nobody what it was.
  if (item.action === 'delete_endpoint') trail.describe({ before: { name: item.label } })
  try {
    const clock = { monotonic: () => performance.now(), sleep: (ms: number) => delay(ms) }
    await performStep(await estClient(project), item, clock, remember)
  } catch (error) {
    const failure =
      error instanceof ApiError ? error : new ApiError('internal', 'Something went wrong in the console.')
    await trail.failed(failure)
    throw error
  } finally {
    const { names, leastMs } = changedBy(project, collection, inner)
    lists.add(
      names.map((name) => `${projectKey(project)}/${name}`),
      leastMs,
    )
    // Whoever sees that the last step is done looks at the lists at once.
    if (isLast()) lists.flush()
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

const leastBetweenMs = 3_000

/** The lists that a step changes, and how long they are left alone after they were dropped. */
function changedBy(project: StoredProject, collection: string, inner: string) {
  if (collection === 'phoneNumbers') {
    const leastMs = Math.max(leastBetweenMs, numbersWorthKeepingMs(project))
    return { names: ['phoneNumbers', 'activeNumbers'], leastMs }
  }
  return { names: [collection, 'trunks', ...(inner === '' ? [] : [inner])], leastMs: leastBetweenMs }
}
