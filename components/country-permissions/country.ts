import type { Tagged } from '@/lib/client/queries'
import type { countryPermissions } from '@/lib/resources/country-permissions'
import type { EntityOf } from '@/lib/resources/define'
import type { CountryCalls } from '@/lib/rules/dialling-codes'

/** A country as the vendor lists it, with the tag that a change of it needs. */
export type Country = Tagged<EntityOf<typeof countryPermissions>>

/** A country with what is known of the calls to it. */
export interface CountryRow {
  country: Country
  usage: CountryCalls
}

/** Enabled, and certain to have had no call in the time that was counted. */
export function isUnused({ country, usage }: CountryRow): boolean {
  return country.enabled && usage.calls === 0
}

/** Blocked, and yet dialled in the time that was counted. A count that is shared with other countries says nothing about this one. */
export function isDialledInVain({ country, usage }: CountryRow): boolean {
  return !country.enabled && usage.sharedWith.length === 0 && (usage.calls ?? 0) > 0
}
