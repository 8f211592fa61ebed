import { expect, it } from 'vitest'
import { callQueryNames, readCallQuery, windowOrderMessage, type CallQueryName } from '@/lib/rules/call-query'
import { inWords } from './search-problems'

const wrong: Record<CallQueryName, string> = {
  from: 'abc',
  to: 'abc',
  party: 'abc',
  trunkId: '../x',
  callResult: 'MAYBE',
  direction: 'SIDEWAYS',
  country: 'sweden',
  sipCode: '99',
  minSeconds: 'short',
  maxSeconds: 'long',
  minPrice: 'cheap',
  maxPrice: 'dear',
  emergency: 'yes',
  forwarded: 'yes',
  source: 'memory',
  last: 'eternity',
  start: 'yesterday',
  end: 'tomorrow',
  zone: 'Europe/Atlantis',
  cursor: '../x',
  page: '-1',
  pageSize: '5000',
}

it('says every problem of an address in the words of the page, never in values of the API', () => {
  const { problems } = readCallQuery(new URLSearchParams(wrong))
  const said = inWords(problems ?? {})
  expect(Object.keys(said)).toHaveLength(callQueryNames.length)
  for (const [name, message] of Object.entries(said)) {
    expect(name).toMatch(/^[A-Z][a-z]*[ A-Za-z,]+/)
    expect(message).toMatch(/\.$/)
    expect(message).not.toMatch(/[A-Z]{3,}(?<!SIP)|\dT\d/)
  }
})

it('keeps the sentences about the order of two values', () => {
  expect(inWords({ start: windowOrderMessage })).toEqual({ 'Time, begins': windowOrderMessage })
  const { problems } = readCallQuery(new URLSearchParams('minSeconds=9&maxSeconds=3'))
  expect(inWords(problems ?? {})).toEqual({
    'Duration, at least': 'The lower bound is above the upper one. Swap the two.',
  })
})
