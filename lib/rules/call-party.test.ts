import { expect, it } from 'vitest'
import { cleanParty, partyKey, partyProblem, partySearch, partyTail } from './call-party'

it.each([
  ['+46 70-123', '+4670123'],
  ['+46 (0)70 123 45 67', '+46701234567'],
  ['0046 70 123', '+4670123'],
  ['(415) 555-0100', '4155550100'],
  ['+1.415.555.0100', '+14155550100'],
  ['\u202a+46\u00a070\u2011123\u202c', '+4670123'],
  ['＋４６７０', '+4670'],
  ['tel:+46-70', '+4670'],
  ['  +46  ', '+46'],
  ['0', '0'],
  ['00', '00'],
  ['070 123', '070123'],
  ['*45 67', '*4567'],
  ['…4567', '*4567'],
  ['', ''],
])('cleans a pasted number: %j becomes %j', (written, cleaned) => {
  expect(cleanParty(written)).toBe(cleaned)
  expect(partyProblem(cleaned)).toBeUndefined()
})

it('keeps the spelling of a SIP address, since the vendor compares it letter by letter', () => {
  expect(cleanParty(' SIP:12015555555@76.184.202.212 ')).toBe('sip:12015555555@76.184.202.212')
  expect(cleanParty('sips:Alice-(x)@pbx.example')).toBe('sips:Alice-(x)@pbx.example')
  expect(partyProblem('sip:12015555555@76.184.202.212')).toBeUndefined()
})

it('is stable: cleaning twice changes nothing more', () => {
  for (const written of [
    '+46 (0)70-1',
    '0046',
    '00 46',
    'sip:a b',
    'abc 12',
    'tel:0046 1',
    '(0)46',
    '+(0)',
  ]) {
    expect(cleanParty(cleanParty(written))).toBe(cleanParty(written))
  }
})

it.each(['Anna', '+46abc', 'sip: 1201', '+', '++46', '12*34'])('refuses %j with a sentence', (written) => {
  expect(partyProblem(cleanParty(written))).toMatch(/beginning of a number/)
})

it('refuses a number that is longer than any number', () => {
  expect(partyProblem('+123456789012345')).toBeUndefined()
  expect(partyProblem('+1234567890123456')).toMatch(/15 digits/)
  expect(partyProblem(`sip:${'1'.repeat(300)}`)).toMatch(/longer than/)
})

it('asks for two digits after the star, and takes no more than a number has', () => {
  expect(partyProblem('*')).toMatch(/two digits/)
  expect(partyProblem('*4')).toMatch(/two digits/)
  expect(partyProblem('*45')).toBeUndefined()
  expect(partyProblem('*1234567890123456')).toMatch(/15 digits/)
})

it('finds a number by the same key, however it is written', () => {
  expect([partyKey('+46701'), partyKey('46701'), partyKey('sip:46701'), partyKey('SIPS:46701')]).toEqual(
    Array.from({ length: 4 }, () => '46701'),
  )
  expect(partyKey('sip:Alice@PBX.example')).toBe('alice@pbx.example')
})

it('reads a number from its end, also that of a SIP address', () => {
  expect(partyTail('+46701')).toBe('10764')
  expect(partyTail('sip:46701@pbx.example:5060')).toBe('10764')
  expect(partyTail('sip:alice@pbx.example')).toBe('')
})

it('takes a search apart into a beginning, an address and an end', () => {
  expect(partySearch('+4670')).toEqual({ key: '4670' })
  expect(partySearch('sip:Alice')).toEqual({ key: 'alice', address: 'sip:Alice' })
  expect(partySearch('*4567')).toEqual({ tail: '7654' })
})
