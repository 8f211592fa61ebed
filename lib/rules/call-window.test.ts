import { expect, it } from 'vitest'
import { callPresets, fromLocalInput, fromWallClock, toLocalInput, wallClock, windowOf } from './call-window'
import { widerPreset } from './wider-preset'

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

it.each([
  ['Europe/Stockholm', '2026-10-31T23:00:00.000Z'],
  ['America/New_York', '2026-11-01T04:00:00.000Z'],
  ['Asia/Kolkata', '2026-10-31T18:30:00.000Z'],
  ['UTC', '2026-11-01T00:00:00.000Z'],
])('begins this month at midnight in %s', (zone, start) => {
  expect(windowOf('month', now, zone).start).toBe(start)
})

it('takes the month of the zone where it has begun or not begun yet', () => {
  const edge = Date.parse('2026-12-01T03:00:00.000Z')
  expect(windowOf('month', edge, 'America/New_York').start).toBe('2026-11-01T04:00:00.000Z')
  expect(windowOf('month', edge, 'Asia/Tokyo').start).toBe('2026-11-30T15:00:00.000Z')
})

it('reads the clock of a zone', () => {
  expect(wallClock(now, 'Asia/Kolkata')).toEqual([2026, 11, 21, 19, 35, 7])
  expect(wallClock(Date.parse('2026-11-21T00:00:00Z'), 'UTC')).toEqual([2026, 11, 21, 0, 0, 0])
})

it('finds the instant of a clock, also around the days on which clocks are set', () => {
  const zone = 'Europe/Stockholm'
  const at = (...clock: Parameters<typeof fromWallClock>[0]) =>
    new Date(fromWallClock(clock, zone)).toISOString()
  expect(at(2026, 11, 21, 15, 5, 7)).toBe('2026-11-21T14:05:07.000Z')
  // Twice: the first of them.
  expect(at(2026, 10, 25, 2, 30, 0)).toBe('2026-10-25T00:30:00.000Z')
  expect(at(2026, 10, 25, 3, 0, 0)).toBe('2026-10-25T02:00:00.000Z')
  // Skipped: as if the clocks had not been set.
  expect(at(2026, 3, 29, 2, 30, 0)).toBe('2026-03-29T01:30:00.000Z')
  expect(at(2026, 3, 29, 3, 0, 0)).toBe('2026-03-29T01:00:00.000Z')
  // The day after the last of a month is the first of the next.
  expect(at(2026, 10, 32, 0, 0, 0)).toBe('2026-10-31T23:00:00.000Z')
})

it('offers the next wider window, and none beyond the widest', () => {
  expect(widerPreset(windowOf('15m', now), now)).toBe('1h')
  expect(widerPreset(windowOf('1h', now), now)).toBe('24h')
  expect(widerPreset(windowOf('24h', now), now)).toBe('7d')
  expect(widerPreset(windowOf('7d', now), now)).toBe('30d')
  expect(widerPreset(windowOf('30d', now), now)).toBeUndefined()
})

it('offers only what reaches further back than a window that ended long ago', () => {
  const hour = { start: '2026-11-18T09:00:00.000Z', end: '2026-11-18T10:00:00.000Z' }
  expect(widerPreset(hour, now)).toBe('7d')
  expect(widerPreset({ ...hour, start: '2026-11-14T15:00:00.000Z' }, now)).toBe('30d')
  expect(widerPreset({ ...hour, start: '2026-09-01T00:00:00.000Z' }, now)).toBeUndefined()
  // A clock that is behind by a minute does not make a window shorter than it is.
  expect(widerPreset(windowOf('1h', now), now - 60_000)).toBe('24h')
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
