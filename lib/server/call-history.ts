import 'server-only'
import { createHash } from 'node:crypto'
import { ApiError } from '@/lib/errors'
import type { ArchivedCall, CallCount, CallTotals, FoundCalls } from '@/lib/rules/call-history'
import { filterSearch } from '@/lib/rules/call-query'
import { archiveKey, callArchive } from './call-archive'
import { assertKept, readSearchCoverage } from './call-coverage'
import { searchLive, type CallSearch } from './call-search'
import { callTrunkNames, trunkNamesSoon } from './call-trunk-names'
import type { StoredProject } from './projects'

/** One page of a search, from the archive or from the vendor as the search says. */
export async function findCalls(
  project: StoredProject,
  search: CallSearch,
  signal: AbortSignal,
): Promise<FoundCalls> {
  return search.source === 'live'
    ? await searchLive(project, search, signal)
    : await searchArchive(project, search)
}

async function searchArchive(project: StoredProject, search: CallSearch): Promise<FoundCalls> {
  const began = performance.now()
  const naming = trunkNamesSoon(project, search.trunkId)
  const from = search.cursor === undefined ? undefined : readCursor(project, search, search.cursor)
  const coverage = await readSearchCoverage(project, search)
  assertKept(search, coverage.keepDays)
  const archive = await callArchive()
  const ask = async (place: typeof from) =>
    await archive.read('search', { ...asked(project, search), limit: search.pageSize, from: place })
  let found = await ask(from)
  // Nothing newer than this: it is the first page, and shown whole.
  const isFirst = from === undefined || (from.towards === 'newer' && !found.hasMore)
  if (from !== undefined && isFirst) found = await ask(undefined)
  const items = found.calls.map(({ call }) => call)
  const [first, last] = [found.calls[0], found.calls[found.calls.length - 1]]
  const hasOlder = from?.towards === 'newer' && !isFirst ? true : found.hasMore
  const cursor = (towards: 'newer' | 'older', id: number) => writeCursor(project, search, { id, towards })
  return {
    source: 'archive',
    items,
    trunkNames: await callTrunkNames(naming, items),
    start: search.start,
    end: search.end,
    pageSize: search.pageSize,
    newer: first && !isFirst ? cursor('newer', first.id) : null,
    older: last && hasOlder ? cursor('older', last.id) : null,
    total: null,
    page: null,
    notAsked: [],
    coverage,
    tookMs: Math.round(performance.now() - began),
  }
}

/** How many calls of the archive a search finds. */
export async function countCalls(project: StoredProject, search: CallSearch): Promise<CallCount> {
  return await (await callArchive()).read('count', asked(project, search))
}

/** Totals over a whole search of the archive. */
export async function totalCalls(project: StoredProject, search: CallSearch): Promise<CallTotals> {
  const began = performance.now()
  const naming = trunkNamesSoon(project, search.trunkId)
  const archive = await callArchive()
  const totals = await archive.read('totals', { ...asked(project, search), zone: search.zone ?? 'UTC' })
  const trunkNames = await callTrunkNames(
    naming,
    totals.trunks.map(({ key }) => ({ trunkId: key })),
  )
  return { ...totals, trunkNames, tookMs: Math.round(performance.now() - began) }
}

/** One call of the archive with the other records of the same forwarded call. Throws `not_found`. */
export async function readCall(
  project: StoredProject,
  callId: string,
): Promise<{ call: ArchivedCall; legs: ArchivedCall[]; trunkNames: Record<string, string> }> {
  const archive = await callArchive()
  const found = await archive.read('find', { projectId: archiveKey(project), callId })
  if (!found) throw new ApiError('not_found', 'The archive has no call with this id.')
  const naming = trunkNamesSoon(project, [])
  return { ...found, trunkNames: await callTrunkNames(naming, [found.call, ...found.legs]) }
}

// Enough to be quick, and little enough that nobody waits for the thread that reads; where few calls match, it looks on after so long.
const [callsPerBatch, batchMs] = [2_000, 100]

/** Every call of a search of the archive, newest first, read only as fast as it is taken; nothing is held open in between. */
export async function* archivedCallBatches(
  project: StoredProject,
  search: CallSearch,
  signal: AbortSignal,
): AsyncGenerator<readonly ArchivedCall[]> {
  const archive = await callArchive()
  let from: { id: number; towards: 'older' } | undefined
  for (;;) {
    signal.throwIfAborted()
    const request = { ...asked(project, search), limit: callsPerBatch, from, restAfterMs: batchMs }
    const found = await archive.read('search', request)
    yield found.calls.map(({ call }) => call)
    if (!found.hasMore) return
    from = { id: found.reached, towards: 'older' }
  }
}

function asked(project: StoredProject, search: CallSearch) {
  return {
    projectId: archiveKey(project),
    filters: search,
    start: Date.parse(search.start),
    end: Date.parse(search.end),
  }
}

interface Place {
  id: number
  towards: 'newer' | 'older'
}

/** A place in the order of one search; it says which, so that it is not taken for one of another search. */
function writeCursor(project: StoredProject, search: CallSearch, { id, towards }: Place): string {
  return `${towards}-${id.toString(36)}-${searchDigest(project, search)}`
}

function readCursor(project: StoredProject, search: CallSearch, cursor: string): Place {
  const [, towards, written = '', digest] =
    /^(newer|older)-([0-9a-z]{1,11})-([0-9a-f]{10})$/.exec(cursor) ?? []
  const id = Number.parseInt(written, 36)
  if (
    (towards === 'newer' || towards === 'older') &&
    Number.isSafeInteger(id) &&
    digest === searchDigest(project, search)
  )
    return { id, towards }
  const message = 'This place in the list belongs to another search. Start from its first page.'
  throw new ApiError('invalid_request', message, { fields: { cursor: message } })
}

function searchDigest(project: StoredProject, search: CallSearch): string {
  const text = `${archiveKey(project)}\n${filterSearch(search).toString()}`
  return createHash('sha256').update(text).digest('hex').slice(0, 10)
}
