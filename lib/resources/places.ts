/**
 * Where trunks live and what a write to them changes. Apart from the definition because a page that shows a list needs this and no schema,
 * and the schemas bring zod, 27 kB of script, to every page that imports them.
 */
export const trunkPlace = {
  path: '/trunks',
  touches: ['accessControlLists', 'credentialLists', 'phoneNumbers'],
} as const

/** The same for the endpoints of a trunk. */
export const endpointPlace = { path: '/trunks/:trunkId/endpoints', touches: ['trunks'] } as const

/** The same for access control lists. */
export const accessControlListPlace = { path: '/accessControlLists', touches: ['trunks'] } as const

/** The same for credential lists. */
export const credentialListPlace = { path: '/credentialLists', touches: ['trunks'] } as const
