import { describe, expect, it } from 'vitest'
import { ipRanges } from './access-control-lists'
import { endpoints } from './endpoints'
import { trunks } from './trunks'

const fixed = { isRegistered: false, name: 'SBC', address: 'sbc.example.com', port: 5060, priority: 1 }
const problemOf = (change: object) => endpoints.input.safeParse({ ...fixed, ...change }).error?.issues[0]

describe('what is written into an endpoint', () => {
  const longLabel = 'x'.repeat(63)
  it.each([
    ...['203.0.113.9', '2001:db8::1', '::1', '::ffff:203.0.113.9', 'sbc.example.com', 'sbc.example.com.'],
    ...['localhost', '4you.example', '1.2.3.example', `${longLabel}.example`, 'xn--bcher-kva.example'],
  ])('takes the address %s', (address) => {
    expect(problemOf({ address })).toBeUndefined()
  })

  it.each([
    ...['999.999.999.999', '::::', '1.2.3', '1.2.3.4.5', '12345', '0x7f.1', '256.1.1.1', ':5060', '1::2::3'],
    ...[
      '-a.example',
      'a-.example',
      'a..example',
      '.',
      'a_b.example',
      `${longLabel}x.example`,
      'sip:a.example',
    ],
    ...['a.example:5060', 'fe80::1%eth0', '[::1]', 'a b', 'sbc.example.com\nEvil'],
  ])('refuses the address %s in one sentence', (address) => {
    expect(problemOf({ address })?.path).toEqual(['address'])
  })

  it.each([true, [5060], ['5060'], '5060.0', '0x13c4', '1e3', '', ' ', null, 0, 65536, 5060.5, '-1', {}])(
    'refuses the port %j',
    (port) => {
      expect(problemOf({ port })?.message).toBe('The port is a number from 1 to 65535.')
    },
  )

  it.each([true, '1e1', [1], '1.0', 0, '0', null])('refuses the priority %j', (priority) => {
    expect(problemOf({ priority })?.path).toEqual(['priority'])
  })

  it('takes the digits that a form sends for the number they are', () => {
    const written = { ...fixed, port: '5061', priority: ' 10 ' }
    expect(endpoints.input.parse(written)).toMatchObject({ port: 5061, priority: 10 })
    const range = { ipAddress: '203.0.113.0' }
    expect(ipRanges.input.parse({ ...range, range: '24' })).toMatchObject({ range: 24 })
    expect(ipRanges.input.parse(range)).toMatchObject({ range: 32 })
    for (const wrong of [true, [24], '1e1', 0, 33])
      expect(ipRanges.input.safeParse({ ...range, range: wrong }).success).toBe(false)
  })
})

describe('what is written into a trunk', () => {
  const problem = (change: object) =>
    trunks.input.safeParse({ name: 'Office', hostName: 'office', ...change }).error?.issues[0]

  it.each(['-', '-a-', '-a', 'a-', 'a.b', 'a b', 'ä', 'x'.repeat(64)])(
    'refuses the host name %s',
    (hostName) => {
      expect(problem({ hostName })?.path).toEqual(['hostName'])
    },
  )

  it.each(['a', '7', 'a-b', 'A--B', 'x'.repeat(63)])('takes the host name %s', (hostName) => {
    expect(problem({ hostName })).toBeUndefined()
  })

  it.each([0x0a, 0x0d, 0x00, 0x1b, 0x7f, 0x85, 0x2028, 0x202a, 0x202e, 0x2066, 0x2069])(
    'refuses a name with the character %i inside in one sentence',
    (code) => {
      const name = `Head${String.fromCodePoint(code)}office`
      expect(problem({ name })?.message).toMatch(/^Leave out line breaks, .*\.$/)
    },
  )

  it.each(['Головной офис', 'مكتب رئيسي', '本社', 'Zürich – 1', '👩‍💻'])('takes the name %s', (name) => {
    expect(problem({ name })).toBeUndefined()
  })
})
