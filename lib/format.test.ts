import { describe, expect, it } from 'vitest'
import {
  ageText,
  countText,
  dayTime,
  durationText,
  fixedMoneyText,
  moneyText,
  percentText,
  phoneText,
  relativeTime,
  shortTime,
} from './format'

const now = Date.parse('2026-03-01T12:00:00Z')

describe('format', () => {
  it('says recent moments as an age and old ones as a date', () => {
    expect(relativeTime(now - 1_000, now)).toBe('just now')
    expect(relativeTime(now - 5 * 60_000, now)).toBe('5 min ago')
    expect(relativeTime(now - 3 * 86_400_000, now)).toBe('3 days ago')
    expect(relativeTime('2025-12-24T12:00:00Z', now)).toMatch(/2025/)
  })

  it('gives an age in the largest unit that still tells ages apart', () => {
    expect([0, 12, 119, 180, 7200].map(ageText)).toEqual([
      'just now',
      '12 s ago',
      '119 s ago',
      '3 min ago',
      '2 h ago',
    ])
  })

  it('always writes the date in a column of several days, and the same decimals in a column of money', () => {
    const today = now - 60_000
    expect(dayTime(today, now)).toContain(shortTime(today, now))
    expect(dayTime(today, now)).not.toBe(shortTime(today, now))
    const amounts = [0.5, 0.0123, 12].map((amount) => fixedMoneyText({ currencyCode: 'EUR', amount }))
    expect(amounts.map((text) => text.split('.')[1]?.length)).toEqual([4, 4, 4])
  })

  it('writes durations without losing seconds', () => {
    expect([0, 59, 60, 161, 3605].map(durationText)).toEqual([
      '0 s',
      '59 s',
      '1 m 0 s',
      '2 m 41 s',
      '1 h 0 m 5 s',
    ])
  })

  it('keeps the fractions of a cent that a call costs, and survives a currency nobody knows', () => {
    expect(moneyText({ currencyCode: 'USD', amount: 0.0042 })).toBe('USD\u00a00.0042')
    expect(moneyText({ currencyCode: 'EUR', amount: 12 })).toBe('EUR\u00a012.00')
    expect(moneyText({ currencyCode: '', amount: 1.5 })).toBe('1.50')
  })

  it('counts with the noun in the right number', () => {
    expect([0, 1, 1284].map((count) => countText(count, 'trunk'))).toEqual([
      '0 trunks',
      '1 trunk',
      '1,284 trunks',
    ])
    expect(countText(2, 'entry', 'entries')).toBe('2 entries')
  })

  it('never divides by nothing', () => {
    expect(percentText(0, 0)).toBe('–')
    expect(percentText(614, 1000)).toBe('61.4 %')
  })

  it('groups a number after its country code, and loses no digit', () => {
    expect(phoneText('+46701234567')).toBe('+46 701 234 567')
    expect(phoneText('+12025550143')).toBe('+1 202 555 0143')
    expect(phoneText('+3584012345')).toBe('+358 401 2345')
    for (let length = 6; length <= 15; length++) {
      const number = `+49${'1234567890123'.slice(0, length - 2)}`
      expect(phoneText(number).replaceAll(' ', '')).toBe(number)
    }
  })

  it('leaves anything but E.164 as it is', () => {
    expect(phoneText('sip:anna@pbx.example')).toBe('sip:anna@pbx.example')
    expect(phoneText('112')).toBe('112')
  })
})
