/** What can be wrong with a project's configuration, the worst first. */
export const attentionKinds = [
  'no_endpoint',
  'registered_trap',
  'acl_finding',
  'acl_disabled',
  'no_authorisation',
  'single_endpoint',
  'unassigned_numbers',
  'unused_country',
] as const
export type AttentionKind = (typeof attentionKinds)[number]

/** One object that needs attention: its id leads to the page that mends it. */
export interface AttentionEntry {
  id: string
  name: string
  /** What there is to say beyond the kind: a count, a user name, a finding. */
  detail?: string | number
}

/** All objects with one kind of trouble. */
export interface AttentionGroup {
  kind: AttentionKind
  entries: AttentionEntry[]
}

interface Named {
  id: string
  name: string
}

/** What is known of a trunk's endpoints. */
export interface KnownEndpoints {
  enabled: number
  enabledStatic: number
  registered: readonly { name: string; username: string; enabled: boolean }[]
}

interface KnownUsers {
  usernames: readonly string[]
  trunks: readonly string[] | null
}

/** A project's configuration as far as it could be read; what could not is null, and nothing is said about it. */
export interface Configuration {
  trunks: readonly (Named & { enableCallForward: boolean })[]
  accessControlLists:
    readonly (Named & { enabled: boolean; trunks: readonly string[]; finding?: string })[] | null
  /** `usernames` is empty where the vendor does not name the users of a list; `trunks` is null where nobody has looked yet. */
  credentialLists: readonly (Named & KnownUsers)[] | null
  numbersByTrunk: ReadonlyMap<string, number> | null
  unassignedNumbers: number | null
  /** By trunk id; a trunk that is missing was not examined yet. */
  endpoints: ReadonlyMap<string, KnownEndpoints>
  unusedCountries: readonly Named[] | null
}

/**
 * Everything that needs attention, by kind. Nothing is guessed: a trunk whose endpoints, lists or numbers are unknown is left out of
 * what would depend on them.
 */
export function attentionOf(configuration: Configuration): AttentionGroup[] {
  const found: Record<AttentionKind, AttentionEntry[]> = {
    ...ofTrunks(configuration),
    ...ofLists(configuration),
    unassigned_numbers: configuration.unassignedNumbers
      ? [{ id: '', name: '', detail: configuration.unassignedNumbers }]
      : [],
    unused_country: (configuration.unusedCountries ?? []).map(({ id, name }) => ({ id, name })),
  }
  return attentionKinds
    .map((kind) => ({ kind, entries: found[kind] }))
    .filter(({ entries }) => entries.length > 0)
}

function ofTrunks(configuration: Configuration) {
  const { trunks, numbersByTrunk, endpoints, accessControlLists, credentialLists } = configuration
  const linked = accessControlLists && credentialLists && linkedTrunks(accessControlLists, credentialLists)
  const registeredUsers = credentialLists && usersOf(credentialLists)
  const found = {
    no_endpoint: [] as AttentionEntry[],
    single_endpoint: [] as AttentionEntry[],
    no_authorisation: [] as AttentionEntry[],
    registered_trap: [] as AttentionEntry[],
  }
  for (const { id, name, enableCallForward } of trunks) {
    const known = endpoints.get(id)
    if (!known) continue
    const numbers = numbersByTrunk?.get(id) ?? 0
    if (numbers > 0 && !enableCallForward && known.enabled <= 1)
      found[known.enabled === 0 ? 'no_endpoint' : 'single_endpoint'].push({ id, name, detail: numbers })
    // The address of a static endpoint authorises outbound calls as a range of a linked list does.
    if (linked && !linked.has(id) && known.enabledStatic === 0) found.no_authorisation.push({ id, name })
    const trapped =
      registeredUsers &&
      known.registered.find((one) => one.enabled && registeredUsers.isTrapped(id, one.username))
    if (trapped) found.registered_trap.push({ id, name, detail: trapped.username })
  }
  return found
}

function ofLists({ accessControlLists, trunks }: Configuration) {
  const there = new Set(trunks.map(({ id }) => id))
  const lists = accessControlLists ?? []
  return {
    acl_disabled: lists
      .filter(({ enabled, trunks: using }) => !enabled && using.some((id) => there.has(id)))
      .map(({ id, name, trunks: using }) => ({ id, name, detail: using.length })),
    acl_finding: lists
      .filter(({ finding }) => finding !== undefined)
      .map(({ id, name, finding }) => ({ id, name, detail: finding })),
  }
}

/** The trunks that any of the lists is linked to; null while that is not known of every list. */
function linkedTrunks(
  ...kinds: readonly (readonly { trunks: readonly string[] | null }[])[]
): ReadonlySet<string> | null {
  const linked = kinds.flat().map(({ trunks }) => trunks)
  return linked.includes(null) ? null : new Set(linked.flatMap((trunks) => trunks ?? []))
}

/**
 * Creating a registered endpoint checks only that the user name exists in the project; unless its list is linked to the trunk, every
 * REGISTER fails with 401 while everything looks healthy.
 */
function usersOf(lists: readonly KnownUsers[]) {
  const trunksOfUser = new Map<string, string[]>()
  const trunksOfUnnamed = new Set<string>()
  const usersAnywhere = new Set<string>()
  let isAnyoneAnywhere = false
  for (const { usernames, trunks } of lists) {
    if (trunks === null) {
      for (const username of usernames) usersAnywhere.add(username)
      isAnyoneAnywhere ||= usernames.length === 0
      continue
    }
    if (usernames.length === 0) for (const id of trunks) trunksOfUnnamed.add(id)
    for (const username of usernames)
      trunksOfUser.set(username, [...(trunksOfUser.get(username) ?? []), ...trunks])
  }
  return {
    isTrapped: (trunkId: string, username: string) =>
      !isAnyoneAnywhere &&
      !usersAnywhere.has(username) &&
      !trunksOfUnnamed.has(trunkId) &&
      !trunksOfUser.get(username)?.includes(trunkId),
  }
}
