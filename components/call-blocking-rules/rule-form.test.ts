import { describe, expect, it } from 'vitest'
import { callBlockingRules } from '@/lib/resources/call-blocking-rules'
import { mergedRule, ruleInput, ruleSchema, ruleValues } from './rule-form'
import type { RuleRow } from './rule-row'

const held: RuleRow = {
  ...callBlockingRules.entity.parse({
    id: 'R1',
    name: 'Satellites',
    direction: 'outbound',
    calleeMatch: '870',
  }),
  etag: '"1"',
}

const read = (values: Partial<ReturnType<typeof ruleValues>>, rule?: RuleRow) => {
  const result = ruleSchema(rule).safeParse({ ...ruleValues(rule), ...values })
  return result.success
    ? result.data
    : Object.fromEntries(result.error.issues.map(({ path, message }) => [path.join('.'), message]))
}

describe('the form of a rule', () => {
  it('sends an untouched rule back as it was', () => {
    expect(read({}, held)).toEqual(ruleInput(held))
  })

  it('reads a country by name and a prefix as people write it', () => {
    expect(read({ calleeCountry: 'sweden', calleeMatch: '+46 900', callerMatch: '0046-8' })).toMatchObject({
      ...{ direction: 'OUTBOUND', calleeCountry: 'SE', calleeMatch: '46900', callerMatch: '468' },
    })
  })

  it('keeps a code of the vendor that is no country', () => {
    expect(read({}, { ...held, callerCountry: 'ZQ' })).toMatchObject({ callerCountry: 'ZQ' })
  })

  it('says what is wrong beside the field', () => {
    expect(read({ calleeCountry: 'Atlantis', callerMatch: 'abc' })).toEqual({
      calleeCountry: 'Choose a country from the list, for example Sweden.',
      callerMatch: 'Use digits only, without the plus sign.',
    })
  })

  it('takes a rule that blocks everything only with the words that say so', () => {
    const asked = { confirmation: 'Write “block all inbound calls” to confirm.' }
    expect(read({ direction: 'INBOUND' })).toEqual(asked)
    expect(read({ direction: 'INBOUND', confirmation: 'block all outbound calls' })).toEqual(asked)
    expect(read({ direction: 'INBOUND', confirmation: 'Block all inbound calls ' })).toMatchObject({
      direction: 'INBOUND',
    })
  })

  it('asks again where a rule that blocks everything is turned to the other direction, not where it is renamed', () => {
    const blanket = { ...held, calleeMatch: '' }
    expect(read({ name: 'All' }, blanket)).toMatchObject({ name: 'All' })
    expect(read({ direction: 'INBOUND' }, blanket)).toHaveProperty('confirmation')
  })
})

it('merges two edits of one rule: what both changed is asked, the rest is taken from whoever changed it', () => {
  const mine = { ...ruleInput(held), name: 'Mine', calleeMatch: '8816' }
  const theirs = { ...held, name: 'Theirs', calleeCountry: 'SE' }
  expect(mergedRule(held, mine, theirs)).toEqual({
    values: { ...mine, calleeCountry: 'SE' },
    fields: [{ name: 'name', label: 'Name', mine: 'Mine', theirs: 'Theirs' }],
    merged:
      'Theirs was taken for Country that is called, which you had not changed. Yours was kept for Number that is called begins with.',
  })
})
