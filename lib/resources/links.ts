/** A set of ids attached to a trunk. Links have no object of their own, so they carry no entity tag. */
export interface TrunkLink {
  /** Path below the project, with the trunk's id as `:trunkId`. */
  readonly path: '/trunks/:trunkId/accessControlLists' | '/trunks/:trunkId/credentialLists'
  /** Key of the id array in requests and answers. */
  readonly idsKey: 'accessControlListIds' | 'credentialListIds'
  /** Key under which some answers carry whole objects instead of ids. */
  readonly objectsKey: 'accessControlLists' | 'credentialLists'
}

/** Access control lists linked to a trunk; adding appends, and the answer echoes only what was sent. */
export const trunkAccessControlLists: TrunkLink = {
  path: '/trunks/:trunkId/accessControlLists',
  idsKey: 'accessControlListIds',
  objectsKey: 'accessControlLists',
}

/** Credential lists linked to a trunk; the service answers with objects, its documents say ids. */
export const trunkCredentialLists: TrunkLink = {
  path: '/trunks/:trunkId/credentialLists',
  idsKey: 'credentialListIds',
  objectsKey: 'credentialLists',
}
