import { trunks } from '@/lib/resources/trunks'
import { itemRoutes } from '@/lib/server/resource-routes'

export const { GET, PUT, DELETE } = itemRoutes(trunks)

export const dynamic = 'force-dynamic'
