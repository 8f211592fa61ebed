import { createHash } from 'node:crypto'
import pLimit from 'p-limit'
import { ApiError } from '@/lib/errors'
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
    /** Calls of the last seven days over the trunks that are touched; null where they were not or could not be counted. */
    recentCalls: number | null
  }
  /** Trunks whose endpoints are not known; each of them may hold one that the vendor does not let the object go for. */
  unexamined: number
  /** The same for the same steps, as completely known: whoever confirmed a plan confirmed this one. */
  digest: string
}

const weekMs = 7 * 24 * 60 * 60 * 1000
// A plan is read while somebody waits for it, and the vendor has others to serve.
const atOnce = 4
const mostRead = 50
const mostCounted = 50

interface Named {
  id: string
  name: string
}

/**
 * Trunks that are known to have an endpoint that registers with one of these users, and those of which that is not known: the vendor has
 * no way to ask.
 */
export type TrunksRegistering = (
  users: ReadonlySet<string>,
) => Promise<{ known: readonly Named[]; unexamined: readonly Named[] }>

/** What planning may ask for beside the object. */
export interface Planning {
  registering?: TrunksRegistering
  /** Counts the calls of the week before this moment; left out, no calls are counted. */
  callsUntil?: number
}

/** Reads what is attached to an object and plans its deletion. Throws `not_found` when it is gone. */
export async function planDeletion(
  client: EstClient,
  kind: Deletable,
  id: string,
  planning: Planning = {},
): Promise<DeletePlan> {
  if (kind === 'trunks') return await planTrunk(client, id, planning)
  if (kind === 'accessControlLists') return await planAccessControlList(client, id, planning)
  return await planCredentialList(client, id, planning)
}

async function planTrunk(client: EstClient, id: string, { callsUntil }: Planning): Promise<DeletePlan> {
  const [trunk, numbers, targets, aclIds, listIds, recentCalls] = await Promise.all([
    client.read(trunks, { trunkId: id }),
    client.collect(phoneNumbers, {}, { sipTrunkId: id }),
    client.collect(endpoints, { trunkId: id }),
    client.linkedIds(trunkAccessControlLists, id),
    client.linkedIds(trunkCredentialLists, id),
    callsBefore(client, [id], callsUntil),
  ])
  const limit = pLimit(atOnce)
  const [acls, lists] = await Promise.all([
    limit.map(aclIds, (aclId) => client.read(accessControlLists, { accessControlListId: aclId })),
    limit.map(listIds, (listId) => client.read(credentialLists, { credentialListId: listId })),
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
  return plan('trunks', { id, name: trunk.name }, steps, { recentCalls })
}

async function planAccessControlList(
  client: EstClient,
  id: string,
  { callsUntil }: Planning,
): Promise<DeletePlan> {
  const [list, using] = await Promise.all([
    client.read(accessControlLists, { accessControlListId: id }),
    client.trunksOf(accessControlLists, id),
  ])
  const steps = using.map((trunk) => unlink(trunk.id, 'accessControlLists', id, trunk.name))
  const trunkIds = using.map((trunk) => trunk.id)
  const recentCalls = await callsBefore(client, trunkIds, callsUntil)
  return plan('accessControlLists', { id, name: list.name }, steps, { recentCalls })
}

/** Endpoints that register with a user of the list keep it as well, also those of trunks that it is not linked to. */
async function planCredentialList(
  client: EstClient,
  id: string,
  { callsUntil, registering }: Planning,
): Promise<DeletePlan> {
  const [list, using] = await Promise.all([
    client.read(credentialLists, { credentialListId: id }),
    client.trunksOf(credentialLists, id),
  ])
  const users = new Set(list.credentials.map(({ username }) => username))
  const { known, unexamined } = (await registering?.(users)) ?? { known: [], unexamined: using }
  // Those with something to delete first, then those that are linked: what is left out is where least is to be expected.
  const worthReading = [
    ...new Map([...known, ...using, ...unexamined].map((trunk) => [trunk.id, trunk])).values(),
  ]
  const read = worthReading.slice(0, Math.max(known.length, mostRead))
  const unread = new Set(worthReading.slice(read.length).map((trunk) => trunk.id))
  const boards = await pLimit(atOnce).map(read, async (trunk) => ({
    trunk,
    targets: await registeredWith(client, trunk.id, users),
  }))
  const registered = boards.flatMap(({ trunk, targets }) =>
    targets.map((endpoint) => deleteEndpoint(trunk.id, endpoint, ` of ${trunk.name}`)),
  )
  const links = using.map((trunk) => unlink(trunk.id, 'credentialLists', id, trunk.name))
  const touched = boards.filter(({ targets }) => targets.length > 0).map(({ trunk }) => trunk)
  const trunkIds = new Set([...using, ...touched].map((trunk) => trunk.id))
  return plan('credentialLists', { id, name: list.name }, [...registered, ...links], {
    recentCalls: await callsBefore(client, [...trunkIds], callsUntil),
    unexamined: unexamined.filter((trunk) => unread.has(trunk.id)).length,
  })
}

async function registeredWith(client: EstClient, trunkId: string, users: ReadonlySet<string>) {
  try {
    const { items } = await client.collect(endpoints, { trunkId })
    return items.filter(
      ({ isRegistered, credentialUsername }) => isRegistered && users.has(credentialUsername),
    )
  } catch (error) {
    // The trunk is gone, and its endpoints with it; the list is still there.
    if (error instanceof ApiError && error.code === 'not_found') return []
    throw error
  }
}

function plan(
  kind: Deletable,
  { id, name }: Named,
  before: NewJobItem[],
  { recentCalls, unexamined = 0 }: { recentCalls: number | null; unexamined?: number },
): DeletePlan {
  const steps = [...before, { action: 'delete', target: `${kind}/${id}`, label: name }]
  const many = (action: string) => steps.filter((step) => step.action === action).length
  const text = steps.map(({ action, target }) => `${action} ${target}`).join('\n')
  // Not how many: the number falls while trunks are examined behind, and nobody could confirm a plan until the last of them.
  const known = unexamined === 0 ? '' : '\nand what is not known'
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
    unexamined,
    digest: createHash('sha256').update(`${text}${known}`).digest('base64url'),
  }
}

function deleteEndpoint(trunkId: string, endpoint: { id: string; name: string }, where = ''): NewJobItem {
  const { id, name } = endpoint
  return { action: 'delete_endpoint', target: `trunks/${trunkId}/endpoints/${id}`, label: `${name}${where}` }
}

function unlink(trunkId: string, kind: string, id: string, label: string): NewJobItem {
  return { action: 'unlink', target: `trunks/${trunkId}/${kind}/${id}`, label }
}

/** How many calls went over the trunks in a week; the sum of one-row questions. */
async function callsBefore(
  client: EstClient,
  trunkIds: readonly string[],
  until: number | undefined,
): Promise<number | null> {
  if (until === undefined || trunkIds.length > mostCounted) return null
  const since = new Date(until - weekMs).toISOString()
  try {
    const totals = await pLimit(atOnce).map(trunkIds, async (trunkId) => {
      const query = { trunkId, 'createTime>': since, page: 1, size: 1 }
      return (await client.list(calls, {}, query)).totalItems
    })
    return totals.reduce((sum, total) => sum + total, 0)
  } catch {
    // How busy it was is good to know, and no reason not to plan.
    return null
  }
}
