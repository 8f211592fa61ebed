import { expect, it } from 'vitest'
import { readTypedNumber } from './typed-number'

it.each([
  ['0046 70 123 45 67', { e164: '+46701234567', country: 'SE', isPossible: true }],
  ['+1 (415) 555-0100', { e164: '+14155550100', country: 'US', isPossible: true }],
  ['+354 555 0100', { e164: '+3545550100', country: 'IS', isPossible: true }],
  // A digit too few and one too many.
  ['+1415555010', { e164: '+1415555010', isPossible: false }],
  ['+141555501000', { e164: '+141555501000', isPossible: false }],
  // No country has this code.
  ['+99912345678', { e164: '+99912345678', country: undefined, isPossible: false }],
])('reads %s', (text, expected) => {
  expect(readTypedNumber(text)).toMatchObject(expected)
})

it.each(['', '070 123 45 67', 'abc', '+', '+12345678901234567', 'sip:x@example.com'])(
  'takes %j for no number that could be saved',
  (text) => {
    expect(readTypedNumber(text)).toBeUndefined()
  },
)
