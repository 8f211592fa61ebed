/** Roles in rising order: each one may do all that the ones before it may. */
export const roles = ['viewer', 'operator', 'admin'] as const

/** A role of a person who signs in here. */
export type Role = (typeof roles)[number]

/** True when `role` includes everything that `needed` may do. */
export function hasRole(role: Role, needed: Role): boolean {
  return roles.indexOf(role) >= roles.indexOf(needed)
}

/** What each role may do, in the words of the interface. */
export const roleMeaning: Record<Role, string> = {
  viewer: 'Sees everything, changes nothing',
  operator: 'Changes trunks and everything that belongs to them',
  admin: 'Manages projects, keys and users as well',
}
