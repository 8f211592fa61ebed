import type { Tagged } from '@/lib/client/queries'
import type { EntityOf } from '@/lib/resources/define'
import type { credentialLists } from '@/lib/resources/credential-lists'

/** By what the list of credential lists can be sorted; the first is the usual order. */
export const credentialListSortKeys = ['name', 'credentials', 'updateTime'] as const

/** A credential list as one read of it gives it: what every write needs. */
export type TaggedCredentialList = Tagged<EntityOf<typeof credentialLists>>

/** Something that is named and has a page. */
export interface Named {
  id: string
  name: string
}

/** A credential list in the table, with the trunks it is linked to; null where that could not be read. */
export type CredentialListRow = TaggedCredentialList & { trunks: Named[] | null }

/** An endpoint that registers with a user of the list. */
export interface RegisteredWith extends Named {
  username: string
  trunkId: string
  trunkName: string
  enabled: boolean
  isLinked: boolean
}

/** What uses a credential list. */
export interface CredentialListUsage {
  trunks: Named[]
  endpoints: RegisteredWith[]
  /** How many trunks have endpoints that are not known yet. */
  unexamined: number
}
