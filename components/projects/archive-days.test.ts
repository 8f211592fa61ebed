import { expect, it } from 'vitest'
import { deletedBefore, readDays } from './archive-days'

const now = Date.parse('2026-11-21T14:00:00.000Z')

it('reads a number of days, and an empty field as for ever', () => {
  expect([readDays('90'), readDays(' 1 '), readDays('3650'), readDays('')]).toEqual([90, 1, 3650, null])
  expect([readDays('0'), readDays('1.5'), readDays('3651'), readDays('soon')]).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ])
})

it('says from when on calls stay, and nothing where none is older', () => {
  expect(deletedBefore(30, '2026-01-01T00:00:00.000Z', now)).toBe('2026-10-22T14:00:00.000Z')
  expect(deletedBefore(365, '2026-11-01T00:00:00.000Z', now)).toBeUndefined()
  expect(deletedBefore(null, '2026-01-01T00:00:00.000Z', now)).toBeUndefined()
  expect(deletedBefore(30, null, now)).toBeUndefined()
})
