import { describe, expect, it } from 'vitest'
import { verify, type Check, type FoundEndpoint, type FoundSetup, type WantedSetup } from './verification'

const door: FoundEndpoint = {
  id: 'E1',
  name: 'SBC',
  enabled: true,
  isRegistered: false,
  address: '203.0.113.70',
  port: 5061,
  transport: 'TLS',
  credentialUsername: '',
}
const wanted: WantedSetup = {
  trunkId: 'T1',
  name: 'pbx-malmo',
  accessControlList: { id: 'A1', name: 'Office', ranges: [{ ipAddress: '203.0.113.64', range: 28 }] },
  credentialList: { id: 'C1', name: 'Desks', usernames: ['desk-1', 'desk-2'] },
  endpoint: {
    id: 'E1',
    name: 'SBC',
    isRegistered: false,
    address: '203.0.113.70',
    port: 5061,
    transport: 'TLS',
  },
  phoneNumbers: ['+46701234567', '+46701234568'],
}
const credentials = (...names: string[]) => names.map((username) => ({ id: username, username }))
const found: FoundSetup = {
  trunk: { is: { name: 'pbx-malmo', domain: 'pbx-malmo.pstn.sinch.com' } },
  linkedAccessControlLists: { is: ['A0', 'A1'] },
  accessControlList: { is: { enabled: true, ipRanges: [{ ipAddress: '203.0.113.64', range: 28 }] } },
  linkedCredentialLists: { is: ['C1'] },
  credentialList: { is: { credentials: credentials('desk-1', 'desk-2') } },
  endpoints: { is: [door] },
  numbers: { is: { onTrunk: new Set(wanted.phoneNumbers), isWhole: true } },
}
const problem = 'Sinch cannot be reached.'

function checked(key: Check['key'], changed: Partial<FoundSetup>, asked: Partial<WantedSetup> = {}) {
  const { checks, state } = verify({ ...wanted, ...asked }, { ...found, ...changed }, 0, 'now')
  const check = checks.find((each) => each.key === key)
  if (!check) throw new Error(`no check of ${key}`)
  return { ...check, overall: state }
}

describe('the verification', () => {
  it('passes when everything is as planned, and says what was read', () => {
    const verification = verify(wanted, found, 0, '2026-03-01T12:00:00.000Z')
    expect(verification).toMatchObject({
      state: 'pass',
      secondsLeft: 0,
      checkedAt: '2026-03-01T12:00:00.000Z',
    })
    expect(verification.checks.map(({ key, state, read }) => [key, state, read])).toEqual([
      ['trunk', 'pass', 'It is there, with the SIP domain pbx-malmo.pstn.sinch.com.'],
      ['access_control_list', 'pass', 'It is linked and switched on, with 1 IP range.'],
      ['credential_list', 'pass', 'It is linked and holds desk-1 and desk-2.'],
      ['endpoint', 'pass', 'It is switched on and gets calls at 203.0.113.70:5061 by TLS.'],
      ['numbers', 'pass', 'EST has all of them on this trunk.'],
      ['propagation', 'pass', 'No change is on its way any more: a minute has passed since the last one.'],
    ])
  })

  it('checks only what was to be set up', () => {
    const bare = { trunkId: 'T1', name: 'pbx-malmo', phoneNumbers: [] }
    const keys = verify(bare, found, 0, 'now').checks.map(({ key }) => key)
    expect(keys).toEqual(['trunk', 'propagation'])
  })

  it.each<[string, Check['key'], Partial<FoundSetup>, RegExp]>([
    ['a trunk that is gone', 'trunk', { trunk: { is: null } }, /no such trunk/],
    [
      'a list that is not linked',
      'access_control_list',
      { linkedAccessControlLists: { is: ['A0'] } },
      /not linked/,
    ],
    ['a list that is gone', 'access_control_list', { accessControlList: { is: null } }, /no such list/],
    [
      'a list that is switched off',
      'access_control_list',
      { accessControlList: { is: { enabled: false, ipRanges: [] } } },
      /switched off/,
    ],
    [
      'a range that is missing',
      'access_control_list',
      { accessControlList: { is: { enabled: true, ipRanges: [{ ipAddress: '203.0.113.64', range: 29 }] } } },
      /without 203\.0\.113\.64\/28/,
    ],
    ['users that are not linked', 'credential_list', { linkedCredentialLists: { is: [] } }, /not linked/],
    [
      'a user that is missing',
      'credential_list',
      { credentialList: { is: { credentials: credentials('desk-1') } } },
      /without desk-2/,
    ],
    ['users that are gone', 'credential_list', { credentialList: { is: null } }, /no such list/],
    ['no endpoint', 'endpoint', { endpoints: { is: [] } }, /no such endpoint/],
    [
      'another endpoint of that name',
      'endpoint',
      { endpoints: { is: [{ ...door, id: 'E2' }] } },
      /no such endpoint/,
    ],
    [
      'an endpoint elsewhere',
      'endpoint',
      { endpoints: { is: [{ ...door, address: '192.0.2.1' }] } },
      /address is 192/,
    ],
    [
      'an endpoint at another port',
      'endpoint',
      { endpoints: { is: [{ ...door, port: null }] } },
      /port is 5060 and not 5061/,
    ],
    [
      'an endpoint by another transport',
      'endpoint',
      { endpoints: { is: [{ ...door, transport: 'UDP' }] } },
      /transport is UDP/,
    ],
    [
      'an endpoint that is off',
      'endpoint',
      { endpoints: { is: [{ ...door, enabled: false }] } },
      /switched off/,
    ],
    [
      'an endpoint of the other kind',
      'endpoint',
      { endpoints: { is: [{ ...door, isRegistered: true }] } },
      /one that registers/,
    ],
    [
      'a number that is elsewhere',
      'numbers',
      { numbers: { is: { onTrunk: new Set(['+46701234567']), isWhole: true } } },
      /does not have \+46701234568/,
    ],
  ])('fails for %s and says what to do', (_what, key, changed, read) => {
    const check = checked(key, changed)
    expect(check).toMatchObject({ state: 'fail', overall: 'fail' })
    expect(check.read).toMatch(read)
    expect(check.advice).toMatch(/\w/)
  })

  it.each<[Check['key'], Partial<FoundSetup>]>([
    ['trunk', { trunk: { problem } }],
    ['access_control_list', { linkedAccessControlLists: { problem } }],
    ['access_control_list', { accessControlList: { problem } }],
    ['credential_list', { linkedCredentialLists: { problem } }],
    ['credential_list', { credentialList: { problem } }],
    ['endpoint', { endpoints: { problem } }],
    ['numbers', { numbers: { problem } }],
  ])('does not call %s wrong when it could not be read', (key, changed) => {
    const check = checked(key, changed)
    expect(check).toMatchObject({ state: 'unknown', overall: 'unknown' })
    expect(check.read).toContain(problem)
  })

  it('does not call a number missing where the list kept changing', () => {
    const numbers = { is: { onTrunk: new Set<string>(), isWhole: false } }
    expect(checked('numbers', { numbers })).toMatchObject({ state: 'unknown' })
  })

  it('does not compare users that the vendor does not name', () => {
    const check = checked('credential_list', { credentialList: { is: { credentials: [] } } })
    expect(check).toMatchObject({ state: 'pass' })
    expect(check.read).toContain('does not name its users')
  })

  it('says of a PBX that registers what 401 means, and that nobody knows whether it is registered', () => {
    const endpoint = {
      id: 'E1',
      name: 'SBC',
      isRegistered: true,
      transport: 'TLS',
      credentialUsername: 'desk-9',
    }
    const endpoints = {
      is: [{ ...door, isRegistered: true, address: '', port: null, credentialUsername: 'desk-9' }],
    }
    const list = { is: { credentials: credentials('desk-1', 'desk-2', 'desk-9') } }
    const registers = checked('endpoint', { endpoints, credentialList: list }, { endpoint })
    expect(registers).toMatchObject({ state: 'pass' })
    expect(registers.read).toContain('the vendor does not tell')
    const unlinked = checked(
      'credential_list',
      { endpoints, linkedCredentialLists: { is: [] } },
      { endpoint },
    )
    expect(unlinked.read).toContain('every REGISTER fails with 401')
    const trapped = checked('credential_list', { endpoints }, { endpoint })
    expect(trapped).toMatchObject({ state: 'fail' })
    expect(trapped.read).toContain('401')
    const other = checked(
      'endpoint',
      { endpoints },
      { endpoint: { ...endpoint, credentialUsername: 'desk-1' } },
    )
    expect(other.read).toContain('registers as desk-9 and not as desk-1')
  })

  it('calls nothing wrong while the clock runs, and still says what the configuration gets wrong', () => {
    const early = verify(wanted, found, 42, 'now')
    expect(early).toMatchObject({ state: 'waiting', secondsLeft: 42 })
    expect(early.checks.at(-1)).toMatchObject({ state: 'waiting' })
    expect(early.checks.at(-1)?.read).toContain('propagating, 42 s left')
    expect(verify(wanted, { ...found, trunk: { problem } }, 42, 'now').state).toBe('unknown')
    const both = { ...found, trunk: { problem }, endpoints: { is: [] } }
    expect(verify(wanted, both, 42, 'now').state).toBe('fail')
  })
})
