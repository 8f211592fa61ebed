/**
 * Where trunks live and what a write to them changes. Apart from the definition because a page that shows a list needs this and no schema,
 * and the schemas bring zod, 27 kB of script, to every page that imports them.
 */
export const trunkPlace = {
  path: '/trunks',
  touches: ['accessControlLists', 'credentialLists', 'phoneNumbers'],
} as const

/** Where phone numbers live: the union of what is rented and what is assigned, and what a change of it touches. */
export const phoneNumberPlace = {
  path: '/phoneNumbers',
  touches: ['trunks', 'activeNumbers'],
} as const

/** Where rented numbers are read and renamed one by one. */
export const activeNumberPlace = {
  path: '/activeNumbers',
  touches: ['phoneNumbers', 'trunks'],
} as const
