/**
 * Where trunks live and what a write to them changes. Apart from the definition because a page that shows a list needs this and no schema,
 * and the schemas bring zod, 27 kB of script, to every page that imports them.
 */
export const trunkPlace = {
  path: '/trunks',
  touches: ['accessControlLists', 'credentialLists', 'phoneNumbers'],
} as const

/** Where access control lists live and what a write to them changes. */
export const accessControlListPlace = { path: '/accessControlLists', touches: ['trunks'] } as const

/** Where the IP ranges of one list live and what a write to them changes. */
export const ipRangePlace = {
  path: '/accessControlLists/:accessControlListId/ipRanges',
  touches: ['accessControlLists'],
} as const
