import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { EntityOf, InputOf, ParamsOf, PlaceOf, Resource } from '@/lib/resources/define'
import { pathOf, request } from './api'
import { windowPageSize, type CollectionSearch } from './collection-search'

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

/** What a collection can be asked: text, order, page, and the filters of calls. */
export type ListSearch = Readonly<Record<string, string | number | readonly string[] | undefined>>

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

/** Creates an object; resolves when the lists that show it have been asked again. */
export function useCreate<R extends Resource>(
  resource: R | PlaceOf<R>,
  projectId: string,
  params: ParamsOf<R>,
) {
  const segments = collectionSegments(resource, projectId, params)
  const refresh = useRefresh(resource, projectId, segments)
  return useMutation({
    mutationFn: async (input: InputOf<R>) => {
      const { body, etag } = await request<EntityOf<R>>('POST', `/api${pathOf(...segments)}`, { body: input })
      return { ...body, etag: etag ?? '' }
    },
    onSettled: () => refresh(),
  })
}

/** Changes an object on the condition that it still is what `etag` says; else `changed_meanwhile` with the current object. */
export function useUpdate<R extends Resource>(
  resource: R | PlaceOf<R>,
  projectId: string,
  params: ParamsOf<R>,
) {
  const segments = collectionSegments(resource, projectId, params)
  const refresh = useRefresh(resource, projectId, segments)
  return useMutation({
    mutationFn: async ({ id, etag, input }: { id: string; etag: string; input: Partial<InputOf<R>> }) => {
      const path = `/api${pathOf(...segments, id)}`
      const answer = await request<EntityOf<R>>('PUT', path, { body: input, ifMatch: etag })
      return { ...answer.body, etag: answer.etag ?? '', notes: answer.notes }
    },
    onSettled: () => refresh(),
  })
}

/** Removes an object on the condition that it still is what `etag` says. */
export function useRemove<R extends Resource>(
  resource: R | PlaceOf<R>,
  projectId: string,
  params: ParamsOf<R>,
) {
  const segments = collectionSegments(resource, projectId, params)
  const refresh = useRefresh(resource, projectId, segments)
  return useMutation({
    mutationFn: async ({ id, etag }: { id: string; etag: string }) => {
      await request<undefined>('DELETE', `/api${pathOf(...segments, id)}`, { ifMatch: etag })
    },
    onSettled: (_removed, error, { id }) => refresh(error ? undefined : id),
  })
}

/**
 * Marks everything a write may have changed: its collection with all items, the collections that `touches` names, the overview, and what is on
 * its way to the SIP edge. Also after a failed write, since a write whose answer was lost may have happened. What was removed is not asked for again.
 */
function useRefresh(resource: PlaceOf<Resource>, projectId: string, segments: readonly string[]) {
  const client = useQueryClient()
  return async (removedId?: string) => {
    const touched = [...resource.touches, 'overview', 'propagation'].map((name) => [
      'projects',
      projectId,
      name,
    ])
    const isRemoved = (key: readonly unknown[]) =>
      removedId !== undefined && key[segments.length] === removedId
    await Promise.all([
      client.invalidateQueries({ queryKey: segments, predicate: (query) => !isRemoved(query.queryKey) }),
      ...touched.map((queryKey) => client.invalidateQueries({ queryKey })),
    ])
  }
}

function searchText(search: ListSearch): string {
  const values = new URLSearchParams()
  for (const [name, value] of Object.entries(search)) {
    if (value === undefined || value === '' || (Array.isArray(value) && value.length === 0)) continue
    values.set(name, Array.isArray(value) ? value.join(',') : String(value))
  }
  const text = values.toString()
  return text ? `?${text}` : ''
}
