import 'server-only'
import { ApiError } from '@/lib/errors'
import type { EstQuery } from '@/lib/est/client'
import { calls } from '@/lib/resources/calls'
import type { EntityOf } from '@/lib/resources/define'
import type { ArchivedCall, FoundCalls } from '@/lib/rules/call-history'
import { readCallQuery, resolveWindow, type CallQuery } from '@/lib/rules/call-query'
import type { CallWindow } from '@/lib/rules/call-window'
import { notAskedLive } from '@/lib/rules/live-filters'
import { readSearchCoverage } from './call-coverage'
import { callTrunkNames, trunkNamesSoon } from './call-trunk-names'
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

/**
 * The search in the vendor's own parameters; in two of the names the operator is part of the name. What the vendor cannot filter by is
 * left out: see `notAskedLive`.
 */
export function vendorQuery(query: CallSearch): EstQuery {
  const left = new Set(notAskedLive(query))
  const one = (name: 'from' | 'to') => (left.has(name) ? undefined : query[name] || undefined)
  return {
    from: one('from'),
    to: one('to'),
    trunkId: left.has('trunkId') ? undefined : query.trunkId[0],
    callResult: left.has('callResult') ? undefined : query.callResult[0],
    direction: query.direction.length === 0 ? undefined : query.direction.join(','),
    'createTime>': query.start,
    'createTime<': query.end,
  }
}

// Someone waits for the answer: beyond this a new try is better than a grey table.
const patienceMs = 12_000

/**
 * One page of calls, asked of the vendor now, in the vendor's order, with the names of their trunks as far as they are known. Given up
 * after 12 seconds, or when `signal` says so.
 */
export async function searchLive(
  project: StoredProject,
  query: CallSearch,
  signal?: AbortSignal,
): Promise<FoundCalls> {
  const began = performance.now()
  const { page, pageSize, start, end } = query
  const naming = trunkNamesSoon(project, query.trunkId)
  const client = await estClient(project)
  const patience = AbortSignal.timeout(patienceMs)
  const options = { signal: signal ? AbortSignal.any([signal, patience]) : patience }
  try {
    const found = await client.list(calls, {}, { ...vendorQuery(query), page, size: pageSize }, options)
    const items = found.items.map(liveCall)
    return {
      source: 'live',
      items,
      trunkNames: await callTrunkNames(naming, items),
      start,
      end,
      pageSize,
      newer: null,
      older: null,
      total: found.totalItems,
      page,
      notAsked: notAskedLive(query),
      coverage: await readSearchCoverage(project, query),
      tookMs: Math.round(performance.now() - began),
    }
  } catch (error) {
    if (!patience.aborted) throw error
    const message = `Sinch has not answered this search for ${patienceMs / 1000} seconds. Try again, or search a shorter time.`
    throw new ApiError('upstream_unavailable', message, { cause: error })
  }
}

/** A call of the vendor's list as the archive tells of calls: what only the export says is not known. */
export function liveCall(call: EntityOf<typeof calls>): ArchivedCall {
  return {
    callId: call.callId,
    from: call.from,
    to: call.to,
    fromCountry: '',
    toCountry: '',
    direction: call.direction === 'INBOUND' || call.direction === 'OUTBOUND' ? call.direction : '',
    callResult: call.callResult,
    createTime: call.createTime ?? '',
    answerTime: call.answerTime,
    endTime: call.endTime,
    durationSeconds: call.durationSeconds,
    billingDurationSeconds: call.billingDurationSeconds,
    pricePerMinute: call.pricePerMinute,
    price: call.price,
    trunkId: call.trunkId,
    pcapId: call.pcapId,
    emergency: false,
    causeCode: null,
    sipCode: null,
    region: '',
    mos: null,
    transport: '',
    port: null,
    groupId: '',
    parentId: '',
    relationship: '',
    hasChildren: false,
    isEnriched: false,
  }
}
