import { trunks } from '@/lib/resources/trunks'
import { collectionRoutes } from '@/lib/server/resource-routes'
import { joinTrunks } from '@/lib/server/trunk-rows'

export const { GET, POST } = collectionRoutes(trunks, joinTrunks)
export const dynamic = 'force-dynamic'
