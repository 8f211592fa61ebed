import { describe, expect, it } from 'vitest'
import { attentionOf, type Configuration, type KnownEndpoints } from './attention'

const nothing: Configuration = {
  trunks: [],
  accessControlLists: [],
  credentialLists: [],
  numbersByTrunk: new Map(),
  unassignedNumbers: 0,
  endpoints: new Map(),
  unusedCountries: [],
}

const trunk = { id: 't1', name: 'Head office', enableCallForward: false }
const noEndpoint: KnownEndpoints = { enabled: 0, enabledStatic: 0, registered: [] }
const oneStatic: KnownEndpoints = { enabled: 1, enabledStatic: 1, registered: [] }
const oneRegistered: KnownEndpoints = {
  enabled: 1,
  enabledStatic: 0,
  registered: [{ name: 'PBX', username: 'pbx', enabled: true }],
}
const acl = { id: 'a1', name: 'Office', enabled: true, trunks: ['t1'] }
const list = { id: 'c1', name: 'Users', usernames: ['pbx'], trunks: ['t1'] }

function kinds(given: Partial<Configuration>): Record<string, unknown> {
  return Object.fromEntries(
    attentionOf({ ...nothing, ...given }).map(({ kind, entries }) => [
      kind,
      entries.map(({ id, detail }) => (detail === undefined ? id : `${id} ${detail}`)),
    ]),
  )
}

const withEndpoints = (known: KnownEndpoints) => new Map([['t1', known]])

describe('what needs attention', () => {
  it.each<[string, Partial<Configuration>, Record<string, string[]>]>([
    ['an empty project', {}, {}],
    [
      'numbers on a trunk without an enabled endpoint',
      {
        trunks: [trunk],
        accessControlLists: [acl],
        numbersByTrunk: new Map([['t1', 12]]),
        endpoints: withEndpoints(noEndpoint),
      },
      { no_endpoint: ['t1 12'] },
    ],
    [
      'the same with call forwarding, which takes the calls',
      {
        trunks: [{ ...trunk, enableCallForward: true }],
        accessControlLists: [acl],
        numbersByTrunk: new Map([['t1', 12]]),
        endpoints: withEndpoints(noEndpoint),
      },
      {},
    ],
    [
      'a single endpoint',
      { trunks: [trunk], numbersByTrunk: new Map([['t1', 1]]), endpoints: withEndpoints(oneStatic) },
      { single_endpoint: ['t1 1'] },
    ],
    [
      'a single endpoint of a trunk without numbers, which nobody calls',
      { trunks: [trunk], endpoints: withEndpoints(oneStatic) },
      {},
    ],
    [
      'nothing that authorises outbound calls',
      { trunks: [trunk], endpoints: withEndpoints(noEndpoint) },
      { no_authorisation: ['t1'] },
    ],
    [
      'a registered endpoint whose list is linked',
      { trunks: [trunk], credentialLists: [list], endpoints: withEndpoints(oneRegistered) },
      {},
    ],
    [
      'a registered endpoint whose list is linked elsewhere only',
      {
        trunks: [trunk],
        accessControlLists: [acl],
        credentialLists: [{ ...list, trunks: ['t2'] }],
        endpoints: withEndpoints(oneRegistered),
      },
      { registered_trap: ['t1 pbx'] },
    ],
    [
      'a registered endpoint whose user two lists have, one of them linked',
      {
        trunks: [trunk],
        credentialLists: [{ ...list, id: 'c2', trunks: [] }, list],
        endpoints: withEndpoints(oneRegistered),
      },
      {},
    ],
    [
      'a linked list whose users the vendor does not name',
      {
        trunks: [trunk],
        credentialLists: [{ ...list, usernames: [] }],
        endpoints: withEndpoints(oneRegistered),
      },
      {},
    ],
    [
      'a list of which nobody has looked yet where it is linked',
      {
        trunks: [trunk],
        credentialLists: [{ ...list, trunks: null }],
        endpoints: withEndpoints(oneRegistered),
      },
      {},
    ],
    [
      'a user of a list that is linked elsewhere, beside another list of which nobody has looked yet',
      {
        trunks: [trunk],
        credentialLists: [
          { ...list, trunks: ['t2'] },
          { ...list, id: 'c2', usernames: ['other'], trunks: null },
        ],
        endpoints: withEndpoints(oneRegistered),
      },
      { registered_trap: ['t1 pbx'] },
    ],
    [
      'a linked list that is off, and one that is off and linked to nothing',
      {
        trunks: [trunk],
        accessControlLists: [
          { ...acl, enabled: false },
          { ...acl, id: 'a2', enabled: false, trunks: [] },
        ],
      },
      { acl_disabled: ['a1 1'] },
    ],
    [
      'a list with a finding, used or not',
      { accessControlLists: [{ ...acl, trunks: [], finding: '0.0.0.0/1 is wider than /8' }] },
      { acl_finding: ['a1 0.0.0.0/1 is wider than /8'] },
    ],
    ['numbers without a trunk', { unassignedNumbers: 7 }, { unassigned_numbers: [' 7'] }],
    [
      'countries without a call',
      { unusedCountries: [{ id: 'CU', name: 'Cuba' }] },
      { unused_country: ['CU'] },
    ],
  ])('%s', (_, given, expected) => {
    expect(kinds(given)).toEqual(expected)
  })

  it('says nothing of a trunk whose endpoints were not read yet', () => {
    expect(kinds({ trunks: [trunk], numbersByTrunk: new Map([['t1', 12]]) })).toEqual({})
  })

  it('says nothing that rests on what could not be read', () => {
    const unread = {
      accessControlLists: null,
      credentialLists: null,
      numbersByTrunk: null,
      unassignedNumbers: null,
    }
    expect(kinds({ ...unread, trunks: [trunk], endpoints: withEndpoints(oneRegistered) })).toEqual({})
    expect(kinds({ trunks: [trunk], credentialLists: null, endpoints: withEndpoints(noEndpoint) })).toEqual(
      {},
    )
  })

  it('puts what breaks calls before what may break them', () => {
    const groups = attentionOf({
      ...nothing,
      trunks: [trunk, { ...trunk, id: 't2' }],
      numbersByTrunk: new Map([
        ['t1', 1],
        ['t2', 1],
      ]),
      unassignedNumbers: 1,
      endpoints: new Map([
        ['t1', oneStatic],
        ['t2', noEndpoint],
      ]),
    })
    expect(groups.map(({ kind }) => kind)).toEqual([
      'no_endpoint',
      'no_authorisation',
      'single_endpoint',
      'unassigned_numbers',
    ])
  })
})
