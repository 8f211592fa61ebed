import 'server-only'
import { z } from 'zod'
import { ApiError } from '@/lib/errors'
import { accessControlLists } from '@/lib/resources/access-control-lists'
import { credentialLists } from '@/lib/resources/credential-lists'
import type { ParamsOf } from '@/lib/resources/define'
import { required } from '@/lib/resources/fields'
import { trunkAccessControlLists, trunkCredentialLists, type TrunkLink } from '@/lib/resources/links'
import { assertTimeToWrite } from './deadline'
import { dropCollections, projectKey, readCollection, type ServedSnapshot } from './collections'
import { withLock } from './keyed-lock'
import type { StoredProject } from './projects'
import { forgetTrunksUsing, noteLinks } from './propagation-notes'
import { presented, readResource } from './resource-lists'
import type { RouteContext } from './route'
import { estClient } from './upstream'

type ListResource = typeof accessControlLists | typeof credentialLists

interface LinkKind {
  link: TrunkLink
  resource: ListResource
}

/** Access control lists of a trunk. */
export const accessControlListLinks: LinkKind = {
  link: trunkAccessControlLists,
  resource: accessControlLists,
}

/** Credential lists of a trunk. */
export const credentialListLinks: LinkKind = { link: trunkCredentialLists, resource: credentialLists }

const ids = z
  .array(required('The id of the list', 64))
  .min(1, 'Choose at least one list.')
  .max(100, 'Link 100 lists at once at most.')

/** The access control lists to link: `{ accessControlListIds }`. */
export const accessControlListIds = z.object({ accessControlListIds: ids })

/** The credential lists to link: `{ credentialListIds }`. */
export const credentialListIds = z.object({ credentialListIds: ids })

/**
 * The lists of a trunk as whole objects: `{ items, unreadIds, ageSeconds, stale, staleReason? }`. `unreadIds` are linked too, but the
 * vendor's list of lists does not have them.
 */
export async function readLinks({ link, resource }: LinkKind, context: RouteContext<unknown>) {
  const { project, params } = context
  const { found, unreadIds, ...reliance } = await linkedLists(project, link, resource, params.trunkId ?? '')
  return Response.json({
    items: found.map((list) => presented<ListResource>(resource, list)),
    unreadIds,
    ...reliance,
  })
}

/** The lists of one kind that are linked to a trunk, by name, and how far this can be relied upon. */
export async function linkedLists<R extends ListResource>(
  project: StoredProject,
  link: TrunkLink,
  resource: R,
  trunkId: string,
) {
  const none = {} as ParamsOf<R> // neither kind of list is nested
  // Both are begun before either is waited for.
  const [linked, lists] = await Promise.all([
    linkedSnapshot(project, link, trunkId),
    readResource<R>(project, resource, none),
  ])
  let known = byId(lists)
  if (linked.items.some((id) => !known.has(id))) {
    // It was made elsewhere since the lists were read.
    dropCollections(`${projectKey(project)}${resource.path}`)
    known = byId(await readResource<R>(project, resource, none))
  }
  const found = linked.items.flatMap((id) => known.get(id) ?? [])
  const isStale = linked.stale || lists.stale
  return {
    found: found.sort(byName),
    unreadIds: linked.items.filter((id) => !known.has(id)),
    ageSeconds: Math.max(0, Math.round((Date.now() - Math.min(linked.readAt, lists.readAt)) / 1000)),
    stale: isStale,
    staleReason: linked.staleReason ?? lists.staleReason,
  }
}

/** Links lists to a trunk; all of them or, when one is linked already, none. */
export async function addLinks(
  { link, resource }: LinkKind,
  context: RouteContext<unknown>,
  wanted: readonly string[],
) {
  const { project, params, audit, deadline } = context
  const trunkId = params.trunkId ?? ''
  return await withLock(trunkLock(project, trunkId), async () => {
    const client = (await estClient(project)).until(deadline)
    const before = await client.linkedIds(link, trunkId)
    audit.describe({ before: { [link.idsKey]: before } })
    const doubles = wanted.filter((id) => before.includes(id))
    if (doubles.length > 0) throw await linkedAlready(project, resource, doubles)
    assertTimeToWrite(deadline)
    try {
      await client.addLinks(link, trunkId, wanted)
    } catch (error) {
      if (!(error instanceof ApiError) || !/already added/i.test(error.message)) throw error
      // Someone else has linked one between our look and our write, if another look says so.
      const now = await client.linkedIds(link, trunkId).catch((): string[] => [])
      const linked = wanted.filter((id) => now.includes(id))
      throw linked.length === 0 ? error : await linkedAlready(project, resource, linked)
    } finally {
      forgetLinks(project)
    }
    await noteLinks(project, trunkId, resource, wanted, 'linked')
    return Response.json({ [link.idsKey]: [...new Set(wanted)] })
  })
}

/** Takes one list off a trunk. Throws `not_found` when it is not linked. */
export async function removeLink(
  { link, resource }: LinkKind,
  context: RouteContext<unknown>,
): Promise<Response> {
  const { project, params, audit, deadline } = context
  const trunkId = params.trunkId ?? ''
  const listId = params[resource.idParam] ?? ''
  return await withLock(trunkLock(project, trunkId), async () => {
    const client = (await estClient(project)).until(deadline)
    const before = await client.linkedIds(link, trunkId)
    audit.describe({ before: { [link.idsKey]: before } })
    if (!before.includes(listId)) {
      forgetLinks(project)
      throw new ApiError(
        'not_found',
        `This ${resource.label.one} is not linked to this trunk, or not any more.`,
      )
    }
    assertTimeToWrite(deadline)
    try {
      await client.removeLink(link, trunkId, listId)
    } finally {
      forgetLinks(project)
    }
    await noteLinks(project, trunkId, resource, [listId], 'unlinked')
    return new Response(null, { status: 204 })
  })
}

async function linkedSnapshot(
  project: StoredProject,
  link: TrunkLink,
  trunkId: string,
): Promise<ServedSnapshot<string>> {
  const path = link.path.replace(':trunkId', encodeURIComponent(trunkId))
  return await readCollection(`${projectKey(project)}${path}`, async () => {
    const client = await estClient(project)
    return { items: await client.linkedIds(link, trunkId), complete: true, readAt: Date.now() }
  })
}

async function linkedAlready(
  project: StoredProject,
  resource: ListResource,
  doubles: readonly string[],
): Promise<ApiError> {
  // It may have been made elsewhere since the lists were read.
  dropCollections(`${projectKey(project)}${resource.path}`)
  const known = await Promise.resolve(readResource<ListResource>(project, resource, {})).then(
    byId,
    () => new Map(),
  )
  const names = doubles.map((id) => `“${known.get(id)?.name ?? id}”`).join(', ')
  const lists = doubles.length === 1 ? `The ${resource.label.one}` : `Of the ${resource.label.many},`
  const verb = doubles.length === 1 ? 'is' : 'are'
  return new ApiError(
    'conflict',
    `${lists} ${names} ${verb} linked to this trunk already, so nothing was changed.`,
  )
}

function forgetLinks(project: StoredProject): void {
  // Lists name their trunks, and trunks in a list name their lists.
  forgetTrunksUsing(project)
  for (const collection of ['trunks', 'accessControlLists', 'credentialLists'])
    dropCollections(`${projectKey(project)}/${collection}`)
}

// The same key as the writes of the trunk itself: see `lockKey` of the resource routes.
function trunkLock(project: StoredProject, trunkId: string): string {
  return `${project.id}/trunks/${trunkId}`
}

function byId<Item extends { id: string }>({ items }: { items: readonly Item[] }): Map<string, Item> {
  return new Map(items.map((item) => [item.id, item]))
}

function byName(one: { name: string }, other: { name: string }): number {
  return one.name.localeCompare(other.name)
}
