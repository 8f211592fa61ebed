import { expect, it } from 'vitest'
import { storedDifference } from './stored-ranges'

const range = (ipAddress: string, prefix: number, description = '') => ({
  ipAddress,
  range: prefix,
  description,
})

it('says nothing when the same ranges came back in whatever order', () => {
  const [one, two] = [range('203.0.113.7', 32, 'PBX'), range('198.51.100.0', 24)]
  expect(storedDifference([one, two], [two, one])).toBeUndefined()
})

it('names what was changed, dropped or added', () => {
  const sent = [range('203.0.113.7', 24), range('203.0.113.7', 24), range('192.0.2.1', 32)]
  const stored = [range('203.0.113.0', 24), range('203.0.113.7', 24), range('192.0.2.1', 32, 'x')]
  expect(storedDifference(sent, stored)).toBe(
    'What the vendor stored differs from what was sent (sent but not stored: 203.0.113.7/24, 192.0.2.1/32; ' +
      'stored but not sent: 203.0.113.0/24, 192.0.2.1/32 “x”).',
  )
})
