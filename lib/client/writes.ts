import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { EntityOf, InputOf, ParamsOf, PlaceOf, Resource } from '@/lib/resources/define'
import { pathOf, request } from './api'
import { collectionSegments } from './queries'

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
