import type { Endpoint } from './endpoint-row'

/** A credential list with its user names. */
export interface UserList {
  id: string
  name: string
  credentials: readonly { username: string }[]
}

/** What is known of the project's credential lists; null where the vendor could not be read. */
export interface KnownLists {
  lists: readonly UserList[] | null
  /** False when the project has more lists than were read. */
  complete: boolean
  /** Ids of the lists that are linked to this trunk. */
  linked: ReadonlySet<string> | null
}

/** Whether a user name can register on a trunk (contract 6.4): only through a list that is linked to it. */
export type Registration =
  | { state: 'linked'; list: string }
  | { state: 'not_linked'; list: { id: string; name: string } }
  | { state: 'missing' }
  | { state: 'unknown' }

/** Where a user name stands; `unknown` rather than a guess when not everything could be read. */
export function registrationOf(username: string, known: KnownLists): Registration {
  const { lists, linked } = known
  if (username === '' || lists === null || linked === null) return { state: 'unknown' }
  const having = lists.filter(({ credentials }) => credentials.some((one) => one.username === username))
  const joined = having.find(({ id }) => linked.has(id))
  if (joined) return { state: 'linked', list: joined.name }
  const [first] = having
  if (first) return { state: 'not_linked', list: { id: first.id, name: first.name } }
  return { state: known.complete ? 'missing' : 'unknown' }
}

/** False only where it is certain that every REGISTER is refused. */
export function canRegister(endpoint: Endpoint, known: KnownLists): boolean {
  if (!endpoint.isRegistered) return true
  const { state } = registrationOf(endpoint.credentialUsername, known)
  return state === 'linked' || state === 'unknown'
}
