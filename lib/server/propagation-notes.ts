import 'server-only'
import { accessControlLists, ipRanges } from '@/lib/resources/access-control-lists'
import { credentialLists, credentials } from '@/lib/resources/credential-lists'
import type { Resource } from '@/lib/resources/define'
import { endpoints } from '@/lib/resources/endpoints'
import { trunks } from '@/lib/resources/trunks'
import { dropCollections, projectKey, readCollection } from './collections'
import { waitAtMost } from './deadline'
import { endpointsChanged } from './endpoint-sweep'
import { log } from './log'
import type { StoredProject } from './projects'
import { markPropagating, readPropagating } from './propagation'
import { lastKnown, readResource } from './resource-lists'
import { estClient } from './upstream'

type ListResource = typeof accessControlLists | typeof credentialLists

/** What was done to an object, as its reason says it. */
export type Done = 'added' | 'changed' | 'removed'

// The write is made; nobody waits long for the clock to be set.
const patienceMs = 4_000

/** Starts the clock of every trunk that a successful write reaches at the SIP edge. Never throws: the write is made. */
export async function noteWrite(
  project: StoredProject,
  resource: Resource,
  params: Readonly<Record<string, string>>,
  done: Done,
  object: object,
): Promise<void> {
  if (resource.path === endpoints.path) endpointsChanged(project, params.trunkId ?? '')
  const finding = trunksReached(project, resource, params, done)
  if (finding === undefined) return
  await tolerated(async () => {
    const noun = resource.label.one
    const reason = `${noun.charAt(0).toUpperCase()}${noun.slice(1)} “${nameOf(object)}” was ${done}`
    await markPropagating(project, await finding(), reason)
  })
}

/** Starts the clock of a trunk whose lists were linked or unlinked. Never throws. */
export async function noteLinks(
  project: StoredProject,
  trunkId: string,
  resource: ListResource,
  listIds: readonly string[],
  done: 'linked' | 'unlinked',
): Promise<void> {
  await tolerated(async () => {
    const { label } = resource
    const what = listIds.length === 1 ? label.one : label.many
    // The name is good to have, and no reason not to set the clock.
    const names = await namesOf(project, resource, listIds).catch(() => [])
    const quoted = names.length === listIds.length ? ` ${names.map((name) => `“${name}”`).join(', ')}` : ''
    const many = listIds.length === 1 || quoted ? '' : `${listIds.length} `
    const text = `${many}${what}${quoted} ${listIds.length === 1 ? 'was' : 'were'} ${done}`
    await markPropagating(project, [trunkId], text.charAt(0).toUpperCase() + text.slice(1))
  })
}

/** What is on its way to the SIP edge: `{ items }`, the latest change first, each with the trunk's name where the console has it at hand. */
export async function readPropagation(project: StoredProject) {
  const items = await readPropagating(project)
  return {
    items: items.map((item) => ({
      ...item,
      trunkName: lastKnown(project, trunks, { trunkId: item.trunkId })?.object.name ?? null,
    })),
  }
}

/** How the trunks are found that a write reaches; undefined for what the edge does not wait for. */
function trunksReached(
  project: StoredProject,
  resource: Resource,
  params: Readonly<Record<string, string>>,
  done: Done,
): (() => Promise<readonly string[]>) | undefined {
  const { accessControlListId = '', credentialListId = '', trunkId = '' } = params
  switch (resource.path) {
    case endpoints.path:
      return async () => [trunkId]
    // A list that was just made is linked to nothing, and one that was linked could not be deleted.
    case accessControlLists.path:
      return done === 'changed'
        ? () => trunksUsing(project, accessControlLists, accessControlListId)
        : undefined
    case credentialLists.path:
      return done === 'changed' ? () => trunksUsing(project, credentialLists, credentialListId) : undefined
    case ipRanges.path:
      return () => trunksUsing(project, accessControlLists, accessControlListId)
    case credentials.path:
      return () => trunksUsing(project, credentialLists, credentialListId)
    default:
      return undefined
  }
}

/**
 * The trunks a list is linked to: one question a list, and the answer outlives writes to the list, so that a hundred ranges in a row do
 * not ask a hundred times. Linking and unlinking forget it.
 */
async function trunksUsing(
  project: StoredProject,
  resource: ListResource,
  listId: string,
): Promise<readonly string[]> {
  const key = `${projectKey(project)}/links${resource.path}/${encodeURIComponent(listId)}`
  const { items } = await readCollection(key, async () => {
    const using = await (await estClient(project)).trunksOf(resource, listId)
    return { items: using.map(({ id }) => id), complete: true, readAt: Date.now() }
  })
  return items
}

/** Makes the trunks of every list be asked for again. */
export function forgetTrunksUsing(project: StoredProject): void {
  dropCollections(`${projectKey(project)}/links/`)
}

async function namesOf(
  project: StoredProject,
  resource: ListResource,
  listIds: readonly string[],
): Promise<string[]> {
  const { items } = await readResource<ListResource>(project, resource, {})
  return listIds.flatMap((id) => items.find((list) => list.id === id)?.name ?? [])
}

function nameOf(object: object): string {
  const fields = new Map<string, unknown>(Object.entries(object))
  const [address, range] = [fields.get('ipAddress'), fields.get('range')]
  if (typeof address === 'string') return `${address}/${String(range)}`
  const name = fields.get('name') ?? fields.get('username')
  return typeof name === 'string' ? name : ''
}

async function tolerated(marking: () => Promise<void>): Promise<void> {
  const late = () => log().warn('a propagation clock was set late')
  await waitAtMost(
    patienceMs,
    marking().catch((cause: unknown) => log().error({ err: cause }, 'a propagation clock was not set')),
    late,
  )
}
