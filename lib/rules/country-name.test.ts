import { describe, expect, it } from 'vitest'
import { countryName } from './country-name'

describe('a country', () => {
  it.each([
    ['SE', 'Sweden'],
    ['not a code', 'not a code'],
  ])('%s is called %s', (code, name) => {
    expect(countryName(code)).toBe(name)
  })
})
