import { expect, it } from 'vitest'
import { allCountries, countryCode } from './countries'
import { countryName } from './country-name'

it('knows the 249 countries of ISO 3166-1 and Kosovo, each once and each with a name', () => {
  const countries = allCountries()
  expect(countries.length).toBe(250)
  expect(new Set(countries.map(({ code }) => code)).size).toBe(250)
  expect(countries.filter(({ code, name }) => code === name)).toEqual([])
})

it.each([
  ['Sweden', 'SE'],
  [' sweden ', 'SE'],
  ['se', 'SE'],
  ["Cote d'Ivoire", 'CI'],
  ['Curaçao', 'CW'],
  ['Curacao', 'CW'],
  ['Swed', undefined],
  ['', undefined],
])('reads %j as %s', (written, code) => {
  expect(countryCode(written)).toBe(code)
})

it('shows a code that it has no name for as it is', () => {
  expect(countryName('AQ')).toBe('Antarctica')
  expect(countryName('SWE')).toBe('SWE')
  expect(countryName('')).toBe('')
})
