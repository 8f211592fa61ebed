import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { EntityOf, ParamsOf, PlaceOf, Resource } from '@/lib/resources/define'
import { pathOf, request, searchText, type ListSearch } from './api'
import type { CollectionSearch } from './collection-search'
import { windowPageSize } from './window-page-size'

/** An object with the tag that a change of it has to send back. */
export type Tagged<T> = T & { etag: string }

/** One page of a collection as our API answers it. */
export interface ListPage<T> {
  items: Tagged<T>[]
  total: number
  page: number
  pageSize: number
  ageSeconds: number
  stale: boolean
  staleReason?: string
  complete: boolean
}

/** Query key and URL of a collection: the same segments. */
export function collectionSegments<R extends Resource>(
  resource: R | PlaceOf<R>,
  projectId: string,
  params: ParamsOf<R>,
): string[] {
  const values: Readonly<Record<string, string>> = params
  const segments = resource.path.split('/').filter(Boolean)
  return [
    'projects',
    projectId,
    ...segments.map((part) => (part.startsWith(':') ? (values[part.slice(1)] ?? '') : part)),
  ]
}

/** A page of a collection; the last good page stays while the next one loads. */
export function listQuery<R extends Resource, Item = EntityOf<R>>(
  resource: R | PlaceOf<R>,
  projectId: string,
  params: ParamsOf<R>,
  search: ListSearch = {},
) {
  const segments = collectionSegments(resource, projectId, params)
  return queryOptions({
    queryKey: [...segments, { search }],
    queryFn: async ({ signal }) =>
      (await request<ListPage<Item>>('GET', `/api${pathOf(...segments)}${searchText(search)}`, { signal }))
        .body,
    placeholderData: keepPreviousData,
  })
}

/** What a list page asks for first: the page that its address names, or the beginning of a list in one piece. */
export function collectionQuery<R extends Resource, Item = EntityOf<R>>(
  resource: R | PlaceOf<R>,
  projectId: string,
  params: ParamsOf<R>,
  { q, sort, page, pageSize }: CollectionSearch,
  filters: ListSearch = {},
) {
  const asked = pageSize === 'all' ? { page: 1, pageSize: windowPageSize } : { page, pageSize }
  return listQuery<R, Item>(resource, projectId, params, { ...filters, q, sort, ...asked })
}

/** One object with its tag. */
export function itemQuery<R extends Resource>(
  resource: R | PlaceOf<R>,
  projectId: string,
  params: ParamsOf<R>,
  id: string,
) {
  const segments = [...collectionSegments(resource, projectId, params), id]
  return queryOptions({
    queryKey: segments,
    queryFn: async ({ signal }) => {
      const { body, etag, ageSeconds } = await request<EntityOf<R>>('GET', `/api${pathOf(...segments)}`, {
        signal,
      })
      return { ...body, etag: etag ?? '', ageSeconds }
    },
  })
}
