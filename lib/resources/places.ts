/**
 * Where trunks live and what a write to them changes. Apart from the definition because a page that shows a list needs this and no schema,
 * and the schemas bring zod, 27 kB of script, to every page that imports them.
 */
export const trunkPlace = {
  path: '/trunks',
  touches: ['accessControlLists', 'credentialLists', 'phoneNumbers'],
} as const

/** Where credential lists live and what a write to them changes. */
export const credentialListPlace = {
  path: '/credentialLists',
  touches: ['trunks'],
} as const

/** Where call blocking rules live. */
export const callBlockingRulePlace = {
  path: '/callBlockingRules',
  touches: [],
} as const
