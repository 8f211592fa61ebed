import type { DraftAnswers } from '@/lib/client/onboarding'

const longestLabel = 63
const longestBase = 240

// What has no accent that could be taken off.
const spelled: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  ø: 'o',
  œ: 'oe',
  ł: 'l',
  đ: 'd',
  þ: 'th',
}

/** A host name made of a trunk's name: "Malmö office 2" gives "malmo-office-2"; empty where no letter or digit is left. */
export function hostNameFrom(name: string): string {
  return name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[ßæøœłđþ]/g, (letter) => spelled[letter] ?? letter)
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+/, '')
    .slice(0, longestLabel)
    .replace(/-+$/, '')
}

/** What the parts around a trunk are called until somebody says otherwise. */
export function suggestedNames(trunkName: string) {
  const base = trunkName.trim().slice(0, longestBase)
  return {
    accessControlList: base && `${base} sources`,
    credentialList: base && `${base} users`,
    username: hostNameFrom(base),
    endpoint: base && `${base} PBX`,
  }
}

/** The answers with another trunk: names that came from the one before follow it, those that somebody wrote stay. */
export function withTrunk(answers: DraftAnswers, trunk: NonNullable<DraftAnswers['trunk']>): DraftAnswers {
  const before = suggestedNames(answers.trunk?.name ?? '')
  const after = suggestedNames(trunk.name)
  const next: DraftAnswers = { ...answers, trunk }
  const { accessControlList: acl, credentialList: list, endpoint } = answers
  if (acl?.use === 'new' && acl.name === before.accessControlList)
    next.accessControlList = { ...acl, name: after.accessControlList }
  if (list?.use === 'new')
    next.credentialList = {
      ...list,
      name: list.name === before.credentialList ? after.credentialList : list.name,
      usernames: list.usernames.map((name) => (name === before.username ? after.username : name)),
    }
  if (endpoint) {
    const name = endpoint.name === before.endpoint ? after.endpoint : endpoint.name
    // Whoever is in a list that exists keeps the name that it has there.
    const follows =
      endpoint.isRegistered && list?.use === 'new' && endpoint.credentialUsername === before.username
    next.endpoint = follows
      ? { ...endpoint, name, credentialUsername: after.username }
      : { ...endpoint, name }
  }
  return next
}

/**
 * The answers with other users: whoever registers is followed when the name is written anew, and is the first where the name is gone. Of a
 * list that exists somebody has to be chosen.
 */
export function withUsers(
  answers: DraftAnswers,
  credentialList: NonNullable<DraftAnswers['credentialList']>,
): DraftAnswers {
  const { endpoint, credentialList: before } = answers
  const next = { ...answers, credentialList }
  if (!endpoint?.isRegistered) return next
  if (credentialList.use === 'existing') {
    const isSame = before?.use === 'existing' && before.id === credentialList.id
    return isSame ? next : { ...next, endpoint: { ...endpoint, credentialUsername: '' } }
  }
  const { usernames } = credentialList
  if (usernames.includes(endpoint.credentialUsername)) return next
  const place = before?.use === 'new' ? before.usernames.indexOf(endpoint.credentialUsername) : -1
  const credentialUsername = usernames[place] ?? usernames[0] ?? ''
  return { ...next, endpoint: { ...endpoint, credentialUsername } }
}

/** What a part begins with where nobody has answered it yet. */
export function startOf(answers: DraftAnswers) {
  const names = suggestedNames(answers.trunk?.name ?? '')
  const users = answers.credentialList
  return {
    trunk: { use: 'new', name: '', hostName: '' },
    accessControlList: { use: 'new', name: names.accessControlList, lines: '', confirmWideRanges: '' },
    credentialList: { use: 'new', name: names.credentialList, usernames: [names.username] },
    fixedEndpoint: {
      isRegistered: false,
      name: names.endpoint,
      address: '',
      port: usualPort('UDP'),
      transport: 'UDP',
      priority: 1,
    },
    registeredEndpoint: {
      isRegistered: true,
      name: names.endpoint,
      credentialUsername: users?.use === 'new' ? (users.usernames[0] ?? '') : users ? '' : names.username,
      transport: 'UDP',
      priority: 1,
    },
  } as const satisfies Record<string, unknown>
}

/** The port at which a PBX usually listens. */
export function usualPort(transport: string): number {
  return transport === 'TLS' ? 5061 : 5060
}
