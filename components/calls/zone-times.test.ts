import { expect, it } from 'vitest'
import { fromZoneInput, toZoneInput } from './zone-input'
import { isWithinToday, timesIn } from './zone-times'

it.each([
  ['2026-11-21T14:05:07.000Z', 'Europe/Stockholm', '2026-11-21T15:05:07'],
  ['2026-07-01T22:30:00.000Z', 'Europe/Stockholm', '2026-07-02T00:30:00'],
  ['2026-11-21T14:05:07.000Z', 'Asia/Kolkata', '2026-11-21T19:35:07'],
  ['2026-11-21T02:05:07.000Z', 'America/New_York', '2026-11-20T21:05:07'],
  ['2026-11-21T14:05:07.000Z', 'UTC', '2026-11-21T14:05:07'],
])('brings %s into an input of %s and back', (instant, zone, value) => {
  expect(toZoneInput(instant, zone)).toBe(value)
  expect(fromZoneInput(value, zone)).toBe(instant)
})

it('takes no time for one that is none', () => {
  expect(fromZoneInput('', 'UTC')).toBeUndefined()
  expect(fromZoneInput('soon', 'UTC')).toBeUndefined()
  expect(fromZoneInput('2026-13-01T00:00', 'UTC')).toBeUndefined()
  expect(fromZoneInput('', undefined)).toBeUndefined()
})

it('takes a value without seconds, as browsers write it', () => {
  expect(fromZoneInput('2026-11-21T14:05', 'UTC')).toBe('2026-11-21T14:05:00.000Z')
})

it('knows today by the clocks of the zone', () => {
  const now = Date.parse('2026-11-21T23:30:00Z')
  const window = { start: '2026-11-21T23:10:00Z', end: '2026-11-21T23:30:00Z' }
  expect(isWithinToday(window, 'UTC', now)).toBe(true)
  expect(isWithinToday(window, 'Europe/Stockholm', now)).toBe(true)
  expect(isWithinToday({ ...window, start: '2026-11-21T22:50:00Z' }, 'Europe/Stockholm', now)).toBe(false)
})

it('writes every moment by the clocks of the zone', () => {
  const stockholm = timesIn('Europe/Stockholm')
  expect(stockholm.clock('2026-11-21T13:05:12Z')).toMatch(/14:05:12|2:05:12\sPM/)
  expect(stockholm.day('2026-11-30T23:30:00Z')).toMatch(/Dec/)
  expect(timesIn('Europe/Stockholm')).toBe(stockholm)
})

it('names the time at both ends of a window in which clocks are set', () => {
  const { window } = timesIn('America/New_York')
  const end = '2026-11-03T12:00:00.000Z'
  expect(window({ start: '2026-11-02T12:00:00.000Z', end }).match(/EST|GMT-5/g)).toHaveLength(1)
  const across = window({ start: '2026-10-30T12:00:00.000Z', end })
  expect(across).toMatch(/(EDT|GMT-4) to .*(EST|GMT-5)/)
})
