import { expect, it } from 'vitest'
import { phoneNumber } from './fields'
import { trunks } from './trunks'

it('takes a number in any spelling with its country code, and stores E.164', () => {
  for (const written of ['0046 70 123 45 67', '+46 (0)70-123 45 67', ' +46701234567 ', 'tel:+46701234567']) {
    expect(phoneNumber().parse(written), written).toBe('+46701234567')
  }
  expect(phoneNumber().parse(null)).toBe('')
  expect(phoneNumber().parse(phoneNumber().parse('0046701234567'))).toBe('+46701234567')
})

it('speaks of the form of the number, whatever its length', () => {
  for (const written of ['070 123', '+', 'abc', '+4670123456789012345', 'sip:x@example.com']) {
    const { error } = phoneNumber().safeParse(written)
    expect(
      error?.issues.map(({ message }) => message),
      written,
    ).toEqual(['Write the number in E.164 form, for example +14155550100.'])
  }
})

it('forwards to a number that was written with spaces', () => {
  const written = {
    name: 'A',
    hostName: 'a',
    enableCallForward: true,
    callForwardNumber: '0046 70 123 45 67',
  }
  expect(trunks.input.parse(written).callForwardNumber).toBe('+46701234567')
})
