import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api, projectApiPath } from '@/lib/client/api'
import type { CallTotals } from '@/lib/rules/call-history'
import { wholeSearch, type CallQuery } from '@/lib/rules/call-query'
import type { CallWindow } from '@/lib/rules/call-window'
import { asking, totalsKey } from './calls-query'

/** Sums over everything that a search of the archive finds, in a zone that says when a day begins, with the window they are of. */
export function callTotalsQuery(
  projectId: string,
  query: CallQuery,
  window: CallWindow,
  zone: string | undefined,
) {
  const asked = asking({ ...query, cursor: undefined, zone }, window, wholeSearch)
  return queryOptions({
    queryKey: [...totalsKey(projectId), { search: asked.key }],
    queryFn: async ({ signal }) => {
      const search = asked.searchNow()
      const totals = await api<CallTotals>(
        'GET',
        `${projectApiPath(projectId, 'calls', 'totals')}?${search}`,
        { signal },
      )
      const of = new URLSearchParams(search)
      return { ...totals, start: of.get('start') ?? window.start, end: of.get('end') ?? window.end }
    },
    placeholderData: keepPreviousData,
    // Sums are dearer than rows: they go on with Refresh, not by themselves.
    staleTime: Infinity,
    refetchOnWindowFocus: false,
  })
}

/** Sums with the window they were made over. */
export type TotalsOfWindow = CallTotals & CallWindow
