import { expect, it } from 'vitest'
import { anyCall, callFilterNames, type CallFilters } from '@/lib/rules/call-query'
import { filterLabel, filterValue, noFilters, rareFilters, usualFilters, without } from './filter-words'
import { notAskedWords } from './not-asked'

const value = (filter: Parameters<typeof filterValue>[0], filters: Partial<CallFilters>) =>
  filterValue(filter, { ...anyCall, ...filters }, (id) => `Trunk ${id}`)

it('says nothing of a filter that is not set', () => {
  for (const filter of [...usualFilters, ...rareFilters]) expect(value(filter, {})).toBe('')
})

it('shows a beginning and last digits apart', () => {
  expect(value('from', { from: '+4670' })).toBe('+4670…')
  expect(value('party', { party: '*4567' })).toBe('…4567')
})

it('reads as a sentence for lists and ranges', () => {
  expect(value('trunkId', { trunkId: ['A', 'B'] })).toBe('Trunk A, Trunk B')
  expect(value('trunkId', { trunkId: ['A', 'B', 'C'] })).toBe('3 trunks')
  expect(value('callResult', { callResult: ['BUSY', 'FAILED'] })).toBe('Busy, Failed')
  expect(value('country', { country: ['SE'] })).toBe('Sweden')
  expect(value('sipCode', { sipCode: [503, 486] })).toBe('503, 486')
  expect(value('duration', { minSeconds: 0, maxSeconds: 90 })).toBe('0 s to 1 m 30 s')
  expect(value('duration', { minSeconds: 30 })).toBe('from 30 s')
  expect(value('price', { maxPrice: 0.5 })).toBe('up to 0.5')
  expect(value('emergency', { emergency: true })).toBe('only')
})

it('has every filter of the address in the bar, and takes all of them back', () => {
  const inBar = [...usualFilters, ...rareFilters]
  expect(Object.keys(without(...inBar)).sort()).toEqual([...callFilterNames].sort())
  expect(Object.keys(noFilters).sort()).toEqual([...callFilterNames].sort())
  expect(Object.keys(filterLabel).sort()).toEqual([...inBar].sort())
})

it('names what the vendor was not asked for, each once', () => {
  expect(notAskedWords(['country', 'minPrice', 'maxPrice'])).toBe('Country and Price')
  expect(notAskedWords([])).toBe('')
})
