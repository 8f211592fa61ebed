import { ipRanges } from '@/lib/resources/access-control-lists'
import { rangePolicy } from '@/lib/server/range-policy'
import { collectionRoutes } from '@/lib/server/resource-routes'

export const { GET, POST } = collectionRoutes(ipRanges, undefined, rangePolicy)

export const dynamic = 'force-dynamic'
