import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { CallCoverage } from '@/lib/rules/call-history'
import { api, projectApiPath } from './api'

const lookEveryMs = 15_000

/** What the archive of a project knows of its calls, as of now. */
export function callCoverageQuery(projectId: string) {
  return queryOptions({
    queryKey: ['projects', projectId, 'calls', 'coverage'],
    queryFn: ({ signal }) =>
      api<CallCoverage>('GET', projectApiPath(projectId, 'calls', 'coverage'), { signal }),
    refetchInterval: lookEveryMs,
  })
}

/** Sets for how many days calls are kept; null keeps them for ever. */
export function useKeepDays(projectId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (keepDays: number | null) =>
      api<unknown>('PUT', projectApiPath(projectId, 'calls', 'archive'), { body: { keepDays } }),
    onSettled: () => client.invalidateQueries({ queryKey: ['projects', projectId, 'calls'] }),
  })
}
