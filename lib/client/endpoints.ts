import type { endpoints } from '@/lib/resources/endpoints'
import { endpointPlace } from '@/lib/resources/places'
import { listQuery } from './queries'

/** As many as one answer may hold. */
export const mostEndpoints = 500

/** All endpoints of a trunk in the order in which they are tried; as many as one answer may hold. */
export function endpointsQuery(projectId: string, trunkId: string) {
  const search = { sort: 'priority', pageSize: mostEndpoints }
  return listQuery<typeof endpoints>(endpointPlace, projectId, { trunkId }, search)
}
