import { queryOptions } from '@tanstack/react-query'
import { api, projectApiPath } from '@/lib/client/api'
import { pollEvery } from '@/lib/client/poll'
import type { AttentionGroup } from '@/lib/rules/attention'

/** One thing that was changed through this console. */
export interface RecentChange {
  id: string
  at: string
  actor: string
  action: string
  /** The id of the object. */
  target: string | null
  /** What the object goes by; null when the record does not say. */
  name: string | null
  outcome: string | null
  /** Why it was refused or failed. */
  reason: string | null
}

/** What the overview shows; a part that could not be read is null. */
export interface Overview {
  counts: Record<
    | 'trunks'
    | 'accessControlLists'
    | 'credentialLists'
    | 'phoneNumbers'
    | 'unassignedNumbers'
    | 'enabledCountries'
    | 'callBlockingRules',
    number | null
  >
  calls: { start: string; end: string; total: number; byResult: Record<string, number> } | null
  ageSeconds: number | null
  stale: boolean
  staleReason?: string
  /** A part is being read still, so it is worth asking again soon. */
  refreshing: boolean
  recentChanges: RecentChange[]
}

const pollWhileRefreshingMs = 2_000

/** The overview of a project; while the vendor is down it is asked for more often, so that the page heals by itself. */
export function overviewQuery(projectId: string) {
  return queryOptions({
    queryKey: ['projects', projectId, 'overview'],
    queryFn: ({ signal }) => api<Overview>('GET', projectApiPath(projectId, 'overview'), { signal }),
    refetchInterval: (query) =>
      pollEvery(query.state.data?.refreshing ? pollWhileRefreshingMs : undefined)(query),
  })
}

/** What needs attention, as the server found it. */
export interface Attention {
  groups: (AttentionGroup & { total: number })[]
  examined: number
  trunks: number
  ageSeconds: number
  missing: { part: string; reason: string }[]
  stale: boolean
}

const pollWhileExaminingMs = 5_000

/** What needs attention in a project; asked for more often while the console is still going through the trunks. */
export function attentionQuery(projectId: string) {
  return queryOptions({
    queryKey: ['projects', projectId, 'overview', 'attention'],
    queryFn: ({ signal }) => api<Attention>('GET', projectApiPath(projectId, 'attention'), { signal }),
    refetchInterval: (query) => {
      const { data } = query.state
      return pollEvery(data && data.examined < data.trunks ? pollWhileExaminingMs : undefined)(query)
    },
  })
}
