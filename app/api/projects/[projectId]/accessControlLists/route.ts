import { accessControlLists } from '@/lib/resources/access-control-lists'
import { joinAccessControlLists } from '@/lib/server/access-control-list-rows'
import { listPolicy } from '@/lib/server/range-policy'
import { collectionRoutes } from '@/lib/server/resource-routes'

export const { GET, POST } = collectionRoutes(accessControlLists, joinAccessControlLists, listPolicy)

export const dynamic = 'force-dynamic'
