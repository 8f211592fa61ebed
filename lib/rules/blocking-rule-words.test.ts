import { describe, expect, it } from 'vitest'
import { readCallQuery } from './call-query'
import { blockingRuleWords, blocksEverything, matchingCalls, type BlockingRule } from './blocking-rule-words'

const rule = (fields: Partial<BlockingRule>): BlockingRule => ({
  ...{ direction: 'OUTBOUND', callerCountry: '', calleeCountry: '', callerMatch: '', calleeMatch: '' },
  ...fields,
})

describe('a rule in words', () => {
  it.each([
    [{ calleeMatch: '882' }, 'Block outbound calls to numbers beginning +882'],
    [
      { calleeMatch: '46900', calleeCountry: 'SE' },
      'Block outbound calls to numbers beginning +46900 in Sweden',
    ],
    [{ direction: 'INBOUND', callerCountry: 'AQ' }, 'Block inbound calls from Antarctica'],
    [
      { direction: 'INBOUND', callerMatch: '12025550199', calleeCountry: 'US' },
      'Block inbound calls from numbers beginning +12025550199 to United States',
    ],
    [{ calleeCountry: 'ZQ' }, 'Block outbound calls to ZQ'],
    [{ direction: 'INBOUND' }, 'Block all inbound calls'],
  ])('%j', (fields, words) => {
    expect(blockingRuleWords(rule(fields))).toBe(words)
  })
})

it('only a rule without country and prefix blocks everything', () => {
  expect(blocksEverything(rule({}))).toBe(true)
  for (const part of ['callerCountry', 'calleeCountry', 'callerMatch', 'calleeMatch'])
    expect(blocksEverything(rule({ [part]: '46' })), part).toBe(false)
})

it('searches the same calls as the rule where the vendor can, in terms that the search of calls reads', () => {
  expect(matchingCalls(rule({ calleeCountry: 'SE', calleeMatch: '46' }))).toBeUndefined()
  const search = matchingCalls(rule({ direction: 'INBOUND', callerMatch: '4670', calleeMatch: '1' }))
  expect(readCallQuery(search ?? new URLSearchParams())).toMatchObject({
    query: { direction: ['INBOUND'], from: '+4670', to: '+1', last: '30d' },
  })
})
