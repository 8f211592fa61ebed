import { listQuery } from '@/lib/client/queries'
import type { countryPermissions } from '@/lib/resources/country-permissions'
import { countryPermissionPlace } from '@/lib/resources/places'
import type { Country } from './country'

// More than there are countries; the vendor lists them all at once.
const pageSize = 500

/** All country permissions of a project. */
export function countriesQuery(projectId: string) {
  return listQuery<typeof countryPermissions, Country>(countryPermissionPlace, projectId, {}, { pageSize })
}
