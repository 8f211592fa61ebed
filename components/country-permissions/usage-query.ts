import { queryOptions } from '@tanstack/react-query'
import { api, pathOf } from '@/lib/client/api'

/** Outbound calls by dialling code over the last days. */
export interface CountryUsage {
  days: number
  items: { code: string; calls: number | null }[]
  /** More is being counted, so it is worth asking again. */
  counting: boolean
  ageSeconds: number | null
  /** Why the rest could not be counted. */
  failure?: string
}

const pollWhileCountingMs = 1_500
const pollAfterFailureMs = 30_000
const pollMs = 5 * 60_000

/** How many calls went to each dialling code; asked again while the console still counts. */
export function usageQuery(projectId: string) {
  const segments = ['projects', projectId, 'countryPermissions', 'usage']
  return queryOptions({
    queryKey: segments,
    queryFn: ({ signal }) => api<CountryUsage>('GET', `/api${pathOf(...segments)}`, { signal }),
    refetchInterval: ({ state: { data, error } }) =>
      data?.counting ? pollWhileCountingMs : data?.failure || error ? pollAfterFailureMs : pollMs,
  })
}
