import { ipRanges } from '@/lib/resources/access-control-lists'
import { itemRoutes } from '@/lib/server/resource-routes'

export const { GET, PUT, DELETE } = itemRoutes(ipRanges)

export const dynamic = 'force-dynamic'
