import { queryOptions } from '@tanstack/react-query'
import { api, projectApiPath } from './api'

/** A Sinch project with its stored access key, as the console shows it. */
export interface Project {
  id: string
  name: string
  upstream: 'sinch' | 'sandbox'
  keyId: string
  /** False when the key was stored for another token host and has to be entered again. */
  keyUsable: boolean
  createdAt: string
  updatedAt: string
  etag: string
}

/** How the last calls of a project to the vendor went. */
export interface LinkStatus {
  state: 'unknown' | 'ok' | 'slow' | 'unreachable' | 'key_rejected'
  since: string | null
  lastSuccessAt: string | null
  message: string
}

const statusEveryMs = 15_000

/** All projects, for the switcher and the settings. */
export const projectsQuery = queryOptions({
  queryKey: ['projects'],
  queryFn: async ({ signal }) => (await api<{ items: Project[] }>('GET', '/api/projects', { signal })).items,
})

/** The state of the link to the vendor; asking is also what notices that it healed. */
export function linkStatusQuery(projectId: string) {
  return queryOptions({
    queryKey: ['projects', projectId, 'status'],
    queryFn: ({ signal }) => api<LinkStatus>('GET', projectApiPath(projectId, 'status'), { signal }),
    refetchInterval: statusEveryMs,
    refetchOnWindowFocus: 'always',
  })
}
