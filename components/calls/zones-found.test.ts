import { expect, it } from 'vitest'
import { zoneName } from './zone-name'
import { zonesFound } from './zones-found'

const zones = ['America/New_York', 'Asia/Kolkata', 'Europe/Stockholm', 'America/North_Dakota/New_Salem']

it('finds a zone by its city, in any case and with spaces', () => {
  expect(zonesFound(zones, 'new york')).toEqual(['America/New_York'])
  expect(zonesFound(zones, 'STOCK')).toEqual(['Europe/Stockholm'])
  expect(zonesFound(zones, 'Asia/Kol')).toEqual(['Asia/Kolkata'])
  expect(zonesFound(zones, 'nowhere')).toEqual([])
})

it('knows UTC although browsers do not list it', () => {
  expect(zonesFound(zones, 'utc')).toEqual(['UTC'])
})

it('puts cities that begin with the search first', () => {
  expect(zonesFound(['America/North_Dakota/Center', 'Europe/Amsterdam', 'America/Ames'], 'am')[0]).toBe(
    'Europe/Amsterdam',
  )
})

it('finds a city by the name it has today, whatever the browser calls its zone', () => {
  expect(zonesFound(['Asia/Calcutta'], 'kolkata')).toEqual(['Asia/Kolkata'])
  expect(zonesFound(['Europe/Kiev', 'Europe/Kyiv'], 'kyiv')).toEqual(['Europe/Kyiv'])
  expect(zoneName('Asia/Tokyo')).toBe('Asia/Tokyo')
})
