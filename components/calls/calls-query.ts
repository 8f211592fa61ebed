import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api, projectApiPath } from '@/lib/client/api'
import type { EntityOf } from '@/lib/resources/define'
import type { calls } from '@/lib/resources/calls'
import { callSearch, type CallQuery } from '@/lib/rules/call-query'
import type { CallWindow } from '@/lib/rules/call-window'

/** A call as the console reads it. */
export type Call = EntityOf<typeof calls>

/** One page of calls in the vendor's order, with the window that was searched. */
export interface CallsPage {
  items: Call[]
  /** By the id of the trunk, for these calls; those that the console does not know are missing. */
  trunkNames: Record<string, string>
  total: number
  page: number
  pageSize: number
  start: string
  end: string
}

/** A page of calls, asked of the vendor when it is asked here; the page before stays until it is there. */
export function callsQuery(projectId: string, query: CallQuery, window: CallWindow) {
  const search = callSearch(query, window).toString()
  return queryOptions({
    queryKey: ['projects', projectId, 'calls', search],
    queryFn: ({ signal }) =>
      api<CallsPage>('GET', `${projectApiPath(projectId, 'calls')}?${search}`, { signal }),
    placeholderData: keepPreviousData,
    // The window is closed: what happens after it is asked for with Refresh, not by coming back to the tab or the page.
    refetchOnWindowFocus: false,
    staleTime: Infinity,
  })
}
