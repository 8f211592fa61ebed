import { expect, it } from 'vitest'
import { gapsText, lagText } from './call-archive-text'

it.each([
  [null, ''],
  [0, 'up to now'],
  [14.4, '14 s behind'],
  [180, '3 min behind'],
  [10_800, '3 h behind'],
  [86_400 * 9, '9 days behind'],
])('says how far the archive is behind: %s', (seconds, text) => {
  expect(lagText(seconds)).toBe(text)
})

it('counts gaps as far as they are listed', () => {
  const gap = {
    start: '2026-11-20T10:00:00.000Z',
    end: '2026-11-20T11:00:00.000Z',
    kind: 'failed' as const,
    reason: null,
  }
  const gaps = (count: number) => gapsText({ gaps: Array.from({ length: count }, () => gap) })
  expect([gaps(0), gaps(1), gaps(7), gaps(100)]).toEqual(['no gaps', '1 gap', '7 gaps', '100 gaps or more'])
})
