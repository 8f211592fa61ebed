import { expect, it } from 'vitest'
import { drafted, standing } from './tier-draft'
import type { Prioritised } from './tiers'

const endpoint = (id: string, priority: number): Prioritised => ({ id, name: id, priority })
const endpoints = [endpoint('a', 1), endpoint('b', 1), endpoint('c', 5)]

const split = drafted(undefined, endpoints, 'b', { kind: 'gap', index: 1 })

it('remembers what was moved, and is none when everything is back in its place', () => {
  expect(split?.tiers).toEqual([['a'], ['b'], ['c']])
  expect([...(split?.touched ?? [])]).toEqual(['b'])
  expect(drafted(split, endpoints, 'b', { kind: 'tier', index: 0 })).toBeUndefined()
})

it('goes on without what was deleted and with what was added, where its priority puts it', () => {
  if (!split) throw new Error('no draft')
  const now = [endpoint('b', 1), endpoint('c', 5), endpoint('n', 5), endpoint('m', 3)]
  expect(standing(split, now).tiers).toEqual([['b'], ['m'], ['c', 'n']])
  expect(standing(split, [...endpoints, endpoint('z', 9)]).tiers).toEqual([['a'], ['b'], ['c'], ['z']])
})

it('names what somebody else has moved since, also when another move follows', () => {
  const theirs = [endpoint('a', 1), endpoint('b', 1), endpoint('c', 2)]
  if (!split) throw new Error('no draft')
  expect(standing(split, endpoints).movedElsewhere).toEqual([])
  expect(standing(split, theirs).movedElsewhere).toEqual(['c'])
  const next = drafted(split, theirs, 'a', { kind: 'gap', index: 3 })
  expect(next && standing(next, theirs).movedElsewhere).toEqual(['c'])
})

it('knows a priority that was sent as its own, whoever got the answer', () => {
  if (!split) throw new Error('no draft')
  const now = [endpoint('a', 1), endpoint('b', 2), endpoint('c', 5)]
  expect(standing(split, now).movedElsewhere).toEqual(['b'])
  expect(standing({ ...split, sent: new Map([['b', 2]]) }, now).movedElsewhere).toEqual([])
})
