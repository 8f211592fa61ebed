import { describe, expect, it } from 'vitest'
import type { Country } from './country'
import { byContinent, matchesCountry } from './country-search'

const country = (isoCode: string, name: string, continent: string, ...codes: string[]): Country => ({
  isoCode,
  name,
  continent,
  countryDialingCodes: codes,
  enabled: false,
  etag: '"x"',
})
const world = [
  country('SE', 'Sweden', 'Europe', '+46'),
  country('AX', 'Åland Islands', 'Europe', '+358'),
  country('US', 'United States/Canada', 'North America', '+1'),
  country('JM', 'Jamaica', 'North America', '+1876', '+1658'),
  country('SN', 'Senegal', 'Africa', '+221'),
  country('*', 'All other countries', ''),
]
const found = (text: string) => world.filter((one) => matchesCountry(one, text)).map(({ isoCode }) => isoCode)

describe('searching for a country', () => {
  it.each([
    ['', ['SE', 'AX', 'US', 'JM', 'SN', '*']],
    ['swe', ['SE']],
    ['se', ['SE', 'SN']],
    ['aland', ['AX']],
    ['Å', ['AX', 'US', 'JM', 'SN', '*']],
    ['sn', ['SN']],
    ['+46', ['SE']],
    ['0046', ['SE']],
    ['46', ['SE']],
    ['+4', ['SE']],
    ['+46 70 123 45 67', ['SE']],
    ['1876', ['US', 'JM']],
    ['+1 (876) 555-0100', ['US', 'JM']],
    ['+99', []],
    ['atlantis', []],
  ])('“%s” finds %j', (text, isoCodes) => expect(found(text).sort()).toEqual([...isoCodes].sort()))
})

it('groups by continent in the order of the alphabet, with what belongs to none at the end', () => {
  const groups = byContinent(world.map((one) => ({ country: one })))
  expect(groups.map(({ name, rows }) => [name, rows.length])).toEqual([
    ['Africa', 1],
    ['Europe', 2],
    ['North America', 2],
    ['Elsewhere', 1],
  ])
})
