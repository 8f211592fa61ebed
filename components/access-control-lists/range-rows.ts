import type { CollectionSearch } from '@/lib/client/collection-search'
import { spanOf } from '@/lib/rules/cidr'
import type { Finding, RangesLint } from '@/lib/rules/cidr-lint'
import { cidrText, sizeOf } from '@/lib/rules/cidr'
import { compareNaturally } from '@/lib/rules/natural-order'
import { cidrOf, type IpRange } from './list-row'

/** A range in its table. */
export interface RangeRow {
  range: IpRange
  cidr: string
  addresses: number
  findings: readonly Finding[]
  /** Its first address as a number, to be sorted by. */
  first: number
}

/** By what the ranges of a list can be sorted; the first is the usual order. */
export const rangeSortKeys = ['address', 'description', 'size', 'finding'] as const

/** The rows of a list's ranges, searched and sorted, and the page of them that is asked for. */
export function rangeRows(
  ranges: readonly IpRange[],
  lint: RangesLint,
  { q, sort, page, pageSize }: CollectionSearch,
) {
  const needle = q.trim().toLowerCase()
  const rows = ranges
    .map((range, index): RangeRow => {
      const cidr = cidrOf(range)
      return {
        range,
        cidr: cidrText(cidr),
        addresses: sizeOf(cidr.range),
        findings: lint.findings[index] ?? [],
        first: spanOf(cidr)?.first ?? Infinity,
      }
    })
    .filter((row) => needle === '' || haystack(row).includes(needle))
  const key = sort.replace(/^-/, '')
  const sign = sort.startsWith('-') ? -1 : 1
  const compare = comparators[key] ?? byAddress
  rows.sort((one, other) => sign * compare(one, other) || byAddress(one, other))
  if (pageSize === 'all') return { total: rows.length, rows }
  const start = (page - 1) * pageSize
  return { total: rows.length, rows: rows.slice(start, start + pageSize) }
}

const levels = ['bad', 'warn', 'note']

const comparators: Record<string, (one: RangeRow, other: RangeRow) => number> = {
  description: (one, other) => compareNaturally(one.range.description, other.range.description),
  size: (one, other) => one.addresses - other.addresses,
  finding: (one, other) => weight(one) - weight(other),
}

function byAddress(one: RangeRow, other: RangeRow): number {
  return one.first === other.first ? one.addresses - other.addresses : one.first - other.first
}

// The worst comes first; without any finding comes last.
function weight({ findings: [first] }: RangeRow): number {
  return first ? levels.indexOf(first.level) : levels.length
}

function haystack({ cidr, range, findings }: RangeRow): string {
  return [cidr, range.description, range.id, ...findings.map(({ label }) => label)].join('\n').toLowerCase()
}
