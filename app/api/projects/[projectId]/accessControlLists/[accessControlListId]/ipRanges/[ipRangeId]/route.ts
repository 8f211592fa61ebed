import { ipRanges } from '@/lib/resources/access-control-lists'
import { rangePolicy } from '@/lib/server/range-policy'
import { itemRoutes } from '@/lib/server/resource-routes'

export const { GET, PUT, DELETE } = itemRoutes(ipRanges, rangePolicy)

export const dynamic = 'force-dynamic'
