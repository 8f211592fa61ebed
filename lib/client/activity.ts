import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query'
import { api, pathOf } from './api'

/** One write through this console, as it was recorded. */
export interface Activity {
  id: string
  seq: number
  at: string
  finishedAt: string | null
  actor: string
  address: string
  requestId: string
  projectId: string | null
  action: string
  /** The id of the object; of what is inside another one, both with a slash between. */
  target: string | null
  /** What the object goes by; null when the record does not say. */
  name: string | null
  outcome: 'ok' | 'failed' | 'unknown'
  /** Why it failed, or what else is to be said about it. */
  note: string | null
  before: Record<string, unknown> | null
  /** What was sent. */
  input: Record<string, unknown> | null
}

/** The names of the filters, in our API as in the address of the page. */
export const activityFilters = [
  'person',
  'object',
  'action',
  'outcome',
  'since',
  'until',
  'requestId',
] as const

/** What the activity is searched by; an empty text is no filter. */
export type ActivityFilters = Record<(typeof activityFilters)[number], string>

/** What the address of the page searches by. */
export function readActivityFilters(search: Pick<URLSearchParams, 'get'>): ActivityFilters {
  const values = activityFilters.map((name) => [name, search.get(name) ?? ''])
  return Object.fromEntries(values) as ActivityFilters // every name of a filter is there
}

const pollMs = 30_000

/** The activity of a project, or without one that of the console as a whole; page by page, newest first. */
export function activityQuery(projectId: string | undefined, filters: ActivityFilters) {
  const segments = projectId === undefined ? ['activity'] : ['projects', projectId, 'activity']
  const search = new URLSearchParams(Object.entries(filters).filter(([, value]) => value !== ''))
  return infiniteQueryOptions({
    queryKey: [...segments, search.toString()],
    queryFn: async ({ pageParam, signal }) => {
      const page = new URLSearchParams(search)
      if (pageParam !== null) page.set('before', String(pageParam))
      const path = `/api${pathOf(...segments)}?${page.toString()}`
      return await api<{ items: Activity[]; next: number | null }>('GET', path, { signal })
    },
    initialPageParam: null as number | null, // the first page begins nowhere; the others name their beginning
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
    // Who has gone far back reads on in peace: all pages would be asked for again.
    refetchInterval: ({ state }) => ((state.data?.pages.length ?? 0) > 1 ? false : pollMs),
  })
}
