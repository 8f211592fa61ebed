import { ipRanges } from '@/lib/resources/access-control-lists'
import { collectionRoutes } from '@/lib/server/resource-routes'

export const { GET, POST } = collectionRoutes(ipRanges)

export const dynamic = 'force-dynamic'
