import 'server-only'
import { ApiError } from '@/lib/errors'
import type { EstQuery } from '@/lib/est/client'
import { calls } from '@/lib/resources/calls'
import { knownFields } from '@/lib/resources/define'
import { readCallQuery, resolveWindow, type CallQuery } from '@/lib/rules/call-query'
import type { CallWindow } from '@/lib/rules/call-window'
import type { StoredProject } from './projects'
import { estClient } from './upstream'

/** A checked search: the window is always explicit, so that the answer can say which one it was. */
export type CallSearch = CallQuery & CallWindow

/** Reads a call search from the address. Without a window it is the last 24 hours. Throws `invalid_request` with a sentence per field. */
export function readCallSearch(url: URL, now = Date.now()): CallSearch {
  const { query, problems } = readCallQuery(url.searchParams)
  if (problems !== undefined) {
    const [message = 'This search cannot be read.'] = Object.values(problems)
    throw new ApiError('invalid_request', message, { fields: problems })
  }
  return { ...query, ...resolveWindow(query, now) }
}

/** The search in the vendor's own parameters; in two of the names the operator is part of the name. */
export function vendorQuery(query: CallSearch): EstQuery {
  return {
    from: query.from || undefined,
    to: query.to || undefined,
    trunkId: query.trunkId || undefined,
    callResult: query.callResult || undefined,
    direction: query.direction.length === 0 ? undefined : query.direction.join(','),
    'createTime>': query.start,
    'createTime<': query.end,
  }
}

/** One page of calls, asked of the vendor now, in the vendor's order. */
export async function searchCalls(project: StoredProject, query: CallSearch) {
  const { page, pageSize, start, end } = query
  const client = await estClient(project)
  const found = await client.list(calls, {}, { ...vendorQuery(query), page, size: pageSize })
  const items = found.items.map((call) => knownFields(calls, call))
  return { items, total: found.totalItems, page, pageSize, start, end }
}
