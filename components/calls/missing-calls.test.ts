import { expect, it } from 'vitest'
import type { CallGap, SearchCoverage } from '@/lib/rules/call-history'
import { whyMissing } from './missing-calls'

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
  const older = { ...gap, kind: 'waiting' as const, start: '2026-01-01T00:00:00.000Z' }
  expect(whyMissing(older, coverage)).toMatch(/backwards/)
})
