import { describe, expect, it } from 'vitest'
import { accessControlLists } from '../resources/access-control-lists'
import { credentialLists } from '../resources/credential-lists'
import { endpoints } from '../resources/endpoints'
import {
  effectiveSources,
  outboundCheck,
  trappedEndpoints,
  unlinkEffects,
  type Authorisation,
} from './authorisation'

const acl = (id: string, ranges: string[], enabled = true) =>
  accessControlLists.entity.parse({
    id,
    name: `List ${id}`,
    enabled,
    ipRanges: ranges.map((text) => ({ ipAddress: text.split('/')[0], range: Number(text.split('/')[1]) })),
  })
const users = (id: string, ...usernames: string[]) =>
  credentialLists.entity.parse({
    id,
    name: `Users ${id}`,
    credentials: usernames.map((username) => ({ username })),
  })
const fixed = (name: string, address: string, enabled = true) =>
  endpoints.entity.parse({ id: name, name, address, enabled, isRegistered: false })
const registered = (name: string, credentialUsername: string) =>
  endpoints.entity.parse({ id: name, name, credentialUsername, isRegistered: true })

function trunk(parts: Partial<Authorisation>): Authorisation {
  return { accessControlLists: [], credentialLists: [], endpoints: [], ...parts }
}

describe('effective sources', () => {
  it('are sorted as addresses, name everything they come from, and leave out lists that are off', () => {
    const sources = effectiveSources(
      trunk({
        accessControlLists: [
          acl('a', ['203.0.113.10/32', '9.0.0.0/8', '203.0.113.0/24', '203.0.113.0/28']),
          acl('off', ['192.0.2.1/32'], false),
        ],
        endpoints: [
          fixed('Named', 'sip.example.com'),
          fixed('Same', '203.0.113.10'),
          fixed('Six', '2001:db8::1'),
          fixed('Old', '10.0.0.1', false),
          registered('Branch', 'branch'),
        ],
      }),
    )
    expect(sources.map(({ text }) => text)).toEqual([
      '9.0.0.0/8',
      '10.0.0.1/32',
      '203.0.113.0/24',
      '203.0.113.0/28',
      '203.0.113.10/32',
      '2001:db8::1',
      'sip.example.com',
    ])
    expect(sources[4]?.from.map(({ kind, name }) => `${kind} ${name}`)).toEqual([
      'list List a',
      'endpoint Same',
    ])
    expect(sources[1]?.from[0]).toMatchObject({ name: 'Old', isOff: true })
  })
})

describe('what is asked of an outbound call', () => {
  it.each([
    ['refused', {}],
    ['refused', { accessControlLists: [acl('a', ['192.0.2.1/32'], false)] }],
    ['refused', { endpoints: [registered('Branch', 'branch')] }],
    ['refused', { endpoints: [fixed('Standby', '192.0.2.1', false)] }],
    ['address', { accessControlLists: [acl('a', ['192.0.2.1/32'])] }],
    ['address', { endpoints: [fixed('PBX', '192.0.2.1')] }],
    ['digest', { credentialLists: [users('u', 'one')] }],
    [
      'digest',
      { credentialLists: [users('u', 'one')], accessControlLists: [acl('a', ['192.0.2.1/32'], false)] },
    ],
    ['digest', { credentialLists: [users('u', 'one')], endpoints: [fixed('PBX', '192.0.2.1')] }],
    ['both', { credentialLists: [users('u', 'one')], accessControlLists: [acl('a', ['192.0.2.1/32'])] }],
  ] as const)('%s', (check, parts) => {
    expect(outboundCheck(trunk(parts))).toBe(check)
  })
})

describe('the trap of registered endpoints', () => {
  it('names the endpoints whose user is in no linked list', () => {
    const board = [registered('In', 'one'), registered('Out', 'two'), fixed('PBX', '192.0.2.1')]
    expect(trappedEndpoints(board, [users('u', 'one')]).map(({ name }) => name)).toEqual(['Out'])
    expect(trappedEndpoints(board, []).map(({ name }) => name)).toEqual(['In', 'Out'])
  })

  it('names none where the vendor does not show the users of a linked list', () => {
    expect(trappedEndpoints([registered('Out', 'two')], [users('hidden')])).toEqual([])
  })
})

describe('taking a list off', () => {
  const list = acl('a', ['192.0.2.1/32', '198.51.100.0/24'])

  it('refuses what came from nowhere else', () => {
    const before = trunk({ accessControlLists: [list, acl('b', ['192.0.2.1/32'])] })
    expect(unlinkEffects(before, 'a')).toEqual(['Outbound calls from 198.51.100.0/24 will be refused.'])
    expect(unlinkEffects(before, 'b')[0]).toMatch(/no call is lost/)
  })

  it('says when nothing is left, when it was off, and when the way is open to any address', () => {
    expect(unlinkEffects(trunk({ accessControlLists: [list] }), 'a')[0]).toMatch(/every outbound call/)
    expect(unlinkEffects(trunk({ accessControlLists: [acl('a', ['192.0.2.1/32'], false)] }), 'a')[0]).toMatch(
      /switched off/,
    )
    const both = trunk({ accessControlLists: [list], credentialLists: [users('u', 'one')] })
    expect(unlinkEffects(both, 'a')[0]).toMatch(/calls from any address with a user name and password/)
    expect(unlinkEffects(both, 'u')).toEqual([
      'Outbound calls are let through by their source IP alone: no user name and password is asked for any more.',
    ])
  })

  it('counts the endpoints that can no longer register, and the users that no other list has', () => {
    const before = trunk({
      credentialLists: [users('u', 'one', 'two', 'three'), users('v', 'three')],
      endpoints: [registered('Stockholm', 'one'), registered('London', 'two'), registered('Sydney', 'three')],
    })
    expect(unlinkEffects(before, 'u')).toEqual([
      '“Stockholm” and “London” cannot register any more: each REGISTER is refused with 401, and inbound calls no longer reach them.',
      'Outbound calls that sign in as one and two will be refused.',
    ])
    expect(unlinkEffects(before, 'v')).toEqual([
      'Its users are in another linked credential list as well, so no call is lost.',
    ])
  })

  it('names five of many', () => {
    const many = acl(
      'a',
      Array.from({ length: 8 }, (_, index) => `192.0.2.${index}/32`),
    )
    const before = trunk({ accessControlLists: [many, acl('b', ['203.0.113.1/32'])] })
    expect(unlinkEffects(before, 'a')[0]).toBe(
      'Outbound calls from 192.0.2.0/32, 192.0.2.1/32, 192.0.2.2/32, 192.0.2.3/32, 192.0.2.4/32 and 3 more will be refused.',
    )
  })
})
