import { expect, it } from 'vitest'
import { searchedParty } from './party-form'

it.each([
  ['+46 (0)70-123', '+4670123'],
  ['0046 70', '+4670'],
  ['sip:1201', 'sip:1201'],
  ['', ''],
])('cleans the beginning %j', (written, searched) => {
  expect(searchedParty(written, 'begins with')).toBe(searched)
})

it.each([
  ['45 67', '*4567'],
  ['070-123 45 67', '*0701234567'],
  ['+46 70 123', '*4670123'],
  ['', ''],
  ['abc', '*abc'],
])('takes the digits of %j as last digits', (written, searched) => {
  expect(searchedParty(written, 'ends with')).toBe(searched)
})
