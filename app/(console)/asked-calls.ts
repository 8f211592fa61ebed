import 'server-only'
import { cache } from 'react'
import { callsQuery } from '@/components/calls/calls-query'
import { readCallQuery, resolveWindow } from '@/lib/rules/call-query'
import type { Reads } from './prefetched'

/** When the page that is being sent was asked for, in milliseconds by the server's clock. */
export const askedAt = cache(() => Date.now())

/** The search of calls that an address asks for, of one trunk where that is given. Only its rows: sums and counts must not hold up the page. */
export function readCalls(asked: { projectId: string; trunkId?: string; search: URLSearchParams }): Reads {
  const { query } = readCallQuery(asked.search)
  // Only the reader's browser knows when a month began where the reader is, unless the address names a zone.
  if (!query || (query.last === 'month' && query.zone === undefined)) return () => []
  const searched = asked.trunkId === undefined ? query : { ...query, trunkId: [asked.trunkId] }
  const window = resolveWindow(searched, askedAt())
  return (client) => [client.query(callsQuery(asked.projectId, searched, window))]
}
