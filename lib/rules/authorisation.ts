import type { accessControlLists } from '../resources/access-control-lists'
import type { credentialLists } from '../resources/credential-lists'
import type { EntityOf } from '../resources/define'
import type { endpoints } from '../resources/endpoints'

type AccessControlList = Pick<EntityOf<typeof accessControlLists>, 'id' | 'name' | 'enabled' | 'ipRanges'>
type CredentialList = Pick<EntityOf<typeof credentialLists>, 'id' | 'name' | 'credentials'>
type Endpoint = Pick<
  EntityOf<typeof endpoints>,
  'id' | 'name' | 'enabled' | 'isRegistered' | 'address' | 'credentialUsername'
>

/** What decides which outbound calls of a trunk are let through. */
export interface Authorisation {
  accessControlLists: readonly AccessControlList[]
  credentialLists: readonly CredentialList[]
  endpoints: readonly Endpoint[]
}

/** One source from which outbound calls are let through, with everything that it comes from. */
export interface Source {
  /** CIDR for IPv4, else the address or name as it is. */
  text: string
  from: { kind: 'list' | 'endpoint'; id: string; name: string; description: string; isOff: boolean }[]
}

/** What is asked of an outbound call: nothing helps, the source IP, a user name and password, or both. */
export type Check = 'refused' | 'address' | 'digest' | 'both'

/** The source IPs of a trunk: the ranges of its linked and enabled lists, the addresses of its static endpoints; IPv4 in order, then the rest. */
export function effectiveSources({ accessControlLists, endpoints }: Authorisation): Source[] {
  const sources = new Map<string, Source>()
  const add = (text: string, from: Source['from'][number]) => {
    const source = sources.get(text) ?? { text, from: [] }
    source.from.push(from)
    sources.set(text, source)
  }
  for (const { id, name, enabled, ipRanges } of accessControlLists)
    for (const { ipAddress, range, description } of enabled ? ipRanges : [])
      add(`${ipAddress}/${range ?? 32}`, { kind: 'list', id, name, description, isOff: false })
  for (const { id, name, enabled, isRegistered, address } of endpoints)
    if (!isRegistered && address !== '')
      add(ipv4Value(address) === undefined ? address : `${address}/32`, {
        kind: 'endpoint',
        id,
        name,
        description: '',
        isOff: !enabled,
      })
  return [...sources.values()].sort(bySourceOrder)
}

/** The sources that do not come from endpoints alone that are switched off: whether the address of one still counts is not published. */
function reliable(authorisation: Authorisation): string[] {
  const sources = effectiveSources(authorisation).filter(({ from }) => from.some(({ isOff }) => !isOff))
  return sources.map(({ text }) => text)
}

/** What is asked of an outbound call (contract 6.5): where an access control list and a credential list are linked, both are enforced. */
export function outboundCheck(authorisation: Authorisation): Check {
  const { accessControlLists, credentialLists } = authorisation
  const asksDigest = credentialLists.length > 0
  if (asksDigest) return accessControlLists.some(({ enabled }) => enabled) ? 'both' : 'digest'
  return reliable(authorisation).length > 0 ? 'address' : 'refused'
}

/**
 * The registered endpoints whose user is in no linked list: the vendor takes them, and refuses each REGISTER with 401 (contract 6.4). A
 * linked list of which the vendor does not show the users may hold any of them, so then none is named.
 */
export function trappedEndpoints<One extends Endpoint>(
  endpoints: readonly One[],
  linked: readonly CredentialList[],
): One[] {
  if (linked.some(({ credentials }) => credentials.length === 0)) return []
  return endpoints.filter(
    ({ isRegistered, credentialUsername }) =>
      isRegistered && credentialUsername !== '' && !linked.some((list) => hasUser(list, credentialUsername)),
  )
}

/** True when the list holds this user. */
export function hasUser(list: Pick<CredentialList, 'credentials'>, username: string): boolean {
  return list.credentials.some((credential) => credential.username === username)
}

/** What stops working, or opens, when this list is taken off the trunk, in sentences. */
export function unlinkEffects(before: Authorisation, listId: string): string[] {
  const after = {
    ...before,
    accessControlLists: before.accessControlLists.filter(({ id }) => id !== listId),
    credentialLists: before.credentialLists.filter(({ id }) => id !== listId),
  }
  const users = before.credentialLists.find(({ id }) => id === listId)
  const ranges = before.accessControlLists.find(({ id }) => id === listId)
  if (users) return [...registrationsLost(after, users), credentialsLost(before, after, users)]
  return ranges ? [rangesLost(before, after, ranges)] : []
}

const nothingLeft =
  'Nothing else lets outbound calls through: every outbound call of this trunk will be refused.'

function rangesLost(before: Authorisation, after: Authorisation, { enabled }: AccessControlList): string {
  if (!enabled) return 'The list is switched off, so it lets no call through now and none is lost.'
  const check = outboundCheck(after)
  if (check === 'refused') return nothingLeft
  if (check === 'digest')
    return 'The source IP is not asked for any more: calls from any address with a user name and password of a linked credential list are let through.'
  const left = new Set(reliable(after))
  const lost = reliable(before).filter((text) => !left.has(text))
  if (lost.length === 0)
    return 'Every address of it is let through by something else as well, so no call is lost.'
  return `Outbound calls from ${listed(lost)} will be refused.`
}

function registrationsLost(after: Authorisation, { credentials }: CredentialList): string[] {
  const names = new Set(credentials.map(({ username }) => username))
  const lost = trappedEndpoints(after.endpoints, after.credentialLists).filter(({ credentialUsername }) =>
    names.has(credentialUsername),
  )
  if (lost.length === 0) return []
  const who = listed(lost.map(({ name }) => `“${name}”`))
  const them = lost.length === 1 ? 'it' : 'them'
  return [
    `${who} cannot register any more: each REGISTER is refused with 401, and inbound calls no longer reach ${them}.`,
  ]
}

function credentialsLost(
  before: Authorisation,
  after: Authorisation,
  { credentials }: CredentialList,
): string {
  const check = outboundCheck(after)
  if (check === 'refused') return nothingLeft
  if (check === 'address')
    return 'Outbound calls are let through by their source IP alone: no user name and password is asked for any more.'
  const kept = (username: string) => after.credentialLists.some((list) => hasUser(list, username))
  const lost = credentials.map(({ username }) => username).filter((username) => !kept(username))
  return lost.length === 0
    ? 'Its users are in another linked credential list as well, so no call is lost.'
    : `Outbound calls that sign in as ${listed(lost)} will be refused.`
}

const namedAtMost = 5

/** Texts as one names them in a sentence, five at most: "a, b and c". */
export function listed(texts: readonly string[]): string {
  const shown = texts.slice(0, namedAtMost)
  const more = texts.length - shown.length
  if (more > 0) return `${shown.join(', ')} and ${more} more`
  return shown.length === 1 ? (shown[0] ?? '') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1) ?? ''}`
}

/** The address as one number; undefined for what is no IPv4 address. */
function ipv4Value(address: string): number | undefined {
  const parts = address.split('.').map((part) => (/^\d{1,3}$/.test(part) ? Number(part) : NaN))
  if (parts.length !== 4 || parts.some((part) => !(part <= 255))) return undefined
  return parts.reduce((value, part) => value * 256 + part, 0)
}

function bySourceOrder(one: Source, other: Source): number {
  const [[address = '', range], [otherAddress = '', otherRange]] = [
    one.text.split('/'),
    other.text.split('/'),
  ]
  const [value, otherValue] = [ipv4Value(address), ipv4Value(otherAddress)]
  if (value === undefined || otherValue === undefined)
    return value === otherValue ? one.text.localeCompare(other.text, 'en') : value === undefined ? 1 : -1
  return value - otherValue || Number(range) - Number(otherRange)
}
