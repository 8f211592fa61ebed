import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addressText, covers, cidrsBetween, publicCount, spanOf, unionOf, type Cidr } from './cidr'
import { lintRanges, wideReason, worstFinding } from './cidr-lint'
import { readRangeLines } from './cidr-lines'

const ranges = (text: string) => readRangeLines(text).good
const kinds = (text: string, others: Parameters<typeof lintRanges>[1] = []) =>
  lintRanges(ranges(text), others).findings.map((found) => found.map(({ level, kind }) => `${level} ${kind}`))

const alone: [string, string[]][] = [
  ['8.8.8.8', []],
  ['8.8.8.0/24', []],
  ['8.8.8.0/23', ['warn wide']],
  ['8.8.0.0/15', ['warn wide']],
  ['8.8.0.0/14', ['bad far_too_wide']],
  ['8.0.0.0/8', ['bad far_too_wide']],
  ['8.0.0.0/7', ['bad needs_confirmation']],
  ['8.8.8.8/24', ['warn host_bits']],
  ['10.0.0.1', ['warn special']],
  ['172.31.255.255', ['warn special']],
  ['172.32.0.0', []],
  ['192.168.1.0/24', ['warn special']],
  ['100.64.0.1', ['warn special']],
  ['100.128.0.0', []],
  ['127.0.0.1', ['warn special']],
  ['169.254.1.1', ['warn special']],
  ['224.0.0.1', ['warn special']],
  ['240.0.0.1', ['warn special']],
  ['203.0.113.0/24', ['warn special']],
  ['203.0.112.0/23', ['warn wide', 'note contains_special']],
]

const together: [string, string[][]][] = [
  ['8.8.8.8\n8.8.8.8', [[], ['warn duplicate']]],
  ['8.8.8.0/24\n8.8.8.8/24', [[], ['warn host_bits', 'warn duplicate']]],
  ['8.8.8.8\n8.8.8.0/24', [['note contained'], []]],
  ['8.8.8.0/25\n8.8.8.128/25', [['note mergeable'], ['note mergeable']]],
  ['8.8.8.128/25\n8.8.9.0/25', [[], []]],
  ['8.8.8.0/26\n8.8.8.64/26\n8.8.8.128/25', [['note mergeable'], ['note mergeable'], ['note mergeable']]],
]

describe('the linter', () => {
  it.each(alone)('of %s alone says %j', (text, expected) => expect(kinds(text)).toEqual([expected]))
  it.each(together)('of %j together says %j', (text, expected) => expect(kinds(text)).toEqual(expected))

  it('names what merges into what', () => {
    const [first] = lintRanges(ranges('8.8.8.0/26\n8.8.8.64/26\n8.8.8.128/25')).findings
    expect(first?.[0]?.text).toBe('With its neighbours it is 8.8.8.0/24: 3 ranges in one.')
  })

  it('never offers the whole internet', () => {
    expect(kinds('0.0.0.0/1\n128.0.0.0/1').flat()).not.toContain('note mergeable')
    expect(cidrsBetween(0, 2 ** 32 - 1).map(({ range }) => range)).toEqual([1, 1])
  })

  it('looks across the lists of one trunk, both ways and for the same addresses', () => {
    const others = ranges('8.8.8.0/24\n9.9.9.9\n1.1.1.1').map((range) => ({
      ...range,
      list: 'Other',
      trunk: 'T',
    }))
    expect(kinds('8.8.8.8\n9.9.9.0/24\n1.1.1.1\n7.7.7.7', others)).toEqual([
      ['note elsewhere'],
      ['note elsewhere'],
      ['note elsewhere'],
      [],
    ])
    expect(lintRanges(ranges('8.8.8.8'), others).findings[0]?.[0]?.text).toContain('“Other”, which “T” uses')
  })

  it('calls /0 everything and text that is no address unreadable', () => {
    expect(lintRanges([{ ipAddress: '0.0.0.0', range: 0 }]).findings[0]?.[0]?.kind).toBe('everything')
    expect(lintRanges([{ ipAddress: 'x', range: 32 }]).findings[0]?.[0]?.kind).toBe('unreadable')
  })

  it('gives the worst of all', () => {
    const { findings } = lintRanges(ranges('8.8.8.8\n10.0.0.1\n8.0.0.0/8'))
    expect(worstFinding(findings)?.kind).toBe('far_too_wide')
    expect(worstFinding([[]])).toBeUndefined()
  })
})

describe('a typed confirmation is needed', () => {
  it.each([
    ['0.0.0.0/1\n128.0.0.0/1', true],
    ['8.0.0.0/7', true],
    ['10.0.0.0/7', true],
    ['8.0.0.0/8', false],
    ['8.0.0.0/8\n10.0.0.0/8', false],
    ['8.0.0.0/8\n8.8.8.8', false],
    ['8.0.0.0/8\n9.0.0.1', true],
    ['8.0.0.0/8\n10.1.2.3', false],
    ['8.0.0.0/9\n8.128.0.0/9\n9.9.9.9', true],
  ])('for %j: %s', (text, expected) => expect(wideReason(ranges(text)) !== undefined).toBe(expected))
})

const cidr = fc
  .record({ address: fc.integer({ min: 0, max: 2 ** 32 - 1 }), range: fc.integer({ min: 1, max: 32 }) })
  .map(({ address, range }): Cidr => ({ ipAddress: addressText(address), range }))
// Few addresses close to each other, so that ranges do meet.
const near = fc
  .record({ address: fc.integer({ min: 0, max: 255 }), range: fc.integer({ min: 24, max: 32 }) })
  .map(({ address, range }): Cidr => ({ ipAddress: addressText(134_744_064 + address), range }))
const spans = (list: readonly Cidr[]) => list.map((one) => spanOf(one) ?? { first: 0, last: 0 })

describe('for any ranges', () => {
  it('the union counts each address once', () => {
    fc.assert(
      fc.property(fc.array(near, { maxLength: 30 }), (list) => {
        const addresses = new Set(
          spans(list).flatMap(({ first, last }) =>
            Array.from({ length: last - first + 1 }, (_, at) => first + at),
          ),
        )
        expect(lintRanges(list).addresses).toBe(addresses.size)
      }),
    )
  })

  it('a range is inside another or twice exactly when an exhaustive comparison says so', () => {
    fc.assert(
      fc.property(fc.array(near, { maxLength: 20 }), (list) => {
        const places = spans(list)
        const { findings } = lintRanges(list)
        places.forEach((inner, index) => {
          const holds = places.some(
            (outer, other) =>
              other !== index &&
              outer.first <= inner.first &&
              inner.last <= outer.last &&
              (outer.first !== inner.first || outer.last !== inner.last || other < index),
          )
          const said = findings[index]?.some(({ kind }) => kind === 'contained' || kind === 'duplicate')
          expect(said).toBe(holds)
        })
      }),
    )
  })

  it('what is in a range from one address to another is covered by what is offered for it, and nothing else is', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2 ** 32 - 1 }),
        fc.integer({ min: 0, max: 2 ** 32 - 1 }),
        (one, other) => {
          const [first, last] = [Math.min(one, other), Math.max(one, other)]
          const union = unionOf(spans(cidrsBetween(first, last)))
          expect(union).toEqual([{ first, last }])
        },
      ),
    )
  })

  it('a union covers its parts; public addresses are never more than all', () => {
    fc.assert(
      fc.property(fc.array(cidr, { minLength: 1, maxLength: 30 }), (list) => {
        const union = unionOf(spans(list))
        expect(covers(union, unionOf(spans(list.slice(1))))).toBe(true)
        expect(publicCount(union)).toBeLessThanOrEqual(lintRanges(list).addresses)
        expect(publicCount(union)).toBeGreaterThanOrEqual(0)
      }),
    )
  })

  it('order changes nothing about what lies inside what', () => {
    fc.assert(
      fc.property(fc.array(near, { maxLength: 20 }), (list) => {
        const count = (these: Cidr[]) =>
          lintRanges(these)
            .findings.flat()
            .filter(({ kind }) => kind === 'contained').length
        expect(count([...list].reverse())).toBe(count(list))
      }),
    )
  })
})

describe('many ranges (P15)', () => {
  const many = (count: number): Cidr[] =>
    Array.from({ length: count }, (_, index) => ({
      ipAddress: addressText((134_744_064 + index * 7919 * 64) % 2 ** 32),
      range: 24 + (index % 9),
    }))

  it.each([
    [1_000, 20],
    [10_000, 100],
  ])('%i ranges are looked at within %i ms', (count, ms) => {
    const list = many(count)
    lintRanges(list)
    const best = Math.min(...[1, 2, 3, 4, 5].map(() => timed(() => lintRanges(list))))
    expect(best).toBeLessThan(ms)
  })

  it('10,000 times the same range, and 10,000 neighbours, stay as quick', () => {
    const same = Array.from({ length: 10_000 }, () => ({ ipAddress: '8.8.8.8', range: 32 }))
    const neighbours = same.map((_, index) => ({ ipAddress: addressText(134_742_016 + index), range: 32 }))
    for (const list of [same, neighbours]) {
      lintRanges(list)
      expect(Math.min(...[1, 2, 3, 4, 5].map(() => timed(() => lintRanges(list))))).toBeLessThan(150)
    }
  })
})

// Time of this process in milliseconds, since the machine may be busy with others.
function timed(work: () => void): number {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}
