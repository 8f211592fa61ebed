import { expect, it } from 'vitest'
import type { CallGap, SearchCoverage } from '@/lib/rules/call-history'
import { anyCall } from '@/lib/rules/call-query'
import { lackText, whyMissing, withoutDetailsText } from './missing-calls'

const until = '2026-11-21T14:00:00.000Z'
const tail: CallGap = { start: until, end: '2026-11-21T14:00:14.000Z', kind: 'waiting', reason: null }
const coverage: SearchCoverage = {
  state: 'current',
  problem: null,
  from: '2026-03-01T00:00:00.000Z',
  until,
  lagSeconds: 14,
  isBackToStart: true,
  gaps: [],
  calls: 12_345,
  keepDays: null,
  isWhole: false,
  missing: [tail],
  withoutDetails: 0,
}
const gap: CallGap = {
  start: '2026-11-20T10:00:00.000Z',
  end: '2026-11-20T11:00:00.000Z',
  kind: 'failed',
  reason: null,
}

it('says why a stretch is missing', () => {
  expect(whyMissing(gap, coverage)).toMatch(/did not answer/)
  expect(whyMissing({ ...gap, reason: 'the vendor answered 500.' }, coverage)).toBe(
    'the vendor answered 500.',
  )
  expect(whyMissing({ ...gap, kind: 'short' }, coverage)).toMatch(/fewer calls came/)
  expect(whyMissing({ ...gap, kind: 'waiting' }, coverage)).toMatch(/its turn comes/)
  expect(whyMissing(tail, coverage)).toMatch(/catching up/)
  expect(whyMissing(tail, { ...coverage, state: 'failing', problem: 'The key was rejected.' })).toBe(
    'it could not be read: The key was rejected.',
  )
  expect(whyMissing({ ...gap, kind: 'gone' }, coverage)).toBe('older calls are not kept.')
  expect(whyMissing({ ...gap, kind: 'gone', reason: 'Older calls are not kept.' }, coverage)).toBe(
    'Older calls are not kept.',
  )
  const older = { ...gap, kind: 'waiting' as const, start: '2026-01-01T00:00:00.000Z' }
  expect(whyMissing(older, coverage)).toMatch(/backwards/)
})

it('says which details are asked for that calls do not have yet', () => {
  const bySipCode = { ...anyCall, sipCode: [503] }
  expect(withoutDetailsText(0, bySipCode)).toBe('')
  expect(withoutDetailsText(1, bySipCode)).toBe(
    '1 of the newest calls has no details yet: a search by SIP code does not find it.',
  )
  expect(withoutDetailsText(3, { ...bySipCode, country: ['SE'], emergency: true })).toBe(
    '3 of the newest calls have no details yet: a search by country, SIP code and emergency does not find them.',
  )
  expect(withoutDetailsText(1000, { ...anyCall, forwarded: true })).toMatch(
    /^1,000 or more of the newest calls have .* by forwarding does/,
  )
})

it('says what a file lacks', () => {
  const whole = { ...coverage, isWhole: true, missing: [] }
  expect(lackText(whole, anyCall)).toBe('')
  expect(lackText(coverage, anyCall)).toBe('1 stretch of this window is missing.')
  expect(
    lackText({ ...coverage, missing: [gap, tail], withoutDetails: 2 }, { ...anyCall, country: ['SE'] }),
  ).toBe(
    '2 stretches of this window are missing. 2 of the newest calls have no details yet: a search by country does not find them.',
  )
})
