import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  highestPriority,
  inNameOrder,
  isSameBoard,
  moveTo,
  nextSpot,
  spotsOf,
  tiersOf,
  writesFor,
  type Prioritised,
  type PriorityWrite,
  type Tiers,
} from './tiers'

const board = (...priorities: (number | null)[]): Prioritised[] =>
  priorities.map((priority, index) => ({ id: `e${index}`, name: `Endpoint ${index}`, priority }))

const applied = (endpoints: readonly Prioritised[], writes: readonly PriorityWrite[]) =>
  endpoints.map((one) => ({ ...one, ...writes.find(({ id }) => id === one.id) }))

/** Boards with one arrangement to reach: who is in which tier, by chance. */
const arrangement = (most: number, top: number) =>
  fc
    .array(fc.tuple(fc.integer({ min: 1, max: top }), fc.integer({ min: 0, max: most })), {
      minLength: 1,
      maxLength: most,
    })
    .map((rows) => {
      const endpoints = board(...rows.map(([priority]) => priority))
      const wanted = board(...rows.map(([, tier]) => tier + 1))
      return { endpoints, tiers: tiersOf(wanted) as Tiers }
    })

/** The fewest writes, found by trying every number for every tier. */
function fewest(tiers: Tiers, endpoints: readonly Prioritised[], top: number): number {
  const held = new Map(endpoints.map(({ id, priority }) => [id, priority]))
  const from = (tier: number, least: number): number => {
    const ids = tiers[tier]
    if (!ids) return 0
    let found = Infinity
    for (let value = least; value <= top; value += 1) {
      const here = ids.filter((id) => held.get(id) !== value).length
      found = Math.min(found, here + from(tier + 1, value + 1))
    }
    return found
  }
  return from(0, 1)
}

describe('tiers', () => {
  it('are the priorities from low to high, equal ones together and by name', () => {
    const endpoints = [
      { id: 'x', name: 'PBX 10', priority: 7 },
      { id: 'y', name: 'PBX 2', priority: 7 },
      { id: 'z', name: 'Unsaid', priority: null },
      { id: 'a', name: 'Zürich', priority: 1 },
    ]
    expect(tiersOf(endpoints)).toEqual([['a'], ['y', 'x'], ['z']])
    expect(tiersOf([])).toEqual([])
  })

  it('are what the vendor tries after the writes, in 1,000 random arrangements of up to 12 endpoints', () => {
    fc.assert(
      fc.property(arrangement(12, 15), ({ endpoints, tiers }) => {
        const writes = writesFor(tiers, endpoints)
        expect(tiersOf(applied(endpoints, writes))).toEqual(inNameOrder(tiers, endpoints))
        for (const { id, priority } of writes) {
          expect(priority).toBeGreaterThanOrEqual(1)
          expect(endpoints.find((one) => one.id === id)?.priority).not.toBe(priority)
        }
      }),
      { numRuns: 1000, seed: 20261121 },
    )
  })

  it('are reached with as few writes as trying everything finds', () => {
    fc.assert(
      fc.property(arrangement(5, 6), ({ endpoints, tiers }) => {
        expect(writesFor(tiers, endpoints)).toHaveLength(fewest(tiers, endpoints, 11))
      }),
      { numRuns: 1000, seed: 7 },
    )
  })

  it('need no write when nothing was moved, whatever the numbers are', () => {
    const endpoints = board(3, 40, 40, highestPriority, null)
    expect(writesFor(tiersOf(endpoints), endpoints)).toEqual([])
  })

  it('leave the numbers alone of what nobody touched, where as few writes do', () => {
    // The third between the first and the second: either the third goes down, or the second goes up.
    const endpoints = board(1, 5, 9)
    expect(writesFor([['e0'], ['e2'], ['e1']], endpoints, new Set(['e2']))).toEqual([
      { id: 'e2', priority: 2 },
    ])
    expect(writesFor([['e0'], ['e2'], ['e1']], endpoints, new Set(['e1']))).toEqual([
      { id: 'e1', priority: 10 },
    ])
  })

  it('find room where the numbers stand close or at the end', () => {
    expect(writesFor([['e1'], ['e0'], ['e2']], board(1, 2, 3))).toHaveLength(2)
    const high = board(highestPriority - 1, highestPriority)
    const writes = writesFor([['e1'], ['e0']], high)
    expect(tiersOf(applied(high, writes))).toEqual([['e1'], ['e0']])
    expect(writes.every(({ priority }) => priority <= highestPriority)).toBe(true)
    const unsaid = board(null, 4)
    expect(writesFor([['e0'], ['e1']], unsaid)).toEqual([{ id: 'e0', priority: 1 }])
  })
})

describe('moves', () => {
  const tiers = [['a', 'b'], ['c'], ['d']]

  it('go to every tier and every gap, but not beside a tier of its own', () => {
    const names = (id: string) => spotsOf(tiers, id).map(({ kind, index }) => `${kind} ${index}`)
    expect(names('a')).toEqual(['gap 0', 'tier 0', 'gap 1', 'tier 1', 'gap 2', 'tier 2', 'gap 3'])
    expect(names('c')).toEqual(['gap 0', 'tier 0', 'tier 1', 'tier 2', 'gap 3'])
  })

  it('join a tier, leave one, and take an empty one away', () => {
    expect(moveTo(tiers, 'c', { kind: 'tier', index: 0 })).toEqual([['a', 'b', 'c'], ['d']])
    expect(moveTo(tiers, 'a', { kind: 'gap', index: 1 })).toEqual([['b'], ['a'], ['c'], ['d']])
    expect(moveTo(tiers, 'd', { kind: 'gap', index: 0 })).toEqual([['d'], ['a', 'b'], ['c']])
    expect(isSameBoard(moveTo(tiers, 'a', { kind: 'tier', index: 0 }), tiers)).toBe(true)
  })

  it('step by step reach each end, and no further', () => {
    for (const step of [1, -1] as const) {
      let here = tiers
      for (let count = 0; count < 20; count += 1) {
        const own = here.findIndex((ids) => ids.includes('c'))
        const spot = nextSpot(here, 'c', { kind: 'tier', index: own }, step)
        if (!spot) break
        here = moveTo(here, 'c', spot)
      }
      expect(here[step === 1 ? here.length - 1 : 0]).toEqual(['c'])
      expect(here.flat().sort()).toEqual(['a', 'b', 'c', 'd'])
    }
  })
})
