import { accessControlLists } from '@/lib/resources/access-control-lists'
import { itemRoutes } from '@/lib/server/resource-routes'

export const { GET, PUT, DELETE } = itemRoutes(accessControlLists)

export const dynamic = 'force-dynamic'
