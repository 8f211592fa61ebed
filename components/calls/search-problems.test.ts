import { expect, it } from 'vitest'
import { callQueryNames, readCallQuery, windowOrderMessage } from '@/lib/rules/call-query'
import { inWords } from './search-problems'

const wrong: Record<(typeof callQueryNames)[number], string> = {
  from: 'abc',
  to: 'abc',
  trunkId: '../x',
  callResult: 'MAYBE',
  direction: 'SIDEWAYS',
  last: 'eternity',
  start: 'yesterday',
  end: 'tomorrow',
  page: '-1',
  pageSize: '5000',
}

it('says every problem of an address in the words of the page, never in values of the API', () => {
  const { problems } = readCallQuery(new URLSearchParams(wrong))
  const said = inWords(problems ?? {})
  expect(Object.keys(said)).toHaveLength(callQueryNames.length)
  for (const [name, message] of Object.entries(said)) {
    expect(name).toMatch(/^[A-Z][a-z]+/)
    expect(message).toMatch(/\.$/)
    expect(message).not.toMatch(/[A-Z]{3,}(?<!SIP)|\dT\d/)
  }
})

it('keeps the sentence about the order of the two times', () => {
  expect(inWords({ start: windowOrderMessage })).toEqual({ 'Time, begins': windowOrderMessage })
})
