import { endpoints } from '@/lib/resources/endpoints'
import { collectionRoutes } from '@/lib/server/resource-routes'

export const { GET, POST } = collectionRoutes(endpoints)

export const dynamic = 'force-dynamic'
