import { listQuery } from '@/lib/client/queries'
import type { endpoints } from '@/lib/resources/endpoints'
import { endpointPlace } from '@/lib/resources/places'

/** As many as one answer may hold. */
export const mostRows = 500

/** The endpoints of a trunk, to be compared with the users of its lists. */
export function trunkEndpointsQuery(projectId: string, trunkId: string) {
  return listQuery<typeof endpoints>(endpointPlace, projectId, { trunkId }, { pageSize: mostRows })
}
