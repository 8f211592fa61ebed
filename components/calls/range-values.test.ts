import { expect, it } from 'vitest'
import { readPrice, readSeconds, writtenSeconds } from './range-values'

it.each([
  ['90', 90],
  ['1:30', 90],
  ['1:00:05', 3605],
  [' 45 s ', 45],
  ['0', 0],
  ['soon', null],
  ['1:', null],
  ['-5', null],
])('reads the duration %j', (written, seconds) => {
  expect(readSeconds(written)).toBe(seconds)
})

it('writes durations so that they are read back', () => {
  for (const seconds of [0, 5, 59, 60, 90, 3599, 3600, 3605, 86_400])
    expect(readSeconds(writtenSeconds(seconds))).toBe(seconds)
})

it('reads a price with a point or a comma', () => {
  expect([readPrice('0.05'), readPrice('0,05'), readPrice('12')]).toEqual([0.05, 0.05, 12])
  expect([readPrice('five'), readPrice('-1'), readPrice('1.2.3')]).toEqual([null, null, null])
})
