import { describe, expect, it } from 'vitest'
import { endpoints } from '@/lib/resources/endpoints'
import { targetText } from './endpoint-row'
import { canRegister, registrationOf, type KnownLists } from './registration'

const lists = [
  { id: 'L1', name: 'Branches', credentials: [{ username: 'sthlm' }, { username: 'both' }] },
  { id: 'L2', name: 'Linked', credentials: [{ username: 'both' }] },
]
const known: KnownLists = { lists, complete: true, linked: new Set(['L2']) }
const registered = (credentialUsername: string) =>
  endpoints.entity.parse({ id: 'E', isRegistered: true, credentialUsername, transport: 'TCP' })

describe('the registered-endpoint trap', () => {
  it('flags a user name whose list is not linked, and names the list', () => {
    expect(registrationOf('sthlm', known)).toEqual({
      state: 'not_linked',
      list: { id: 'L1', name: 'Branches' },
    })
    expect(canRegister(registered('sthlm'), known)).toBe(false)
  })

  it('is content when one of the lists is linked', () => {
    expect(registrationOf('both', known)).toEqual({ state: 'linked', list: 'Linked' })
  })

  it('says that no list has the name only when all lists were read', () => {
    expect(registrationOf('nobody', known).state).toBe('missing')
    expect(registrationOf('nobody', { ...known, complete: false }).state).toBe('unknown')
    expect(canRegister(registered('nobody'), known)).toBe(false)
  })

  it('never raises an alarm about what could not be read', () => {
    expect(registrationOf('sthlm', { ...known, linked: null }).state).toBe('unknown')
    expect(registrationOf('sthlm', { ...known, lists: null }).state).toBe('unknown')
    expect(canRegister(registered('sthlm'), { ...known, lists: null })).toBe(true)
    expect(canRegister(endpoints.entity.parse({ id: 'E', address: '192.0.2.1' }), known)).toBe(true)
  })
})

it('says where an endpoint is reached', () => {
  expect(targetText(registered('sthlm'))).toBe('registers as sthlm / TCP')
  const fixed = { id: 'E', transport: 'TLS', port: 5061 }
  expect(targetText(endpoints.entity.parse({ ...fixed, address: '203.0.113.9' }))).toBe(
    '203.0.113.9:5061 / TLS',
  )
  expect(targetText(endpoints.entity.parse({ ...fixed, address: '2001:db8::1' }))).toBe(
    '[2001:db8::1]:5061 / TLS',
  )
  expect(targetText(endpoints.entity.parse({ ...fixed, port: null, address: 'pbx.example' }))).toBe(
    'pbx.example / TLS',
  )
})
