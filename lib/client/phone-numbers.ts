import { queryOptions } from '@tanstack/react-query'
import { api, projectApiPath, searchText } from './api'
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

/** An order of a number of which nobody knows what came. */
export interface UnsettledRent {
  phoneNumber: string
  monthlyPrice: Price | null
  actorEmail: string
  orderedAt: string
}

/** The address of the CSV of all numbers that the filters leave. */
export function numberExportPath(projectId: string, filters: Readonly<Record<string, string>>): string {
  return projectApiPath(projectId, 'phoneNumbers', 'export') + searchText(filters)
}

/** All numbers that the filters leave, as many as one selection may hold. */
export async function readNumberKeys(projectId: string, filters: Readonly<Record<string, string>>) {
  const path = projectApiPath(projectId, 'phoneNumbers', 'keys') + searchText(filters)
  return await api<{ items: NumberKey[]; total: number; stale: boolean; complete: boolean }>('GET', path)
}

/** Counts and countries of all numbers; its key lies below the list's, so whatever changes the list asks for it again. */
export function numberSummaryQuery(projectId: string) {
  return queryOptions({
    queryKey: ['projects', projectId, 'phoneNumbers', 'summary'],
    queryFn: ({ signal }) =>
      api<NumberSummary>('GET', projectApiPath(projectId, 'phoneNumbers', 'summary'), { signal }),
  })
}

/** The orders whose outcome nobody knows. */
export function unsettledRentsQuery(projectId: string) {
  return queryOptions({
    queryKey: ['projects', projectId, 'unsettledRents'],
    queryFn: async ({ signal }) =>
      (await api<{ items: UnsettledRent[] }>('GET', projectApiPath(projectId, 'unsettledRents'), { signal }))
        .items,
  })
}
