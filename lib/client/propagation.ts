import { queryOptions } from '@tanstack/react-query'
import { api, projectApiPath } from './api'

/** A trunk on which a change is on its way to the vendor's SIP edge. */
export interface Propagating {
  trunkId: string
  /** Null where the console does not have it at hand. */
  trunkName: string | null
  /** What was changed, in words. */
  reason: string
  changedAt: string
  secondsLeft: number
}

// How soon a change by somebody else is seen.
const everyMs = 5_000

/** What of a project is on its way to the SIP edge, the latest change first. */
export function propagationQuery(projectId: string) {
  return queryOptions({
    queryKey: ['projects', projectId, 'propagation'],
    queryFn: async ({ signal }) =>
      (
        await api<{ items: Propagating[] }>('GET', projectApiPath(projectId, 'propagation'), {
          signal,
        })
      ).items,
    refetchInterval: everyMs,
    refetchOnWindowFocus: 'always',
  })
}
