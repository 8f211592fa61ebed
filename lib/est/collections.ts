import { ApiError } from '@/lib/errors'
import type { EntityOf, Resource } from '@/lib/resources/define'
import { idOf, readObject, readPage, type EstPage } from './answers'
import type { CallOptions, Gateway } from './gateway'
import { pageSize, readAllPages, type EstCollection } from './paging'
import { perform } from './perform'
import type { EstQuery } from './url'

/** What every read may carry. */
export interface ReadOptions {
  signal?: AbortSignal
  /** On the monotonic clock, for reads that serve another call. */
  deadline?: number
}

type Params = Readonly<Record<string, string>>

/** The three types of numbers; asked without one, the Numbers API answers with mobile numbers only. */
export const numberTypes = ['MOBILE', 'LOCAL', 'TOLL_FREE'] as const

/** One page of a collection, as large as the query says. */
export async function listPage<R extends Resource>(
  gateway: Gateway,
  resource: R,
  params: Params,
  query: EstQuery,
  options: ReadOptions,
): Promise<EstPage<EntityOf<R>>> {
  const paging: EstQuery = resource.api === 'numbers' ? { pageSize } : { page: 1, size: pageSize }
  const call = gateway.prepare(resource.path, {
    ...options,
    api: resource.api,
    params,
    query: { ...paging, ...query },
  })
  return await perform(gateway, call, { read: (answer) => readPage(resource, answer) })
}

/** Every page of a collection. */
export async function collectAll<R extends Resource>(
  gateway: Gateway,
  resource: R,
  params: Params,
  query: EstQuery,
  options: ReadOptions,
): Promise<EstCollection<EntityOf<R>>> {
  if (resource.api === 'numbers') return await collectByToken(gateway, resource, params, query, options)
  return await readAllPages({
    fetch: (page, size) => listPage(gateway, resource, params, { ...query, page, size }, options),
    idOf: (item: EntityOf<R>) => idOf(resource, item),
    createdAt: (item) => {
      const time: unknown = item['createTime' as keyof typeof item] // most entities have it, the others give undefined
      return typeof time === 'string' ? Date.parse(time) : null
    },
  })
}

/** One object, by its id where the vendor offers that, else out of its list. */
export async function readOne<R extends Resource>(
  gateway: Gateway,
  resource: R,
  params: Params,
  options: ReadOptions,
): Promise<EntityOf<R>> {
  const id = params[resource.idParam] ?? ''
  const template = `${resource.path}/:${resource.idParam}`
  // Also checks the id where it is only looked for in a list.
  const call = gateway.prepare(template, { ...options, api: resource.api, params })
  if (resource.operations.includes('get')) {
    return await perform(gateway, call, { read: (answer) => readObject(resource, answer) })
  }
  const { items } = await collectAll(gateway, resource, params, {}, options)
  const found = items.find((item) => idOf(resource, item) === id)
  if (found === undefined) throw new ApiError('not_found', `There is no such ${resource.label.one}.`)
  return found
}

/** Pages by token, one after the other; a token stands for a place in the list, so nothing shifts. */
async function collectByToken<R extends Resource>(
  gateway: Gateway,
  resource: R,
  params: Params,
  query: EstQuery,
  options: ReadOptions,
): Promise<EstCollection<EntityOf<R>>> {
  const types = query.type === undefined ? numberTypes : [String(query.type)]
  const readings = await Promise.all(
    types.map(async (type) => {
      const items: EntityOf<R>[] = []
      const tokens = new Set<string>()
      let total = 0
      for (let pageToken = ''; ;) {
        const paging: CallOptions['query'] = pageToken === '' ? { type } : { type, pageToken }
        const page = await listPage(gateway, resource, params, { ...query, ...paging }, options)
        items.push(...page.items)
        total = page.totalItems ?? items.length
        pageToken = page.nextPageToken
        if (pageToken === '') return { items, total, complete: true }
        // A token that comes again would go round for ever.
        if (tokens.has(pageToken)) return { items, total, complete: false }
        tokens.add(pageToken)
      }
    }),
  )
  const byId = new Map(readings.flatMap(({ items }) => items).map((item) => [idOf(resource, item), item]))
  return {
    items: [...byId.values()],
    totalItems: readings.reduce((sum, { total }) => sum + total, 0),
    complete: readings.every(({ complete }) => complete),
  }
}
