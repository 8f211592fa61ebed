import { createHash } from 'node:crypto'
import type { EstClient } from '@/lib/est/client'
import { accessControlLists } from '@/lib/resources/access-control-lists'
import { calls } from '@/lib/resources/calls'
import { credentialLists } from '@/lib/resources/credential-lists'
import { endpoints } from '@/lib/resources/endpoints'
import { trunkAccessControlLists, trunkCredentialLists } from '@/lib/resources/links'
import { phoneNumbers } from '@/lib/resources/phone-numbers'
import { trunks } from '@/lib/resources/trunks'
import type { NewJobItem } from './job-store'

/** What can be deleted together with everything that keeps the vendor from deleting it. */
export type Deletable = 'trunks' | 'accessControlLists' | 'credentialLists'

/** What deleting an object takes: the vendor refuses while anything is attached, so that goes first. */
export interface DeletePlan {
  kind: Deletable
  id: string
  name: string
  /** In the order in which they are done: numbers, endpoints, links, the object. */
  steps: NewJobItem[]
  counts: {
    numbers: number
    endpoints: number
    links: number
    /** Calls of the last seven days over the trunks that are touched; null where the vendor could not say. */
    recentCalls: number | null
  }
  /** The same for the same steps: whoever confirmed a plan confirmed this one. */
  digest: string
}

const weekMs = 7 * 24 * 60 * 60 * 1000

/** Trunks that are known to have an endpoint that registers with one of these users; the vendor has no way to ask. */
export type TrunksRegistering = (users: ReadonlySet<string>) => readonly { id: string; name: string }[]

/** Reads what is attached to an object and plans its deletion. Throws `not_found` when it is gone. */
export async function planDeletion(
  client: EstClient,
  kind: Deletable,
  id: string,
  now: number,
  registering: TrunksRegistering = () => [],
): Promise<DeletePlan> {
  if (kind === 'trunks') return await planTrunk(client, id, now)
  if (kind === 'accessControlLists') return await planAccessControlList(client, id, now)
  return await planCredentialList(client, id, now, registering)
}

async function planTrunk(client: EstClient, id: string, now: number): Promise<DeletePlan> {
  const [trunk, numbers, targets, aclIds, listIds, recentCalls] = await Promise.all([
    client.read(trunks, { trunkId: id }),
    client.collect(phoneNumbers, {}, { sipTrunkId: id }),
    client.collect(endpoints, { trunkId: id }),
    client.linkedIds(trunkAccessControlLists, id),
    client.linkedIds(trunkCredentialLists, id),
    callsSince(client, [id], now),
  ])
  const [acls, lists] = await Promise.all([
    Promise.all(aclIds.map((aclId) => client.read(accessControlLists, { accessControlListId: aclId }))),
    Promise.all(listIds.map((listId) => client.read(credentialLists, { credentialListId: listId }))),
  ])
  const steps = [
    ...numbers.items.map(({ phoneNumber }) => ({
      action: 'unassign_number',
      target: `phoneNumbers/${phoneNumber}`,
      label: phoneNumber,
      input: { trunkId: id },
    })),
    ...targets.items.map((endpoint) => deleteEndpoint(id, endpoint)),
    ...acls.map(({ id: aclId, name }) => unlink(id, 'accessControlLists', aclId, name)),
    ...lists.map(({ id: listId, name }) => unlink(id, 'credentialLists', listId, name)),
  ]
  return plan('trunks', id, trunk.name, steps, recentCalls)
}

async function planAccessControlList(client: EstClient, id: string, now: number): Promise<DeletePlan> {
  const [list, using] = await Promise.all([
    client.read(accessControlLists, { accessControlListId: id }),
    client.trunksOf(accessControlLists, id),
  ])
  const steps = using.map((trunk) => unlink(trunk.id, 'accessControlLists', id, trunk.name))
  const recentCalls = await callsSince(
    client,
    using.map((trunk) => trunk.id),
    now,
  )
  return plan('accessControlLists', id, list.name, steps, recentCalls)
}

/** Endpoints that register with a user of the list keep it as well, also those of trunks that it is not linked to. */
async function planCredentialList(
  client: EstClient,
  id: string,
  now: number,
  registering: TrunksRegistering,
): Promise<DeletePlan> {
  const [list, using] = await Promise.all([
    client.read(credentialLists, { credentialListId: id }),
    client.trunksOf(credentialLists, id),
  ])
  const users = new Set(list.credentials.map(({ username }) => username))
  const linked = new Set(using.map((trunk) => trunk.id))
  const others = registering(users).filter((trunk) => !linked.has(trunk.id))
  const boards = await Promise.all(
    [...using, ...others].map(async (trunk) => ({
      trunk,
      targets: (await client.collect(endpoints, { trunkId: trunk.id })).items,
    })),
  )
  const registered = boards.flatMap(({ trunk, targets }) =>
    targets
      .filter(({ isRegistered, credentialUsername }) => isRegistered && users.has(credentialUsername))
      .map((endpoint) => deleteEndpoint(trunk.id, endpoint, ` of ${trunk.name}`)),
  )
  const links = using.map((trunk) => unlink(trunk.id, 'credentialLists', id, trunk.name))
  const recentCalls = await callsSince(
    client,
    [...using, ...others].map((trunk) => trunk.id),
    now,
  )
  return plan('credentialLists', id, list.name, [...registered, ...links], recentCalls)
}

function plan(
  kind: Deletable,
  id: string,
  name: string,
  before: NewJobItem[],
  recentCalls: number | null,
): DeletePlan {
  const steps = [...before, { action: 'delete', target: `${kind}/${id}`, label: name }]
  const many = (action: string) => steps.filter((step) => step.action === action).length
  const text = steps.map(({ action, target }) => `${action} ${target}`).join('\n')
  return {
    kind,
    id,
    name,
    steps,
    counts: {
      numbers: many('unassign_number'),
      endpoints: many('delete_endpoint'),
      links: many('unlink'),
      recentCalls,
    },
    digest: createHash('sha256').update(text).digest('base64url'),
  }
}

function deleteEndpoint(trunkId: string, endpoint: { id: string; name: string }, where = ''): NewJobItem {
  const { id, name } = endpoint
  return { action: 'delete_endpoint', target: `trunks/${trunkId}/endpoints/${id}`, label: `${name}${where}` }
}

function unlink(trunkId: string, kind: string, id: string, label: string): NewJobItem {
  return { action: 'unlink', target: `trunks/${trunkId}/${kind}/${id}`, label }
}

/** How many calls went over the trunks in the last seven days; the sum of one-row questions. */
async function callsSince(
  client: EstClient,
  trunkIds: readonly string[],
  now: number,
): Promise<number | null> {
  const since = new Date(now - weekMs).toISOString()
  try {
    const totals = await Promise.all(
      trunkIds.map(async (trunkId) => {
        const query = { trunkId, 'createTime>': since, page: 1, size: 1 }
        return (await client.list(calls, {}, query)).totalItems
      }),
    )
    return totals.reduce((sum, total) => sum + total, 0)
  } catch {
    // How busy it was is good to know, and no reason not to plan.
    return null
  }
}
