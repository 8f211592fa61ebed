import { accessControlLists } from '@/lib/resources/access-control-lists'
import type { credentialLists } from '@/lib/resources/credential-lists'
import {
  defineResource,
  type EntityOf,
  type InputOf,
  type ParamsOf,
  type Resource,
} from '@/lib/resources/define'
import type { TrunkLink } from '@/lib/resources/links'
import { activeNumbers } from '@/lib/resources/phone-numbers'
import { trunks } from '@/lib/resources/trunks'
import { isRecord, readJson } from './answers'
import { settleRanges } from './access-control-ranges'
import { collectAll, listPage, readOne } from './collections'
import { downloadPcap, exportCalls, type EstDownload } from './downloads'
import { Gateway, type Manner } from './gateway'
import type { EstHealth } from './health'
import { linkToTrunk, readLinkedIds, unlinkFromTrunk } from './links'
import { createNumbersCalls, type NumbersCalls } from './numbers'
import type { EstCollection } from './paging'
import { perform } from './perform'
import type { EstProject } from './project'
import type { EstShared } from './shared'
import { testConnection, type ConnectionTest } from './test-connection'
import type { EstQuery } from './url'
import { createOne, removeAt, replaceOne, type CreateOptions } from './writes'

export type { EstProject } from './project'
export type { EstQuery } from './url'

/** What every call may carry. */
export interface EstCallOptions {
  signal?: AbortSignal
}

/** The parameters of one object: those of its collection and its own id. */
export type ItemParams<R extends Resource> = ParamsOf<R> & Readonly<Record<string, string>>

/** Everything the console asks of EST and of Numbers, for one project. Each method throws `ApiError` and nothing else. */
export interface EstClient extends NumbersCalls {
  /** The same client for one request: whatever it calls is over by this time on the monotonic clock. */
  until(deadline: number): EstClient
  /** The same client, which tells, with its status, when the head of the answer to a write has come, before anything is made of it. */
  telling(answering: (status: number) => void): EstClient
  /** The same client for work that nobody waits for: what it calls gives way to the calls of people. */
  inBackground(): EstClient
  /** One page. */
  list<R extends Resource>(
    resource: R,
    params: ParamsOf<R>,
    query?: EstQuery,
    options?: EstCallOptions,
  ): Promise<{ items: EntityOf<R>[]; totalItems: number }>
  /** Every page; `complete` is false when the list kept changing while it was read. */
  collect<R extends Resource>(
    resource: R,
    params: ParamsOf<R>,
    query?: EstQuery,
    options?: EstCallOptions,
  ): Promise<EstCollection<EntityOf<R>>>
  /** One object; found in its list where the vendor has no read by id. */
  read<R extends Resource>(resource: R, params: ItemParams<R>, options?: EstCallOptions): Promise<EntityOf<R>>
  /** Creates once. `lookup` finds the object when the answer was lost; without it a lost answer is an error that says so. */
  create<R extends Resource>(
    resource: R,
    params: ParamsOf<R>,
    input: InputOf<R>,
    options?: CreateOptions<EntityOf<R>>,
  ): Promise<EntityOf<R>>
  /** Writes the whole object. `preImage` is what was read before: it tells a lost answer from a lost request. */
  replace<R extends Resource>(
    resource: R,
    params: ItemParams<R>,
    body: Record<string, unknown>,
    preImage: EntityOf<R>,
    options?: EstCallOptions,
  ): Promise<EntityOf<R>>
  remove<R extends Resource>(resource: R, params: ItemParams<R>, options?: EstCallOptions): Promise<void>
  linkedIds(link: TrunkLink, trunkId: string, options?: EstCallOptions): Promise<string[]>
  addLinks(link: TrunkLink, trunkId: string, ids: readonly string[]): Promise<void>
  removeLink(link: TrunkLink, trunkId: string, id: string): Promise<void>
  /** The trunks that use an access control list or a credential list. */
  trunksOf(
    resource: typeof accessControlLists | typeof credentialLists,
    id: string,
    options?: EstCallOptions,
  ): Promise<EntityOf<typeof trunks>[]>
  exportCalls(query: EstQuery, options?: EstCallOptions): Promise<EstDownload>
  downloadPcap(
    pcapId: string,
    direction: 'INBOUND' | 'OUTBOUND',
    options?: EstCallOptions,
  ): Promise<EstDownload>
  /** Enables projects for EST and returns those that were not yet; known ones are left as they are. */
  addProjects(projectIds: readonly string[]): Promise<string[]>
  health(): EstHealth
  testConnection(): Promise<ConnectionTest>
}

/** The client of one project's key. It holds nothing itself: tokens, connections and breakers are in `shared`. */
export function createEstClient(project: EstProject, shared: EstShared, manner: Manner = {}): EstClient {
  const gateway = new Gateway(project, shared, manner)
  const numbers = createNumbersCalls(gateway)
  return {
    ...numbers,

    until: (until) => createEstClient(project, shared, { ...manner, until }),
    telling: (answering) => createEstClient(project, shared, { ...manner, answering }),
    inBackground: () => createEstClient(project, shared, { ...manner, isBackground: true }),

    async list(resource, params, query = {}, options = {}) {
      const { items, totalItems } = await listPage(gateway, resource, params, query, options)
      return { items, totalItems: totalItems ?? items.length }
    },

    collect: (resource, params, query = {}, options = {}) =>
      collectAll(gateway, resource, params, query, options),

    read: (resource, params, options = {}) => readOne(gateway, resource, params, options),

    create: (resource, params, input, options = {}) => createOne(gateway, resource, params, input, options),

    async replace<R extends Resource>(
      resource: R,
      params: ItemParams<R>,
      body: Record<string, unknown>,
      preImage: EntityOf<R>,
      options: EstCallOptions = {},
    ): Promise<EntityOf<R>> {
      if (resource.path === activeNumbers.path) {
        const before = activeNumbers.entity.parse(preImage)
        const changed = await numbers.updateActiveNumber(params.phoneNumber ?? '', body, options, before)
        return changed as EntityOf<R> // the path says that R is activeNumbers
      }
      const saved = await replaceOne(gateway, resource, params, body, preImage, options)
      if (resource.path !== accessControlLists.path) return saved
      const list = accessControlLists.entity.parse(saved)
      return (await settleRanges(gateway, list, body.ipRanges, preImage, options)) as EntityOf<R> // R is accessControlLists
    },

    remove: (resource, params, options = {}) =>
      removeAt(gateway, `${resource.path}/:${resource.idParam}`, params, options),

    linkedIds: (link, trunkId, options = {}) => readLinkedIds(gateway, link, trunkId, options),
    addLinks: (link, trunkId, ids) => linkToTrunk(gateway, link, trunkId, ids),
    removeLink: (link, trunkId, id) => unlinkFromTrunk(gateway, link, trunkId, id),

    async trunksOf(resource, id, options = {}) {
      const path = `${resource.path}/:listId/trunks` as const
      const using = defineResource({ ...trunks, path, operations: ['list'] })
      const { items } = await collectAll(gateway, using, { listId: id }, {}, options)
      return items
    },

    exportCalls: (query, options = {}) => exportCalls(gateway, query, options),
    downloadPcap: (pcapId, direction, options = {}) => downloadPcap(gateway, pcapId, direction, options),

    async addProjects(projectIds) {
      const call = gateway.prepare('/addProjects', { method: 'POST', body: { projectIds } })
      return await perform(gateway, call, {
        // By one source of the vendor known projects are ignored, by another refused; and a second answer would not name what the first added.
        settle: null,
        read: (answer) => {
          const body = readJson(answer)
          const added = isRecord(body) ? body.addedProjects : undefined
          return Array.isArray(added) ? added.map(String) : []
        },
      })
    },

    health: () => gateway.key.health.read(),
    testConnection: () => testConnection(gateway),
  }
}
