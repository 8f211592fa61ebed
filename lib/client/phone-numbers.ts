import { keepPreviousData, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { activeNumberPlace, phoneNumberPlace } from '@/lib/resources/places'
import { api, pathOf, request } from './api'
import type { Tagged } from './queries'

/** What a change of trunk has to know of a number: where its calls go now and where they are about to go. */
export interface NumberKey {
  phoneNumber: string
  trunkId: string
  trunkName: string
  state: 'assigned' | 'unassigned' | 'moving' | 'failed'
  provisioning: { status: string; trunkId: string; trunkName: string } | null
  /** The voice app or fax service that has its calls instead of a trunk. */
  otherUse: { type: string; id: string } | null
}

/** A number in the list; its tag is empty where only EST knows it, and then it can neither be renamed nor released. */
export type NumberRow = Tagged<
  NumberKey & {
    countryCode: string
    type: string
    displayName: string
    expireAt: string | null
    rented: boolean
  }
>

/** How many numbers there are of which kind in the whole project. */
export interface NumberSummary {
  total: number
  moving: number
  failed: number
  unassigned: number
  countries: string[]
}

/** An amount in a currency. */
export interface Price {
  currencyCode: string
  amount: number
}

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

/** An order of a number of which nobody knows what came. */
export interface UnsettledRent {
  phoneNumber: string
  monthlyPrice: Price | null
  actorEmail: string
  orderedAt: string
}

/** The address of the CSV of all numbers that the filters leave. */
export function numberExportPath(projectId: string, filters: Readonly<Record<string, string>>): string {
  return below(projectId, 'phoneNumbers', 'export') + searchOf(filters)
}

/** All numbers that the filters leave, as many as one selection may hold. */
export async function readNumberKeys(projectId: string, filters: Readonly<Record<string, string>>) {
  const path = below(projectId, 'phoneNumbers', 'keys') + searchOf(filters)
  return await api<{ items: NumberKey[]; total: number; stale: boolean; complete: boolean }>('GET', path)
}

/** Counts and countries of all numbers; its key lies below the list's, so whatever changes the list asks for it again. */
export function numberSummaryQuery(projectId: string) {
  return queryOptions({
    queryKey: ['projects', projectId, 'phoneNumbers', 'summary'],
    queryFn: ({ signal }) =>
      api<NumberSummary>('GET', below(projectId, 'phoneNumbers', 'summary'), { signal }),
  })
}

/** The countries in which numbers are sold; they hardly ever change. */
export function saleRegionsQuery(projectId: string) {
  return queryOptions({
    queryKey: ['projects', projectId, 'availableRegions'],
    queryFn: async ({ signal }) =>
      (await api<{ items: SaleRegion[] }>('GET', below(projectId, 'availableRegions'), { signal })).items,
    staleTime: 3_600_000,
  })
}

/** Numbers for sale, asked of the vendor now. */
export function saleQuery(projectId: string, search: SaleSearch) {
  return queryOptions({
    queryKey: ['projects', projectId, 'availableNumbers', search],
    queryFn: async ({ signal }) => {
      const path = below(projectId, 'availableNumbers') + searchOf({ ...search })
      return (await api<{ items: SaleNumber[] }>('GET', path, { signal })).items
    },
    placeholderData: keepPreviousData,
    enabled: search.regionCode !== '' && search.type !== '',
  })
}

/** The orders whose outcome nobody knows. */
export function unsettledRentsQuery(projectId: string) {
  return queryOptions({
    queryKey: ['projects', projectId, 'unsettledRents'],
    queryFn: async ({ signal }) =>
      (await api<{ items: UnsettledRent[] }>('GET', below(projectId, 'unsettledRents'), { signal })).items,
  })
}

/** Rents a number at the price that was shown. It is sent once, whatever comes of it. */
export function useRentNumber(projectId: string) {
  return useNumberWrite(projectId, ({ phoneNumber, monthlyPrice, setupPrice }: SaleNumber) =>
    api<{ phoneNumber: string }>('POST', below(projectId, 'availableNumbers', phoneNumber, 'rent'), {
      body: { monthlyPrice, setupPrice },
    }),
  )
}

/** Looks whether an order came through. */
export function useLookAgain(projectId: string) {
  return useNumberWrite(projectId, (phoneNumber: string) =>
    api<{ outcome: 'rented' | 'unknown' }>('POST', below(projectId, 'unsettledRents', phoneNumber)),
  )
}

/** Says that an order did not come through; the console looks once more before it believes it. */
export function useSettleAsNotRented(projectId: string) {
  return useNumberWrite(projectId, (phoneNumber: string) =>
    api<{ outcome: 'rented' | 'not_rented' }>('DELETE', below(projectId, 'unsettledRents', phoneNumber)),
  )
}

/** Ends the subscription of a number, on the condition that it still is what `etag` says. */
export function useReleaseNumber(projectId: string) {
  return useNumberWrite(
    projectId,
    async ({ phoneNumber, etag }: Pick<NumberRow, 'phoneNumber' | 'etag'>) =>
      (
        await request<{ expireAt: string | null }>(
          'POST',
          below(projectId, 'activeNumbers', phoneNumber, 'release'),
          { ifMatch: etag },
        )
      ).body,
  )
}

function useNumberWrite<Input, Output>(projectId: string, write: (input: Input) => Promise<Output>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: write,
    // Also after a failure: what was ordered may have come although its answer was lost.
    onSettled: async () => {
      const touched = [phoneNumberPlace, activeNumberPlace].map(({ path }) => path.slice(1))
      await Promise.all(
        [...touched, 'availableNumbers', 'unsettledRents', 'overview'].map((name) =>
          client.invalidateQueries({ queryKey: ['projects', projectId, name] }),
        ),
      )
    },
  })
}

function below(projectId: string, ...parts: string[]): string {
  return `/api${pathOf('projects', projectId, ...parts)}`
}

function searchOf(values: Readonly<Record<string, string>>): string {
  const text = new URLSearchParams(Object.entries(values).filter(([, value]) => value !== '')).toString()
  return text === '' ? '' : `?${text}`
}
