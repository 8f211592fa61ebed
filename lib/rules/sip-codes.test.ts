import { expect, it } from 'vitest'
import { callDirections, callResults } from '../resources/call-values'
import { explainResult, sipCodes } from './sip-codes'

it('explains every published result in both directions', () => {
  for (const callResult of callResults) {
    for (const direction of callDirections) {
      const { title, meaning } = explainResult({ callResult, direction })
      expect(title).not.toBe(callResult)
      expect(meaning).toMatch(/\.$/)
    }
  }
})

it('lists what to check for a failed call, by its direction', () => {
  const codes = (direction: string) =>
    explainResult({ callResult: 'FAILED', direction }).causes.map((cause) => cause.code)
  expect(codes('INBOUND')).toEqual([503, 401, 408])
  expect(codes('OUTBOUND')).toEqual([403, undefined, 603, 404, 407, 408])
})

it('blames nothing for a call that went well', () => {
  expect(explainResult({ callResult: 'COMPLETED', direction: 'INBOUND' }).causes).toEqual([])
})

it('shows a result it does not know as it came', () => {
  expect(explainResult({ callResult: 'REJECTED_BY_MOON', direction: 'INBOUND' }).title).toBe(
    'REJECTED_BY_MOON',
  )
  expect(explainResult({ callResult: '', direction: 'INBOUND' }).title).toBe('No result yet')
})

it('names each code once', () => {
  expect(new Set(sipCodes.map(({ code }) => code)).size).toBe(sipCodes.length)
})
