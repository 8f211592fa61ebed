import { listQuery } from '@/lib/client/queries'
import { trunkPlace } from '@/lib/resources/places'
import type { trunks } from '@/lib/resources/trunks'

/** Tells whether the project has any trunk. */
export function firstTrunkQuery(projectId: string) {
  return listQuery<typeof trunks>(trunkPlace, projectId, {}, { pageSize: 1 })
}
