import { expect, it } from 'vitest'
import { callPresets, fromLocalInput, toLocalInput, widerPreset, windowOf } from './call-window'

const now = Date.parse('2026-11-21T14:05:07.000Z')

it('makes closed windows that end now', () => {
  expect(windowOf('15m', now)).toEqual({ start: '2026-11-21T13:50:07.000Z', end: '2026-11-21T14:05:07.000Z' })
  expect(windowOf('24h', now).start).toBe('2026-11-20T14:05:07.000Z')
  expect(windowOf('30d', now).start).toBe('2026-10-22T14:05:07.000Z')
  for (const preset of callPresets) expect(windowOf(preset, now).end).toBe('2026-11-21T14:05:07.000Z')
})

it('begins this month at midnight of its first day in the reader’s zone', () => {
  const start = new Date(windowOf('month', now).start)
  expect([
    start.getFullYear(),
    start.getMonth(),
    start.getDate(),
    start.getHours(),
    start.getMinutes(),
  ]).toEqual([2026, 10, 1, 0, 0])
})

it('offers the next wider window, and none beyond the widest', () => {
  expect(widerPreset(windowOf('15m', now))).toBe('1h')
  expect(widerPreset(windowOf('1h', now))).toBe('24h')
  expect(widerPreset(windowOf('24h', now))).toBe('7d')
  expect(widerPreset(windowOf('7d', now))).toBe('30d')
  expect(widerPreset(windowOf('30d', now))).toBeUndefined()
})

it('brings a time into a local input and back without moving it', () => {
  for (const instant of [
    '2026-11-21T14:05:07.000Z',
    '2026-03-29T00:30:00.000Z',
    '2026-07-01T23:59:59.000Z',
  ]) {
    expect(fromLocalInput(toLocalInput(instant))).toBe(instant)
  }
  expect(fromLocalInput('')).toBeUndefined()
  expect(fromLocalInput('soon')).toBeUndefined()
})
