import 'server-only'
import { setTimeout as delay } from 'node:timers/promises'
import { z } from 'zod'
import { ApiError, goneAsNull } from '@/lib/errors'
import type { EstClient } from '@/lib/est/client'
import type { PlannedStep } from '@/lib/provisioning/plan'
import { reverseOf } from '@/lib/provisioning/reverse-step'
import { baselineOf, planOf, type Run, type RunStep } from '@/lib/provisioning/run-store'
import { findMade, makeStep, type Making, type StepOutcome } from '@/lib/provisioning/run-steps'
import type { StepPlace } from '@/lib/provisioning/run-turn'
import { accessControlLists } from '@/lib/resources/access-control-lists'
import { credentialLists } from '@/lib/resources/credential-lists'
import { endpoints } from '@/lib/resources/endpoints'
import { trunks } from '@/lib/resources/trunks'
import { beginAudit, type AuditTrail } from './audit'
import type { ChangedLists } from './changed-lists'
import { projectKey } from './collections'
import { endpointsChanged } from './endpoint-sweep'
import { performAudited, type StepContext } from './job-steps'
import { log } from './log'
import { findProject, type StoredProject } from './projects'
import { markPropagating } from './propagation'
import { forgetTrunksUsing } from './propagation-notes'
import { assertNobodyElseUses } from './onboarding-others'
import { orderNumber, rentInput } from './rents'
import { assertNoOrder, settleRented } from './rent-orders'
import { passwordsOf } from './run-passwords'
import { estClient } from './upstream'

const auditNames: Record<PlannedStep['action'], string> = {
  create_trunk: 'trunks.create',
  create_access_control_list: 'accessControlLists.create',
  create_credential_list: 'credentialLists.create',
  link_access_control_list: 'accessControlLists.link',
  link_credential_list: 'credentialLists.link',
  create_endpoint: 'endpoints.create',
  rent_number: 'availableNumbers.rent',
  assign_number: 'phoneNumbers.assign',
}

const changed: Record<PlannedStep['action'], readonly string[]> = {
  create_trunk: ['trunks'],
  create_access_control_list: ['accessControlLists'],
  create_credential_list: ['credentialLists'],
  link_access_control_list: ['trunks', 'accessControlLists'],
  link_credential_list: ['trunks', 'credentialLists'],
  create_endpoint: ['trunks'],
  rent_number: ['phoneNumbers', 'activeNumbers'],
  assign_number: ['phoneNumbers', 'activeNumbers', 'trunks'],
}

const orderMs = 33_000
const leastBetweenMs = 1_000

/** Makes a step of a run at the vendor: recorded before and after, with the lists dropped and the countdown of the SIP edge begun. */
export async function makeAudited(
  run: Run,
  step: RunStep,
  place: StepPlace,
  lists: ChangedLists,
): Promise<StepOutcome> {
  const project = await projectOf(run)
  const plan = planOf(step)
  const trunkId = place.idOf(plan.trunk)
  const listId = place.idOf(plan.list)
  const trail = await beginAudit({
    ...actorOf(run),
    action: auditNames[plan.action],
    projectId: project.id,
    params: paramsOf(plan, trunkId, listId),
    input: plan.input,
  })
  try {
    const client = await estClient(project)
    const outcome = await makeStep(plan, making(run, project, place, client.telling(place.answering), trail))
    if (outcome.objectId !== null) trail.describe({ target: outcome.objectId })
    if (plan.action === 'rent_number') await settleRented(project, String(plan.input.phoneNumber))
    await trail.succeeded()
    await noteEdge(project, plan, trunkId)
    return outcome
  } catch (error) {
    await trail.failed(
      error instanceof ApiError ? error : new ApiError('internal', 'Something went wrong in the console.'),
    )
    throw error
  } finally {
    dropLists(project, plan, trunkId, lists)
  }
}

/** What an interrupted try of a step has made; null for nothing. */
export async function findMadeStep(run: Run, step: RunStep, place: StepPlace): Promise<StepOutcome | null> {
  const project = await projectOf(run)
  return await findMade(planOf(step), making(run, project, place, await estClient(project)))
}

/** False when what a finished step made is gone. */
export async function isStillThere(run: Run, step: RunStep, idOf: StepPlace['idOf']): Promise<boolean> {
  const client = await estClient(await projectOf(run))
  const { action, trunk } = planOf(step)
  const id = step.objectId ?? ''
  const reading =
    action === 'create_trunk'
      ? client.read(trunks, { trunkId: id })
      : action === 'create_access_control_list'
        ? client.read(accessControlLists, { accessControlListId: id })
        : action === 'create_credential_list'
          ? client.read(credentialLists, { credentialListId: id })
          : action === 'create_endpoint'
            ? client.read(endpoints, { trunkId: idOf(trunk), endpointId: id })
            : undefined
  try {
    await reading
    return true
  } catch (error) {
    if (error instanceof ApiError && error.code === 'not_found') return false
    throw error
  }
}

/** Refuses to take a run back while others use what it made. */
export async function assertUnused(run: Run, steps: readonly RunStep[]): Promise<void> {
  await assertNobodyElseUses(await estClient(await projectOf(run)), steps)
}

/** Takes back what a step made. A rented number is paid for and stays; one that was moved on meanwhile is left where it is. */
export async function takeBackAudited(
  run: Run,
  step: RunStep,
  idOf: StepPlace['idOf'],
  lists: ChangedLists,
): Promise<'undone' | 'kept'> {
  const project = await projectOf(run)
  const item = reverseOf(step, idOf, await placeBefore(project, step))
  if (item === null) return 'kept'
  const place = { remember: async () => {}, isLast: () => false }
  try {
    await performAudited({ project, ...actorOf(run) }, item, place, lists)
  } catch (error) {
    // A number that somebody has moved on, or cancelled, is nobody's to put back.
    const isElsewhere =
      item.action === 'assign_number' &&
      error instanceof ApiError &&
      ['conflict', 'not_found'].includes(error.code)
    if (isElsewhere) return 'kept'
    throw error
  }
  return 'undone'
}

/** The trunk that a number goes back to: where it came from, or none where that trunk is gone. */
async function placeBefore(project: StoredProject, step: RunStep): Promise<string> {
  const { from } = baselineOf(step)
  if (step.action !== 'assign_number' || from === '') return ''
  const client = await estClient(project)
  return (await client.read(trunks, { trunkId: from }).catch(goneAsNull)) === null ? '' : from
}

function making(
  run: Run,
  project: StoredProject,
  place: StepPlace,
  client: EstClient,
  audit: Pick<AuditTrail, 'describe'> = { describe: () => {} },
): Making {
  const { baseline, isRepeated, wasRefused, idOf, remember } = place
  const actor = { id: run.lastActorId, email: run.lastActorEmail }
  return {
    client,
    baseline,
    isRepeated,
    wasRefused,
    idOf,
    remember,
    clock: { monotonic: () => performance.now(), sleep: (ms) => delay(ms) },
    passwords: () => passwordsOf(run),
    rent: async (number) => {
      const deadline = performance.now() + orderMs
      const { phoneNumber, ...prices } = number
      // Before the price is looked at: a number that was ordered is perhaps not for sale any more because of that.
      await assertNoOrder(project, z.string().parse(phoneNumber))
      const ordering = { project, actor, client, deadline, audit }
      await orderNumber(ordering, z.string().parse(phoneNumber), rentInput.parse(prices))
    },
  }
}

/** The project of a run; one that was removed and added again is another project. */
async function projectOf(run: Run): Promise<StoredProject> {
  const project = await findProject(run.projectId)
  if (Number(run.createdAt) >= Number(project.createdAt)) return project
  throw new ApiError('conflict', 'This project was removed and added again since this was started.')
}

function actorOf(run: Run): Omit<StepContext, 'project'> {
  const user = { id: run.lastActorId, email: run.lastActorEmail, role: 'operator' as const }
  // What it writes is recorded as that person's, although nobody may be signed in any more.
  return { session: { id: '', user, expiresAt: 0 }, address: run.lastAddress, requestId: run.id }
}

function paramsOf({ action, input }: PlannedStep, trunkId: string, listId: string): Record<string, string> {
  if (action === 'link_access_control_list' || action === 'link_credential_list')
    return { object: trunkId, part: listId }
  if (action === 'create_endpoint') return { object: trunkId }
  const number = action === 'assign_number' || action === 'rent_number' ? String(input.phoneNumber) : ''
  return number === '' ? {} : { object: number }
}

function dropLists(project: StoredProject, plan: PlannedStep, trunkId: string, lists: ChangedLists): void {
  lists.add(
    changed[plan.action].map((name) => `${projectKey(project)}/${name}`),
    leastBetweenMs,
  )
  if (plan.action === 'create_endpoint') endpointsChanged(project, trunkId)
}

const edgeWords: Partial<Record<PlannedStep['action'], string>> = {
  create_endpoint: 'was added',
  link_access_control_list: 'was linked',
  link_credential_list: 'was linked',
}

async function noteEdge(
  project: StoredProject,
  { action, label }: PlannedStep,
  trunkId: string,
): Promise<void> {
  const words = edgeWords[action]
  if (words === undefined) return
  forgetTrunksUsing(project)
  // The step is done, whether or not its countdown can be stored.
  await markPropagating(project, [trunkId], `“${label}” ${words}`).catch((error: unknown) =>
    log().error({ err: error }, 'a propagation clock was not set'),
  )
}
