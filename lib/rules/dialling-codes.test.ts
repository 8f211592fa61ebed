import { describe, expect, it } from 'vitest'
import { callsByCountry, codesOf, diallingCode } from './dialling-codes'

const country = (isoCode: string, ...countryDialingCodes: string[]) => ({
  isoCode,
  name: `Name of ${isoCode}`,
  countryDialingCodes,
})

describe('dialling codes', () => {
  it.each([
    ['+46', '+46'],
    ['46', '+46'],
    ['0046', '+46'],
    ['+1-264', '+1264'],
    ['(1) 264', '+1264'],
  ])('%s is read as %s', (text, code) => expect(diallingCode(text)).toBe(code))

  it.each(['', '+', 'none', '0', '+12345678'])('“%s” is no dialling code', (text) =>
    expect(diallingCode(text)).toBeUndefined(),
  )

  it('counts nothing twice for a country that has a code inside another one of its own', () => {
    expect(codesOf(country('US', '+1', '+1340', '1'))).toEqual(['+1'])
    expect(codesOf(country('DO', '+1809', '+1829'))).toEqual(['+1809', '+1829'])
  })
})

describe('calls by country', () => {
  const world = [
    country('US', '+1'),
    country('CA', '+1'),
    country('JM', '+1876', '+1658'),
    country('SE', '+46'),
    country('IT', '+39'),
    country('VA', '+39', '+379'),
    country('XX'),
  ]
  const counts = new Map<string, number | null>([
    ['+1', 100],
    ['+1876', 3],
    ['+1658', 4],
    ['+46', 0],
    ['+39', 7],
    ['+379', null],
  ])
  const calls = callsByCountry(world, counts)

  it('names who else is in a count that is shared, and no one in one that is not', () => {
    expect(calls.get('US')).toEqual({ calls: 100, sharedWith: ['Name of CA', 'Name of JM'] })
    expect(calls.get('CA')).toEqual({ calls: 100, sharedWith: ['Name of US', 'Name of JM'] })
    expect(calls.get('JM')).toEqual({ calls: 7, sharedWith: [] })
    expect(calls.get('IT')).toEqual({ calls: 7, sharedWith: ['Name of VA'] })
  })

  it('tells none from not known', () => {
    expect(calls.get('SE')).toEqual({ calls: 0, sharedWith: [] })
    expect(calls.get('VA')?.calls).toBeNull()
    expect(calls.get('XX')).toEqual({ calls: null, sharedWith: [] })
    expect(callsByCountry(world, new Map()).get('SE')?.calls).toBeNull()
  })
})
