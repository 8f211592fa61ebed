import { countryPermissions } from '@/lib/resources/country-permissions'
import { collectionRoutes } from '@/lib/server/resource-routes'

export const { GET } = collectionRoutes(countryPermissions)

export const dynamic = 'force-dynamic'
