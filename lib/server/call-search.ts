import 'server-only'
import { ApiError } from '@/lib/errors'
import type { EstQuery } from '@/lib/est/client'
import { calls } from '@/lib/resources/calls'
import { trunks } from '@/lib/resources/trunks'
import { knownFields } from '@/lib/resources/define'
import { readCallQuery, resolveWindow, type CallQuery } from '@/lib/rules/call-query'
import type { CallWindow } from '@/lib/rules/call-window'
import type { StoredProject } from './projects'
import { lastKnown, lastSnapshot } from './resource-lists'
import type { Soon } from './soon'
import { readTrunkNames } from './trunk-names'
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

// Someone waits for the answer: beyond this a new try is better than a grey table.
const patienceMs = 12_000

// The names of the trunks are read meanwhile; a search waits for them longer only where none were ever read.
const namesPatienceMs = 1_000
const newNamesPatienceMs = 100

/**
 * One page of calls, asked of the vendor now, in the vendor's order, with the names of their trunks as far as they are known. Given up
 * after 12 seconds, or when `signal` says so.
 */
export async function searchCalls(project: StoredProject, query: CallSearch, signal?: AbortSignal) {
  const { page, pageSize, start, end } = query
  const naming = namesFor(project, query.trunkId)
  const client = await estClient(project)
  const patience = AbortSignal.timeout(patienceMs)
  const options = { signal: signal ? AbortSignal.any([signal, patience]) : patience }
  try {
    const found = await client.list(calls, {}, { ...vendorQuery(query), page, size: pageSize }, options)
    const items = found.items.map((call) => knownFields(calls, call))
    const trunkNames = pickNames(await naming, items)
    return { items, trunkNames, total: found.totalItems, page, pageSize, start, end }
  } catch (error) {
    if (!patience.aborted) throw error
    const message = `Sinch has not answered this search for ${patienceMs / 1000} seconds. Try again, or search a shorter time.`
    throw new ApiError('upstream_unavailable', message, { cause: error })
  }
}

// One trunk is not worth reading all of them: whoever asks for its calls knows what it is called, or asks for it alone.
function namesFor(project: StoredProject, trunkId: string): Soon<Map<string, string> | null> {
  if (trunkId === '')
    return readTrunkNames(project, lastSnapshot(project, trunks, {}) ? newNamesPatienceMs : namesPatienceMs)
  const known = lastKnown(project, trunks, { trunkId })
  return known ? new Map([[trunkId, known.object.name]]) : null
}

function pickNames(names: Map<string, string> | null, items: readonly { trunkId: string }[]) {
  const picked = items.flatMap(({ trunkId }): [string, string][] => {
    const name = names?.get(trunkId)
    return name === undefined ? [] : [[trunkId, name]]
  })
  return Object.fromEntries(picked)
}
