import { countText } from '@/lib/format'
import { hasUser, listed } from './authorisation'
import { cidrText } from './cidr-text'
import type { Check, FoundEndpoint, FoundSetup, WantedEndpoint, WantedSetup } from './verification'
import { fail, pass, runAgain, unknown, type Point } from './verification-points'

/** Whether the access control list is linked, switched on, and has the ranges. */
export function checkAccessControlList(
  { id, name, ranges }: NonNullable<WantedSetup['accessControlList']>,
  { linkedAccessControlLists: linked, accessControlList: list }: FoundSetup,
): Check {
  const point: Point = { key: 'access_control_list', label: `Access control list “${name}”` }
  if ('problem' in linked) return unknown(point, linked.problem)
  if ('is' in list && list.is === null) return fail(point, 'The vendor has no such list.', runAgain)
  if (!linked.is.includes(id))
    return fail(
      point,
      'The list is not linked to the trunk, so it lets no call through.',
      'Link it on the trunk’s Authorisation tab.',
    )
  if ('problem' in list) return unknown(point, `the list is linked; its ranges: ${list.problem}`)
  if (list.is === null) return fail(point, 'The vendor has no such list.', runAgain)
  if (!list.is.enabled)
    return fail(point, 'The list is linked, and switched off.', 'Switch it on on its own page.')
  const stored = new Set(
    list.is.ipRanges.map(({ ipAddress, range }) => cidrText({ ipAddress, range: range ?? 32 })),
  )
  const missing = (ranges ?? []).map(cidrText).filter((text) => !stored.has(text))
  if (missing.length > 0)
    return fail(
      point,
      `The list is linked and switched on, without ${listed(missing)}.`,
      'Add what is missing on the page of the list.',
    )
  return pass(point, `It is linked and switched on, with ${countText(stored.size, 'IP range')}.`)
}

/** Whether the credential list is linked and has the users; a PBX that registers needs both. */
export function checkCredentialList(
  { endpoint }: WantedSetup,
  { id, name, usernames }: NonNullable<WantedSetup['credentialList']>,
  { linkedCredentialLists: linked, credentialList: list }: FoundSetup,
): Check {
  const point: Point = { key: 'credential_list', label: `Credential list “${name}”` }
  if ('problem' in linked) return unknown(point, linked.problem)
  if ('is' in list && list.is === null) return fail(point, 'The vendor has no such list.', runAgain)
  if (!linked.is.includes(id))
    return fail(
      point,
      endpoint?.isRegistered
        ? 'The list is not linked to the trunk: without it every REGISTER fails with 401.'
        : 'The list is not linked to the trunk, so its users are not known there.',
      'Link it on the trunk’s Authorisation tab.',
    )
  if ('problem' in list) return unknown(point, `the list is linked; its users: ${list.problem}`)
  if (list.is === null) return fail(point, 'The vendor has no such list.', runAgain)
  const { credentials } = list.is
  if (credentials.length === 0)
    return pass(point, 'It is linked. The vendor does not name its users, so they were not compared.')
  const registers = endpoint?.isRegistered ? [endpoint.credentialUsername ?? ''] : []
  const needed = [...new Set([...(usernames ?? []), ...registers])].filter(Boolean)
  const held = list.is
  const missing = needed.filter((username) => !hasUser(held, username))
  if (missing.length > 0)
    return fail(
      point,
      registers.some((username) => missing.includes(username))
        ? `The list is linked, without ${listed(missing)}: every REGISTER of that user fails with 401.`
        : `The list is linked, without ${listed(missing)}.`,
      'The vendor has no way to add a user to a list: make a second list with the user and link it as well.',
    )
  return pass(point, `It is linked and holds ${listed(credentials.map(({ username }) => username))}.`)
}

/** Whether the endpoint is there as planned, and switched on. */
export function checkEndpoint(wanted: WantedEndpoint, { endpoints }: FoundSetup): Check {
  const point: Point = { key: 'endpoint', label: `SIP endpoint “${wanted.name}”` }
  if ('problem' in endpoints) return unknown(point, endpoints.problem)
  const endpoint = endpoints.is.find(({ id, name }) => (wanted.id ? id === wanted.id : name === wanted.name))
  if (!endpoint)
    return fail(
      point,
      'The trunk has no such endpoint, so inbound calls do not reach it.',
      'Add it on the trunk’s Endpoints tab.',
    )
  const wrong = differences(wanted, endpoint)
  if (wrong.length > 0)
    return fail(point, `It is there, but ${wrong.join('; ')}.`, 'Change it on the trunk’s Endpoints tab.')
  const { transport, address, port, credentialUsername } = endpoint
  return pass(
    point,
    endpoint.isRegistered
      ? `It is switched on and takes the PBX that registers as ${credentialUsername} by ${transport}. Whether one is registered now the vendor does not tell: the PBX says so.`
      : `It is switched on and gets calls at ${address}:${port ?? usualPort} by ${transport}.`,
  )
}

const usualPort = 5060

function differences(wanted: WantedEndpoint, endpoint: FoundEndpoint): string[] {
  const port = endpoint.port ?? usualPort
  const isKind = endpoint.isRegistered === wanted.isRegistered
  const place: (string | false)[] = wanted.isRegistered
    ? [
        endpoint.credentialUsername !== (wanted.credentialUsername ?? '') &&
          `it registers as ${endpoint.credentialUsername || 'nobody'} and not as ${wanted.credentialUsername}`,
      ]
    : [
        endpoint.address.toLowerCase() !== (wanted.address ?? '').toLowerCase() &&
          `its address is ${endpoint.address} and not ${wanted.address}`,
        port !== (wanted.port ?? usualPort) && `its port is ${port} and not ${wanted.port ?? usualPort}`,
      ]
  return [
    ...(isKind
      ? place
      : [`it is ${endpoint.isRegistered ? 'one that registers' : 'one with a fixed address'}`]),
    endpoint.transport.toUpperCase() !== wanted.transport.toUpperCase() &&
      `its transport is ${endpoint.transport} and not ${wanted.transport}`,
    !endpoint.enabled && 'it is switched off',
  ].filter((text) => text !== false)
}
