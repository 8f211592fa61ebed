import type { SearchChange } from '@/lib/client/url-search'
import { durationText } from '@/lib/format'
import { callFilterNames, type CallFilterName, type CallFilters } from '@/lib/rules/call-query'
import { countryName } from '@/lib/rules/country-name'
import { resultTitle } from '@/lib/rules/sip-codes-results'
import { directionWord } from './call-words'

/** A filter as it stands in the bar; the two bounds of a range are one. */
export type FilterKey =
  Exclude<CallFilterName, 'minSeconds' | 'maxSeconds' | 'minPrice' | 'maxPrice'> | 'duration' | 'price'

/** The filters that are always in the bar, in its order; those of a page of one trunk have no trunk. */
export const usualFilters = [
  'from',
  'to',
  'party',
  'trunkId',
  'direction',
  'callResult',
] as const satisfies readonly FilterKey[]

/** The filters that are in the bar only while they are set. */
export const rareFilters = [
  'country',
  'duration',
  'price',
  'sipCode',
  'emergency',
  'forwarded',
] as const satisfies readonly FilterKey[]

/** What a filter is called. */
export const filterLabel: Readonly<Record<FilterKey, string>> = {
  from: 'From',
  to: 'To',
  party: 'Either side',
  trunkId: 'Trunk',
  direction: 'Direction',
  callResult: 'Result',
  country: 'Country',
  duration: 'Duration',
  price: 'Price',
  sipCode: 'SIP code',
  emergency: 'Emergency',
  forwarded: 'Forwarded',
}

const rangeFields = {
  duration: ['minSeconds', 'maxSeconds'],
  price: ['minPrice', 'maxPrice'],
} as const satisfies Record<string, readonly CallFilterName[]>

/** The fields of the address that a filter is made of. */
export function filterFields(filter: FilterKey): readonly CallFilterName[] {
  return filter === 'duration' || filter === 'price' ? rangeFields[filter] : [filter]
}

/** Takes filters out of the address. */
export function without(...filters: readonly FilterKey[]): SearchChange {
  return Object.fromEntries(filters.flatMap(filterFields).map((field) => [field, undefined]))
}

/** Takes every filter but the time out of the address. */
export const noFilters: SearchChange = Object.fromEntries(callFilterNames.map((field) => [field, undefined]))

/** What a filter is set to, in the words of the bar; empty where it is not set. */
export function filterValue(
  filter: FilterKey,
  filters: CallFilters,
  trunkName: (trunkId: string) => string,
): string {
  switch (filter) {
    case 'from':
    case 'to':
    case 'party':
      return partyWords(filters[filter])
    case 'trunkId':
      return few(filters.trunkId, trunkName, 'trunks')
    case 'direction':
      return filters.direction.map(directionWord).join(', ')
    case 'callResult':
      return filters.callResult.map(resultTitle).join(', ')
    case 'country':
      return few(filters.country, countryName, 'countries')
    case 'sipCode':
      return filters.sipCode.join(', ')
    case 'duration':
      return rangeWords(filters.minSeconds, filters.maxSeconds, durationText)
    case 'price':
      return rangeWords(filters.minPrice, filters.maxPrice, String)
    case 'emergency':
    case 'forwarded':
      return filters[filter] ? 'only' : ''
  }
}

/** "+4670…" for a beginning, "…4567" for last digits. */
export function partyWords(party: string): string {
  if (party === '') return ''
  return party.startsWith('*') ? `…${party.slice(1)}` : `${party}…`
}

function few(values: readonly string[], nameOf: (value: string) => string, many: string): string {
  return values.length > 2 ? `${values.length} ${many}` : values.map(nameOf).join(', ')
}

function rangeWords(least: number | undefined, most: number | undefined, text: (value: number) => string) {
  if (least === undefined) return most === undefined ? '' : `up to ${text(most)}`
  if (most === undefined) return `from ${text(least)}`
  return least === most ? text(least) : `${text(least)} to ${text(most)}`
}
