import { listText } from '@/lib/format'
import type { CallFilterName } from '@/lib/rules/call-query'
import { filterLabel, type FilterKey } from './filter-words'

/** The filters that the vendor was not asked for, e.g. "Country and Price"; empty when it was asked for all. */
export function notAskedWords(fields: readonly CallFilterName[]): string {
  return listText([...new Set(fields.map((field) => filterLabel[filterOfField(field)]))])
}

function filterOfField(field: CallFilterName): FilterKey {
  if (field === 'minSeconds' || field === 'maxSeconds') return 'duration'
  return field === 'minPrice' || field === 'maxPrice' ? 'price' : field
}
