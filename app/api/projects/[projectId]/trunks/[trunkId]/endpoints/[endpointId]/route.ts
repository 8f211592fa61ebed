import { endpoints } from '@/lib/resources/endpoints'
import { itemRoutes } from '@/lib/server/resource-routes'

export const { GET, PUT, DELETE } = itemRoutes(endpoints)

export const dynamic = 'force-dynamic'
