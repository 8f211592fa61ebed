import { accessControlLists } from '@/lib/resources/access-control-lists'
import { listPolicy } from '@/lib/server/range-policy'
import { itemRoutes } from '@/lib/server/resource-routes'

export const { GET, PUT, DELETE } = itemRoutes(accessControlLists, listPolicy)

export const dynamic = 'force-dynamic'
