/**
 * Where trunks live and what a write to them changes. Apart from the definition because a page that shows a list needs this and no schema,
 * and the schemas bring zod, 27 kB of script, to every page that imports them.
 */
export const trunkPlace = {
  path: '/trunks',
  touches: ['accessControlLists', 'credentialLists', 'phoneNumbers'],
} as const

/** The same for the endpoints of a trunk. */
export const endpointPlace = {
  path: '/trunks/:trunkId/endpoints',
  touches: ['trunks'],
} as const

/** The same for access control lists. */
export const accessControlListPlace = {
  path: '/accessControlLists',
  touches: ['trunks'],
} as const

/** The same for the IP ranges of one access control list. */
export const ipRangePlace = {
  path: '/accessControlLists/:accessControlListId/ipRanges',
  touches: ['accessControlLists'],
} as const

/** The same for credential lists. */
export const credentialListPlace = {
  path: '/credentialLists',
  touches: ['trunks'],
} as const

/** The same for call blocking rules. */
export const callBlockingRulePlace = {
  path: '/callBlockingRules',
  touches: [],
} as const

/** The same for phone numbers: the union of what is rented and what is assigned. */
export const phoneNumberPlace = {
  path: '/phoneNumbers',
  touches: ['trunks', 'activeNumbers'],
} as const

/** The same for rented numbers, read and renamed one by one. */
export const activeNumberPlace = {
  path: '/activeNumbers',
  touches: ['phoneNumbers', 'trunks'],
} as const

/** The same for country permissions; a write to one changes no other collection. */
export const countryPermissionPlace = {
  path: '/countryPermissions',
  touches: [],
} as const
