import { describe, expect, it } from 'vitest'
import { accessControlLists } from '@/lib/resources/access-control-lists'
import { addressText } from '@/lib/rules/cidr'
import { lintRanges } from '@/lib/rules/cidr-lint'
import { cidrOf, type ListRow } from './list-row'
import { readCollectionSearch } from '@/lib/client/collection-search'
import { besideList } from './lists-beside'
import { rangeRows, rangeSortKeys } from './range-rows'

const listOf = (fields: Record<string, unknown>, cidrs: string[]) => ({
  ...accessControlLists.entity.parse({
    ...fields,
    ipRanges: cidrs.map((cidr, index) => {
      const [ipAddress, range] = cidr.split('/')
      return { id: `r${index}`, ipAddress, range: Number(range), description: `Site ${index}` }
    }),
  }),
  etag: '"x"',
})

const { ipRanges } = listOf({ id: 'a' }, ['8.8.8.0/24', '10.0.0.1/32', '9.0.0.0/8', '8.8.8.8/32'])
const shown = (text: string) => {
  const { query } = readCollectionSearch(new URLSearchParams(text), rangeSortKeys)
  if (!query) throw new Error(text)
  return rangeRows(ipRanges, lintRanges(ipRanges.map(cidrOf)), query).rows.map(({ cidr }) => cidr)
}

describe('the ranges of a list', () => {
  it.each([
    ['', ['8.8.8.0/24', '8.8.8.8/32', '9.0.0.0/8', '10.0.0.1/32']],
    ['sort=-address', ['10.0.0.1/32', '9.0.0.0/8', '8.8.8.8/32', '8.8.8.0/24']],
    ['sort=finding', ['9.0.0.0/8', '10.0.0.1/32', '8.8.8.8/32', '8.8.8.0/24']],
    ['sort=-size', ['9.0.0.0/8', '8.8.8.0/24', '8.8.8.8/32', '10.0.0.1/32']],
    ['q=8.8.8.0%2F24', ['8.8.8.0/24']],
    ['q=site%203', ['8.8.8.8/32']],
    ['q=private', ['10.0.0.1/32']],
    ['pageSize=1&page=2&sort=description', ['10.0.0.1/32']],
  ])('asked with %j', (text, expected) => {
    expect(shown(text)).toEqual(expected)
  })

  it('a thousand are searched and sorted within 50 ms (P15)', () => {
    const many = listOf(
      { id: 'b' },
      Array.from(
        { length: 1000 },
        (_, index) => `${addressText(134_744_064 + ((index * 7919) % 100_000) * 16)}/28`,
      ),
    ).ipRanges
    const lint = lintRanges(many.map(cidrOf))
    const query = { q: 'site 9', sort: 'finding', page: 1, pageSize: 50 }
    rangeRows(many, lint, query)
    // Time of this process, since the machine may be busy with others.
    const before = process.cpuUsage()
    expect(rangeRows(many, lint, query).total).toBe(111)
    const { user, system } = process.cpuUsage(before)
    expect((user + system) / 1000).toBeLessThan(50)
  })
})

it('an address that cannot be meant is explained part by part', () => {
  const { problems } = readCollectionSearch(
    new URLSearchParams('sort=banana&page=0&pageSize=501'),
    rangeSortKeys,
  )
  expect(Object.keys(problems ?? {})).toEqual(['Order', 'Page', 'Rows'])
})

it('what stands beside a list are the enabled lists of the same trunks, and no others', () => {
  const usedBy = [{ id: 't1', name: 'Stockholm' }]
  const rows: ListRow[] = [
    { ...listOf({ id: 'a', name: 'A', trunks: ['t1'] }, ['8.8.8.8/32']), usedBy, worst: null },
    { ...listOf({ id: 'b', name: 'B', trunks: ['t1', 't2'] }, ['9.9.9.9/32']), usedBy, worst: null },
    { ...listOf({ id: 'c', name: 'C', trunks: ['t2'] }, ['7.7.7.7/32']), usedBy: null, worst: null },
    {
      ...listOf({ id: 'd', name: 'D', enabled: false, trunks: ['t1'] }, ['6.6.6.6/32']),
      usedBy,
      worst: null,
    },
  ]
  expect(besideList(rows[0], rows).ranges).toEqual([
    { ipAddress: '9.9.9.9', range: 32, list: 'B', trunk: 'Stockholm' },
  ])
  expect(besideList(rows[0], undefined).ranges).toEqual([])
})
