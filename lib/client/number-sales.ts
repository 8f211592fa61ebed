import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import { api, projectApiPath, searchText } from './api'
import type { Price } from './phone-numbers'

/** A number that can be rented. */
export interface SaleNumber {
  phoneNumber: string
  regionCode: string
  type: string
  monthlyPrice: Price | null
  setupPrice: Price | null
  supportingDocumentationRequired: boolean
}

/** A country in which numbers are sold. */
export interface SaleRegion {
  regionCode: string
  regionName: string
  types: string[]
}

/** What to look for among the numbers for sale. */
export interface SaleSearch {
  regionCode: string
  type: string
  pattern: string
  searchPattern: string
}

/** The countries in which numbers are sold; they hardly ever change. */
export function saleRegionsQuery(projectId: string) {
  return queryOptions({
    queryKey: ['projects', projectId, 'availableRegions'],
    queryFn: async ({ signal }) =>
      (await api<{ items: SaleRegion[] }>('GET', projectApiPath(projectId, 'availableRegions'), { signal }))
        .items,
    staleTime: 3_600_000,
  })
}

/** Numbers for sale, asked of the vendor now. */
export function saleQuery(projectId: string, search: SaleSearch) {
  return queryOptions({
    queryKey: ['projects', projectId, 'availableNumbers', search],
    queryFn: async ({ signal }) => {
      const path = projectApiPath(projectId, 'availableNumbers') + searchText({ ...search })
      return (await api<{ items: SaleNumber[] }>('GET', path, { signal })).items
    },
    placeholderData: keepPreviousData,
    enabled: search.regionCode !== '' && search.type !== '',
  })
}

/** Why a number cannot be rented here; undefined when it can. The vendor rents local numbers of the United States at once; every other number takes an order, often with papers. */
export function whyNotRented(sale: SaleNumber): string | undefined {
  if (sale.supportingDocumentationRequired)
    return 'The authorities want documents for this number: order it in the vendor’s dashboard.'
  if (sale.regionCode !== 'US' || sale.type !== 'LOCAL')
    return 'This kind of number is ordered in the vendor’s dashboard.'
  return sale.monthlyPrice ? undefined : 'The vendor has not said what it costs.'
}
