import { describe, expect, it } from 'vitest'
import { cidrText } from './cidr'
import { readRangeLines, withoutDoubles, withOffers } from './cidr-lines'

const good: [string, ...string[]][] = [
  ['203.0.113.7', '203.0.113.7/32'],
  ['203.0.113.0/24', '203.0.113.0/24'],
  ['  203.0.113.0/24  ', '203.0.113.0/24'],
  ['203.0.113.0 / 24', '203.0.113.0/24'],
  ['203.0.113.7/24', '203.0.113.7/24'],
  ['0.0.0.0/1', '0.0.0.0/1'],
  ['255.255.255.255/32', '255.255.255.255/32'],
  ['203.0.113.7 - Head office', '203.0.113.7/32 Head office'],
  ['203.0.113.7 – Head office', '203.0.113.7/32 Head office'],
  ['203.0.113.0/24-Head office', '203.0.113.0/24 Head office'],
  ['203.0.113.7 Head office', '203.0.113.7/32 Head office'],
  ['203.0.113.7\tHead office', '203.0.113.7/32 Head office'],
  ['203.0.113.7,Head office', '203.0.113.7/32 Head office'],
  ['203.0.113.7; Head office; 2nd floor', '203.0.113.7/32 Head office, 2nd floor'],
  ['203.0.113.7 # PBX 1', '203.0.113.7/32 PBX 1'],
  ['203.0.113.7 - Mine # not this', '203.0.113.7/32 Mine'],
  ['203.0.113.7, 203.0.113.8', '203.0.113.7/32', '203.0.113.8/32'],
  ['203.0.113.7 203.0.113.8', '203.0.113.7/32', '203.0.113.8/32'],
  ['203.0.113.0/28 203.0.113.64/28 Media', '203.0.113.0/28', '203.0.113.64/28 Media'],
  ['203.0.113.7, One, 203.0.113.8, Two', '203.0.113.7/32 One', '203.0.113.8/32 Two'],
  ['203.0.113.7,', '203.0.113.7/32'],
  ['\ufeff203.0.113.7', '203.0.113.7/32'],
  ['203.0.113.7\u200b', '203.0.113.7/32'],
  ['203.0.113.7 - Växjö “süd”', '203.0.113.7/32 Växjö “süd”'],
]

const bad: [string, RegExp, string?][] = [
  ['2001:db8::1', /IPv6.*IPv4 only/],
  ['2001:db8::/32', /IPv6/],
  ['::1', /IPv6/],
  ['[fe80::1]', /IPv6/],
  ['::ffff:203.0.113.7', /IPv6/],
  ['203.0.113.7, 2001:db8::1', /IPv6/],
  ['0.0.0.0/0', /refused always/],
  ['203.0.113.7/0', /refused always/],
  ['203.0.113.0/33', /\/33 is no prefix length/],
  ['203.0.113.0/999', /\/999 is no prefix length/],
  ['203.0.113.0/', /whole number from 1 to 32/],
  ['203.0.113.0/-1', /whole number from 1 to 32/],
  ['203.0.113.0/24.5', /whole number from 1 to 32/],
  ['203.0.113.0/abc', /whole number from 1 to 32/],
  ['203.0.113.256', /four numbers from 0 to 255/],
  ['203.0.113', /four numbers from 0 to 255/],
  ['203.0.113.', /four numbers from 0 to 255/],
  ['203.0.113.*', /four numbers from 0 to 255/],
  ['203.0.113.7.9', /four numbers from 0 to 255/],
  ['203.0..7', /four numbers from 0 to 255/],
  ['203.000.113.7', /leading zeros/],
  ['010.1.2.3', /leading zeros/],
  ['203.0.113.7:5060', /Leave out the port/],
  ['203.0.113.7abc', /cannot stand right after an address/],
  ['203.0.113.0/255.255.255.0', /write 203\.0\.113\.0\/24/, '203.0.113.0/24'],
  ['203.0.113.0 255.255.255.240 Media', /write 203\.0\.113\.0\/28/, '203.0.113.0/28 - Media'],
  ['203.0.113.0/255.0.255.0', /no subnet mask/],
  ['203.0.113.0/0.0.0.0', /refused always/],
  ['203.0.113.0-203.0.113.255', /write 203\.0\.113\.0\/24/, '203.0.113.0/24'],
  ['203.0.113.1 – 203.0.113.4', /write 203\.0\.113\.1\/32, 203\.0\.113\.2\/31, 203\.0\.113\.4\/32/],
  ['203.0.113.8-11', /write 203\.0\.113\.8\/30/, '203.0.113.8/30'],
  ['203.0.113.9-203.0.113.1', /ends before it begins/],
  ['203.0.113.9-203.0.113.300', /four numbers from 0 to 255/],
  ['sip.example.com', /is a name: an ACL holds addresses/],
  ['Head office', /does not begin with an IPv4 address/],
  ['3232235777', /does not begin with an IPv4 address/],
  ['0x7f.0.0.1', /name|does not begin/],
  [',', /no address on this line/],
  [`203.0.113.7 - ${'x'.repeat(256)}`, /longer than 255/],
  ['203.0.113.7 - bell\u0007', /control characters/],
]

describe('one line', () => {
  it.each(good)('%j is taken', (text, ...expected) => {
    const read = readRangeLines(text)
    expect(read.bad).toEqual([])
    expect(read.good.map((range) => `${cidrText(range)} ${range.description}`.trim())).toEqual(expected)
  })

  it.each(bad)('%j is refused with one sentence', (text, problem, offer) => {
    const read = readRangeLines(text)
    expect(read.good).toEqual([])
    expect(read.bad).toHaveLength(1)
    expect(read.bad[0]?.problem).toMatch(problem)
    expect(read.bad[0]?.problem).toMatch(/\.$/)
    if (offer !== undefined) expect(read.bad[0]?.offer).toBe(offer)
  })

  it('there are at least sixty cases', () => expect(good.length + bad.length).toBeGreaterThanOrEqual(60))
})

describe('many lines', () => {
  const text =
    '# our sites\r\n203.0.113.7\r\n\r\nnonsense\n203.0.113.0/255.255.255.0 - Lab\n203.0.113.7/32 - again'

  it('numbers them as an editor does; empty lines and comments count and say nothing', () => {
    const { good: ranges, bad: refused } = readRangeLines(text)
    expect(ranges.map(({ line }) => line)).toEqual([2, 6])
    expect(refused.map(({ line }) => line)).toEqual([4, 5])
  })

  it('what is offered in place of a line is taken then', () => {
    const repaired = readRangeLines(withOffers(text, readRangeLines(text).bad))
    expect(repaired.bad.map(({ line }) => line)).toEqual([4])
    expect(repaired.good).toContainEqual({ ipAddress: '203.0.113.0', range: 24, description: 'Lab', line: 5 })
  })

  it('leaves out doubles of earlier lines and of the list, whatever host bits are set', () => {
    const written = readRangeLines('203.0.113.7\n203.0.113.7/32\n198.51.100.9/24\n192.0.2.1').good
    const { fresh, leftOut } = withoutDoubles(written, [{ ipAddress: '198.51.100.0', range: 24 }])
    expect(fresh.map(cidrText)).toEqual(['203.0.113.7/32', '192.0.2.1/32'])
    expect(leftOut.map(({ range, of }) => [range.line, of])).toEqual([
      [2, 'line 1'],
      [3, 'this list'],
    ])
  })

  it('checks 1,000 lines within 100 ms (P15)', () => {
    const lines = Array.from({ length: 1000 }, (_, index) =>
      index % 27 === 0 ? `bad ${index}` : `203.${index >> 8}.${index & 255}.0/28 - Site ${index}`,
    ).join('\n')
    readRangeLines(lines)
    // Time of this process, since the machine may be busy with others.
    const before = process.cpuUsage()
    const read = readRangeLines(lines)
    const { user, system } = process.cpuUsage(before)
    expect((user + system) / 1000).toBeLessThan(100)
    expect([read.good.length, read.bad.length]).toEqual([962, 38])
  })
})
