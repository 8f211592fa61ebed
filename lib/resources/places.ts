/**
 * Where trunks live and what a write to them changes. Apart from the definition because a page that shows a list needs this and no schema,
 * and the schemas bring zod, 27 kB of script, to every page that imports them.
 */
export const trunkPlace = {
  path: '/trunks',
  touches: ['accessControlLists', 'credentialLists', 'phoneNumbers'],
} as const

/** Where country permissions live; a write to one changes no other collection. */
export const countryPermissionPlace = { path: '/countryPermissions', touches: [] } as const
