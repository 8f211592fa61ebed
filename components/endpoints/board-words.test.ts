import { expect, it } from 'vitest'
import { destinationText, sharingText, spotWords } from './board-words'

const names = new Map([
  ['a', 'North'],
  ['b', 'South'],
  ['c', 'Branch'],
  ['d', 'Old'],
])
const tiers = [['a', 'b'], ['c'], ['d']]
const words = (id: string, kind: 'gap' | 'tier', index: number) =>
  spotWords(tiers, id, { kind, index }, names)

it('reads out each place in words', () => {
  expect(words('a', 'gap', 0)).toBe('North: a tier of its own, tried first.')
  expect(words('a', 'tier', 0)).toBe('North: stays in tier 1.')
  expect(words('a', 'gap', 1)).toBe('North: a tier of its own between tier 1 and tier 2.')
  expect(words('c', 'tier', 0)).toBe('Branch: joins tier 1 and shares its calls with North and South.')
  expect(words('a', 'gap', 3)).toBe('North: a tier of its own, tried last.')
  // The tier that Branch leaves is gone by then.
  expect(words('c', 'gap', 3)).toBe('Branch: a tier of its own, tried last.')
  expect(words('d', 'gap', 1)).toBe('Old: a tier of its own between tier 1 and tier 2.')
})

it('says where calls go and how they are shared', () => {
  expect(destinationText({ kind: 'endpoints', tier: 0, ids: ['a', 'b'] }, names)).toBe(
    'Inbound calls go to North and South (tier 1), which share them in turn.',
  )
  expect(destinationText({ kind: 'forwarded', number: '+46 8' }, names)).toBe(
    'Inbound calls are forwarded to +46 8.',
  )
  expect(destinationText({ kind: 'refused' }, names)).toMatch(/503/)
  expect([sharingText(0), sharingText(1)]).toEqual(['', ''])
  expect(sharingText(2)).toBe('2 endpoints share calls in turn (round-robin)')
})
