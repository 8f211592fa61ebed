import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { api, projectApiPath } from '@/lib/client/api'
import type { SavedSearch } from '@/lib/rules/call-history'

/** The searches of a project that somebody keeps, by name. */
export function savedSearchesQuery(projectId: string) {
  return queryOptions({
    queryKey: ['projects', projectId, 'savedSearches'],
    queryFn: async ({ signal }) =>
      (
        await api<{ items: SavedSearch[] }>('GET', projectApiPath(projectId, 'savedSearches'), {
          signal,
        })
      ).items,
  })
}

function useSavedSearchWrite<Input>(projectId: string, write: (input: Input) => Promise<unknown>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: write,
    onSettled: () => client.invalidateQueries(savedSearchesQuery(projectId)),
  })
}

/** Keeps a search under a name. */
export function useSaveSearch(projectId: string) {
  return useSavedSearchWrite(projectId, (body: Pick<SavedSearch, 'name' | 'search'>) =>
    api<SavedSearch>('POST', projectApiPath(projectId, 'savedSearches'), { body }),
  )
}

/** Gives a saved search another name. */
export function useRenameSearch(projectId: string) {
  return useSavedSearchWrite(projectId, ({ id, name, search }: Pick<SavedSearch, 'id' | 'name' | 'search'>) =>
    api<SavedSearch>('PUT', projectApiPath(projectId, 'savedSearches', id), { body: { name, search } }),
  )
}

/** Deletes a saved search, for everyone in the project. */
export function useRemoveSearch(projectId: string) {
  return useSavedSearchWrite(projectId, (id: string) =>
    api<undefined>('DELETE', projectApiPath(projectId, 'savedSearches', id)),
  )
}
