import { ApiError } from '@/lib/errors'
import type { EstClient } from '@/lib/est/client'
import { alike, isAsSent } from '@/lib/est/natural-keys'
import { accessControlLists } from '@/lib/resources/access-control-lists'
import { credentialLists } from '@/lib/resources/credential-lists'
import type { EntityOf, InputOf, ParamsOf, Resource } from '@/lib/resources/define'
import { endpoints } from '@/lib/resources/endpoints'
import { trunkAccessControlLists, trunkCredentialLists } from '@/lib/resources/links'
import { trunks } from '@/lib/resources/trunks'
import type { AssignmentClock } from './number-assignment'
import type { PlannedStep, Ref } from './plan'
import { assign, isRented, rent } from './run-numbers'
import { baselineSchema, type Baseline, type Candidate } from './run-store'

/** What came of a step: the vendor's id where there is one, and whether the run made it or found it. */
export interface StepOutcome {
  objectId: string | null
  made: boolean
}

/** What making a step takes beside the step. */
export interface Making {
  client: EstClient
  clock: AssignmentClock
  baseline: Baseline
  /** True when an earlier try may have sent something: then the vendor is looked at first. */
  isRepeated: boolean
  /** The last try was refused: what is there now, somebody else has made. */
  wasRefused: boolean
  /** The vendor's id of what an earlier step made. */
  idOf(ref: Ref | null): string
  /** The passwords of new users. */
  passwords(): Promise<Readonly<Record<string, string>>>
  /** Orders a number at the price that was shown. */
  rent(number: Record<string, unknown>): Promise<void>
  /** Keeps another baseline for the next try. */
  remember(baseline: Baseline): Promise<void>
}

/** The vendor's lists hold objects of which only a person can tell whether the step made them. */
export class AskPerson extends ApiError {
  constructor(
    readonly candidates: readonly Candidate[],
    message: string,
  ) {
    super('conflict', message, { outcomeUnknown: true })
  }
}

/** What is there before a run that a step about an object or a link could later take for its own. */
export async function readBaseline(
  client: EstClient,
  step: PlannedStep,
  idOf: (ref: Ref | null) => string,
): Promise<Baseline> {
  const { action } = step
  const trunkId = idOf(step.trunk)
  if (action === 'link_access_control_list' || action === 'link_credential_list') {
    const listId = idOf(step.list)
    if (trunkId === '' || listId === '') return baselineSchema.parse({})
    const ids = await client.linkedIds(linkOf(action), trunkId)
    return baselineSchema.parse({ linked: ids.includes(listId) })
  }
  if (action === 'create_endpoint' && trunkId === '') return baselineSchema.parse({})
  const { candidates, complete } = await matching(client, step, trunkId)
  return baselineSchema.parse({ seen: candidates.map(({ id }) => id), complete })
}

/** Makes what a step is about, once: what an earlier try has made is found and taken for it. */
export async function makeStep(step: PlannedStep, making: Making): Promise<StepOutcome> {
  switch (step.action) {
    case 'create_trunk':
      return await create(trunks, {}, () => trunks.input.parse(step.input), step, making)
    case 'create_access_control_list':
      return await create(
        accessControlLists,
        {},
        () => accessControlLists.input.parse(step.input),
        step,
        making,
      )
    case 'create_credential_list':
      return await create(credentialLists, {}, () => withPasswords(step, making), step, making)
    case 'create_endpoint': {
      const trunkId = making.idOf(step.trunk)
      return await create(endpoints, { trunkId }, () => endpoints.input.parse(step.input), step, making)
    }
    case 'link_access_control_list':
    case 'link_credential_list':
      return await link(step.action, step, making)
    case 'rent_number':
      return await rent(step, making)
    case 'assign_number':
      return await assign(step, making)
  }
}

/** What an interrupted try of a step has made; null for nothing. Throws `AskPerson` where that cannot be told. */
export async function findMade(step: PlannedStep, making: Making): Promise<StepOutcome | null> {
  const { client, baseline } = making
  switch (step.action) {
    case 'link_access_control_list':
    case 'link_credential_list': {
      const ids: string[] = await client
        .linkedIds(linkOf(step.action), making.idOf(step.trunk))
        .catch(goneAsNothing)
      return ids.includes(making.idOf(step.list)) ? { objectId: null, made: !baseline.linked } : null
    }
    // Taking a number off looks where it is, so it may be taken for done.
    case 'assign_number':
      return { objectId: null, made: baseline.from !== making.idOf(step.trunk) }
    case 'rent_number':
      return (await isRented(client, step)) ? { objectId: null, made: true } : null
    default:
      return await lookUp(step, making)
  }
}

async function create<R extends Resource>(
  resource: R,
  params: ParamsOf<R>,
  // Asked for only when it is sent: what was made before is found without its passwords.
  inputOf: () => InputOf<R> | Promise<InputOf<R>>,
  step: PlannedStep,
  making: Making,
): Promise<StepOutcome> {
  const found = making.isRepeated ? await lookUp(step, making) : null
  if (found) return found
  const lookup = async (): Promise<EntityOf<R> | null> => {
    // From now on what is found may be what was just sent.
    const made = await lookUp(step, { ...making, wasRefused: false })
    if (made === null) return null
    return await making.client.read(resource, { ...params, [resource.idParam]: made.objectId ?? '' })
  }
  const { id } = await making.client.create(resource, params, await inputOf(), { lookup })
  return { objectId: String(id), made: true }
}

/** The object that an earlier try made: the one that is as it was sent and was not there before the run. */
async function lookUp(step: PlannedStep, making: Making): Promise<StepOutcome | null> {
  const { client, baseline } = making
  const { candidates } = await matching(client, step, making.idOf(step.trunk))
  const fresh = candidates.filter(({ id }) => !baseline.seen.includes(id))
  const [only, another] = fresh
  if (only === undefined) return null
  if (making.wasRefused)
    throw new AskPerson(
      fresh,
      'The vendor had refused this, and now has an object like it that was made since. Say whether it is yours.',
    )
  if (!baseline.complete)
    throw new AskPerson(
      fresh,
      'The list was changing when this run began, so it is not sure whose the object in it is. Say whether it is yours.',
    )
  if (another !== undefined)
    throw new AskPerson(
      fresh,
      'Sinch has several objects that fit what was sent, and did not have them before. Say which one is yours.',
    )
  if (!only.isAsSent)
    throw new AskPerson(
      fresh,
      'Sinch has an object of this name that differs from what was sent, and did not have it before. Say whether it is yours.',
    )
  return { objectId: only.id, made: true }
}

async function matching(client: EstClient, step: PlannedStep, trunkId: string) {
  const listed = <R extends Resource>(resource: R, params: ParamsOf<R>, input: InputOf<R>) =>
    alike(client, resource, params, input).then(({ items, complete }) => ({
      complete,
      candidates: items.map((item): Candidate & { isAsSent: boolean } => {
        const { id, name, createTime }: Record<string, unknown> = item
        return {
          id: String(id),
          name: String(name),
          createTime: typeof createTime === 'string' ? createTime : null,
          isAsSent: isAsSent(item, Object(input) as Record<string, unknown>), // an input is an object
        }
      }),
    }))
  switch (step.action) {
    case 'create_trunk':
      return await listed(trunks, {}, trunks.input.parse(step.input))
    case 'create_access_control_list':
      return await listed(accessControlLists, {}, accessControlLists.input.parse(step.input))
    case 'create_credential_list': {
      // Passwords never come back, so none is compared.
      const credentials = usernamesOf(step).map((username) => ({ username, password: '' }))
      return await listed(credentialLists, {}, { name: String(step.input.name), credentials })
    }
    case 'create_endpoint':
      return await listed(endpoints, { trunkId }, endpoints.input.parse(step.input)).catch(goneAsNone)
    default:
      throw new Error(`${step.action} makes no object of its own`)
  }
}

async function withPasswords(step: PlannedStep, making: Making) {
  const passwords = await making.passwords()
  const credentials = usernamesOf(step).map((username) => {
    const password = passwords[username]
    if (password === undefined) throw new Error('a password was not kept')
    return { username, password }
  })
  return { name: String(step.input.name), credentials }
}

function usernamesOf({ input }: PlannedStep): string[] {
  return Array.isArray(input.usernames) ? input.usernames.map(String) : []
}

type LinkAction = 'link_access_control_list' | 'link_credential_list'

/** Which link a step makes. */
export function linkOf(action: LinkAction) {
  return action === 'link_access_control_list' ? trunkAccessControlLists : trunkCredentialLists
}

async function link(action: LinkAction, step: PlannedStep, making: Making): Promise<StepOutcome> {
  const { client, baseline } = making
  const [trunkId, listId] = [making.idOf(step.trunk), making.idOf(step.list)]
  const isLinked = (await client.linkedIds(linkOf(action), trunkId)).includes(listId)
  if (!isLinked) await client.addLinks(linkOf(action), trunkId, [listId])
  return { objectId: null, made: !baseline.linked }
}

function goneAsNothing(error: unknown): never[] {
  if (error instanceof ApiError && error.code === 'not_found') return []
  throw error
}

function goneAsNone(error: unknown) {
  return { candidates: goneAsNothing(error), complete: true }
}
