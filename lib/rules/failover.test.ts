import { describe, expect, it } from 'vitest'
import { rehearse, sharedPlaces, whyPassed, type Taker } from './failover'

const on: Taker = { enabled: true, canRegister: true }
const takers = new Map<string, Taker>([
  ['north', on],
  ['south', on],
  ['off', { ...on, enabled: false }],
  ['branch', { ...on, canRegister: false }],
  ['last', on],
])
const tiers = [['north', 'south'], ['off', 'branch'], ['last']]
const lose = (...ids: string[]) => rehearse(tiers, takers, new Set(ids), '')

describe('a failover rehearsal', () => {
  it.each([
    [[], { kind: 'endpoints', tier: 0, ids: ['north', 'south'] }],
    [['north'], { kind: 'endpoints', tier: 0, ids: ['south'] }],
    // The second tier has one that is off and one that cannot register: calls pass it.
    [['north', 'south'], { kind: 'endpoints', tier: 2, ids: ['last'] }],
    [['last'], { kind: 'endpoints', tier: 0, ids: ['north', 'south'] }],
    [['north', 'south', 'last'], { kind: 'refused' }],
  ])('without %j', (ids, expected) => {
    expect(lose(...ids)).toEqual(expected)
  })

  it('ends at the number that calls are forwarded to', () => {
    const number = '+12125550142'
    expect(rehearse(tiers, takers, new Set(tiers.flat()), number)).toEqual({ kind: 'forwarded', number })
    expect(rehearse([], takers, new Set(), number)).toEqual({ kind: 'forwarded', number })
    expect(rehearse([], takers, new Set(), '')).toEqual({ kind: 'refused' })
  })

  it('says why an endpoint is passed over, what is configured before what is rehearsed', () => {
    expect(whyPassed(takers.get('off'), true)).toBe('off')
    expect(whyPassed(takers.get('branch'), true)).toBe('cannot_register')
    expect(whyPassed(takers.get('north'), true)).toBe('lost')
    expect(whyPassed(takers.get('north'), false)).toBeUndefined()
    expect(whyPassed(undefined, false)).toBe('off')
  })
})

describe('places that several endpoints share', () => {
  const at = (id: string, address: string, more = {}) => ({
    id,
    address,
    enabled: true,
    isRegistered: false,
    ...more,
  })

  it('are a /24 or one host, of endpoints that are on and have an address', () => {
    expect(
      sharedPlaces([
        at('a', '203.0.113.9'),
        at('b', '203.0.113.25'),
        at('c', '203.0.114.9'),
        at('d', '203.0.113.7', { enabled: false }),
        at('e', 'SBC.example.com.'),
        at('f', 'sbc.example.com'),
        at('g', '', { isRegistered: true }),
        at('h', '', { isRegistered: true }),
      ]),
    ).toEqual([
      { place: '203.0.113.0/24', ids: ['a', 'b'] },
      { place: 'sbc.example.com', ids: ['e', 'f'] },
    ])
  })
})
