import 'server-only'
import { QueryClient, dehydrate, type DehydratedState } from '@tanstack/react-query'
import { headers } from 'next/headers'
import { cache, type ReactNode } from 'react'
import { Arrived } from '@/components/layout/arrived'
import { sendBy } from '@/lib/client/api'
import { waitAtMost } from '@/lib/server/deadline'
import { askOwnApi } from '@/lib/server/own-api'

sendBy(askOwnApi)

// Longer than memory takes, and shorter than a reader notices: what the vendor has not answered by then, the browser asks for.
const longestWaitMs = 300

// Layouts and pages wait one after the other, so all of one document share the time.
const waitUntil = cache(() => performance.now() + longestWaitMs)

/** The queries of a page, asked on the server; call `client.query` with the very options that the page uses. */
export type Reads = (client: QueryClient) => readonly Promise<unknown>[]

/**
 * Sends what a page is about along with it. What fails or is slow is left to the browser, as is every change of page within the console:
 * the browser may have the data already, and must not wait.
 */
export async function Prefetched({ reads, children }: { reads: Reads; children: ReactNode }) {
  // Always there, also empty: a page that is refreshed must not become another one.
  return <Arrived state={await readAhead(reads)}>{children}</Arrived>
}

async function readAhead(reads: Reads): Promise<DehydratedState | undefined> {
  if ((await headers()).get('sec-fetch-dest') !== 'document') return undefined
  const client = new QueryClient({ defaultOptions: { queries: { retry: false, networkMode: 'always' } } })
  const msLeft = Math.max(0, waitUntil() - performance.now())
  await waitAtMost(msLeft, Promise.allSettled(reads(client)), () => undefined)
  const state = dehydrate(client)
  // The browser asks for the rest, and the vendor is not to be asked twice for it.
  void client.cancelQueries()
  return state
}
