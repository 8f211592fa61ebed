import { countryPermissions } from '@/lib/resources/country-permissions'
import { itemRoutes } from '@/lib/server/resource-routes'

export const { GET, PUT } = itemRoutes(countryPermissions)

export const dynamic = 'force-dynamic'
