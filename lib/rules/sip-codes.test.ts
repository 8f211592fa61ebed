import { expect, it } from 'vitest'
import { callDirections, callResults } from '../resources/call-values'
import { explainResult, sipCodes } from './sip-codes'
import { sipReadings } from './sip-codes-known'
import { resultTitle } from './sip-codes-results'
import { namedSipCodes, sipCodeWord } from './sip-codes-words'

const failed = (direction: string, sipCode?: number | null) =>
  explainResult({ callResult: 'FAILED', direction, sipCode })

it('explains every published result in both directions', () => {
  for (const callResult of callResults) {
    for (const direction of callDirections) {
      const { title, meaning } = explainResult({ callResult, direction })
      expect(title).not.toBe(callResult)
      expect(meaning).toMatch(/\.$/)
    }
  }
})

it('lists what to check for a failed call without a code, by its direction', () => {
  const codes = (direction: string, sipCode?: null) =>
    failed(direction, sipCode).causes.map((cause) => cause.code)
  expect(codes('INBOUND')).toEqual([503, 401, 408])
  expect(codes('OUTBOUND')).toEqual([403, undefined, 603, 404, 407, 408])
  expect(codes('OUTBOUND', null)).toEqual(codes('OUTBOUND'))
})

it('explains a failed call by its own code first, in its own direction', () => {
  const refused = failed('OUTBOUND', 403)
  expect(refused.meaning).toBe('The vendor or the network behind it answered 403, forbidden.')
  expect(refused.causes[0]?.check).toMatch(/access control list/)
  expect(refused.causes).toHaveLength(2)
  expect(failed('OUTBOUND', 404).causes).toEqual([sipCodes.find(({ code }) => code === 404)])
  // The guide speaks of outbound calls; an inbound one is answered by the PBX.
  expect(failed('INBOUND', 404).causes[0]?.check).toMatch(/inbound route/)
  expect(failed('INBOUND', 503).causes[0]?.meaning).toBe('No endpoint could take the call.')
  expect(failed('OUTBOUND', 503).causes[0]?.check).toMatch(/CPS/)
  expect(failed('OUTBOUND', 408).causes[0]?.check).toMatch(/port 5060/)
})

it('falls back to the published causes for a code that says too little', () => {
  expect(failed('INBOUND', 599).causes).toEqual(failed('INBOUND').causes)
  expect(failed('INBOUND', 599).meaning).toMatch(/answered 599, failed at the other side\.$/)
})

it('does not let a code explain a call that did not fail', () => {
  expect(explainResult({ callResult: 'BUSY', direction: 'OUTBOUND', sipCode: 486 }).causes).toEqual([])
})

it('blames nothing for a call that went well', () => {
  expect(explainResult({ callResult: 'COMPLETED', direction: 'INBOUND', sipCode: 200 }).causes).toEqual([])
})

it('shows a result it does not know as it came', () => {
  expect(explainResult({ callResult: 'REJECTED_BY_MOON', direction: 'INBOUND' }).title).toBe(
    'REJECTED_BY_MOON',
  )
  expect(explainResult({ callResult: '', direction: 'INBOUND' }).title).toBe('No result yet')
  expect(resultTitle('toString')).toBe('toString')
})

it('names each code once, and every published one among those that are known', () => {
  expect(new Set(sipCodes.map(({ code }) => code)).size).toBe(sipCodes.length)
  for (const { code } of sipCodes) expect(namedSipCodes).toContain(code)
  for (const code of Object.keys(sipReadings)) expect(namedSipCodes).toContain(Number(code))
})

it('has a word for every code there can be', () => {
  for (let code = 100; code < 700; code += 1) expect(sipCodeWord(code)).toMatch(/^[A-Za-z][A-Za-z ]+$/)
})

it('says what to check in whole sentences', () => {
  for (const { inbound, outbound } of Object.values(sipReadings))
    for (const reading of [inbound, outbound])
      if (reading) for (const text of Object.values(reading)) expect(text).toMatch(/^[A-Z].*\.$/)
})
