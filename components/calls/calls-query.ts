import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api, projectApiPath } from '@/lib/client/api'
import { ApiError } from '@/lib/errors'
import type { ArchivedCall, CallCount, FoundCalls } from '@/lib/rules/call-history'
import { callSearch, resolveWindow, wholeSearch, type CallQuery } from '@/lib/rules/call-query'
import type { CallPreset, CallWindow } from '@/lib/rules/call-window'

const followEveryMs = 15_000

/** True for a search of the archive that goes with the time: a named window, from its newest call on. */
export function followsTime(query: CallQuery): boolean {
  const { source, cursor, start, end } = query
  return source === 'archive' && [cursor, start, end].every((value) => value === undefined)
}

/** The name of the window of a search; undefined for one between two times. */
export function namedWindow({ last, start, end }: CallQuery): CallPreset | undefined {
  return last ?? (start === undefined && end === undefined ? '24h' : undefined)
}

/**
 * The parts that queries over a search share. One that goes with the time has its window made anew whenever it is asked, and is asked again
 * every 15 seconds while the page is in sight; any other window is closed, and what happens after it is asked for with Refresh.
 */
export function asking(
  query: CallQuery,
  window: CallWindow,
  searchOf: (query: CallQuery, window: CallWindow) => URLSearchParams,
) {
  const follows = followsTime(query)
  const key = searchOf(query, window)
  if (follows) {
    for (const name of ['start', 'end']) key.delete(name)
    key.set('last', query.last ?? '24h')
  }
  return {
    key: key.toString(),
    searchNow: () => searchOf(query, follows ? resolveWindow(query, Date.now()) : window).toString(),
    refetchInterval: follows ? followEveryMs : (false as const),
    staleTime: follows ? followEveryMs : Infinity,
    refetchOnWindowFocus: follows,
  }
}

// In which zone times are shown makes no other search, unless the zone says when a month began.
function withoutZone(query: CallQuery): CallQuery {
  return followsTime(query) && query.last === 'month' ? query : { ...query, zone: undefined }
}

/** A page of calls; the page before stays until it is there. */
export function callsQuery(projectId: string, query: CallQuery, window: CallWindow) {
  const { key, searchNow, ...when } = asking(withoutZone(query), window, callSearch)
  return queryOptions({
    queryKey: ['projects', projectId, 'calls', { search: key }],
    queryFn: ({ signal }) =>
      api<FoundCalls>('GET', `${projectApiPath(projectId, 'calls')}?${searchNow()}`, { signal }),
    placeholderData: keepPreviousData,
    ...when,
  })
}

/** How many calls a search of the archive finds. */
export function callCountQuery(projectId: string, query: CallQuery, window: CallWindow) {
  const { key, searchNow, ...when } = asking(withoutZone(query), window, wholeSearch)
  return queryOptions({
    queryKey: ['projects', projectId, 'calls', 'count', { search: key }],
    queryFn: ({ signal }) =>
      api<CallCount>('GET', `${projectApiPath(projectId, 'calls', 'count')}?${searchNow()}`, { signal }),
    ...when,
  })
}

/** The sums of a project's searches. */
export function totalsKey(projectId: string) {
  return ['projects', projectId, 'calls', 'totals'] as const
}

/** One call with the other records of the same forwarded pair. */
export interface CallWithLegs {
  call: ArchivedCall
  legs: ArchivedCall[]
  trunkNames: Record<string, string>
}

/** One call out of the archive, by its id. */
export function callQuery(projectId: string, callId: string) {
  return queryOptions({
    queryKey: ['projects', projectId, 'calls', 'one', callId],
    queryFn: async ({ signal }) => {
      const found = await api<Partial<CallWithLegs>>('GET', projectApiPath(projectId, 'calls', callId), {
        signal,
      })
      // An address may name something that the API has beside the calls, such as their count.
      if (found.call?.callId !== callId) throw new ApiError('not_found', 'There is no such call.')
      return found as CallWithLegs // what has a call has the rest
    },
  })
}
