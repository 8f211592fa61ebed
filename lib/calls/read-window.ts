import pLimit from 'p-limit'
import type { EstClient, EstQuery } from '@/lib/est/client'
import { ApiError } from '@/lib/errors'
import { calls } from '@/lib/resources/calls'
import type { ReadCall } from './call-row'
import { readVendorCsv, type ExportedCall } from './vendor-csv'

/** What the vendor has of one stretch of time. */
export interface WindowReading {
  calls: ReadCall[]
  /** As the vendor counts them. */
  counted: number
  /** False when the list moved while it was read, so that something may have been skipped. */
  isComplete: boolean
  /** Calls of whom the export was read as well. */
  isEnriched: boolean
}

/** The vendor has more calls in a stretch than are read at once. */
export interface TooMany {
  tooMany: number
}

// The largest page of both; the export has no count of its own.
const pageSize = 500
const exportsAtOnce = 2

/** Tells the two answers of `readWindow` apart. */
export function isTooMany(answer: WindowReading | TooMany): answer is TooMany {
  return 'tooMany' in answer
}

/**
 * Reads every call that began from `start` on and before `end`, in milliseconds since the epoch: the list, and with `withExport` the
 * export for the same stretch. Answers how many there are instead when they are more than `most`.
 */
export async function readWindow(
  client: EstClient,
  stretch: { start: number; end: number },
  options: { most: number; withExport: (counted: number) => boolean; signal: AbortSignal },
): Promise<WindowReading | TooMany> {
  const query: EstQuery = {
    'createTime>': new Date(stretch.start).toISOString(),
    // Included, since the vendor tells time more finely than this: what begins at the end itself comes with the next stretch too.
    'createTime<': new Date(stretch.end).toISOString(),
  }
  const { signal } = options
  const first = await client.list(calls, {}, { ...query, page: 1, size: pageSize }, { signal })
  if (first.totalItems > options.most) return { tooMany: first.totalItems }
  // A full page may have come without a count of what there is.
  const isOnePage = first.items.length === first.totalItems && first.items.length < pageSize
  const list = isOnePage ? { ...first, complete: true } : await client.collect(calls, {}, query, { signal })
  const isEnriched = options.withExport(list.totalItems)
  const exported = isEnriched
    ? await readExport(client, query, list.items.length, signal)
    : new Map<string, ExportedCall>()
  return {
    calls: list.items.map((listed) => ({ listed, exported: exported.get(listed.callId) })),
    counted: list.totalItems,
    isComplete: list.complete,
    isEnriched,
  }
}

async function readExport(
  client: EstClient,
  query: EstQuery,
  expected: number,
  signal: AbortSignal,
): Promise<Map<string, ExportedCall>> {
  const found = new Map<string, ExportedCall>()
  if (expected === 0) return found
  const readPage = async (page: number) => {
    const { body } = await client.exportCalls({ ...query, page, size: pageSize }, { signal })
    const rows = readVendorCsv(await wholeText(body))
    for (const row of rows) found.set(row.callId, row)
    return rows.length
  }
  const limit = pLimit(exportsAtOnce)
  const pages = Array.from({ length: Math.ceil(expected / pageSize) }, (_, index) => index + 1)
  await Promise.all(pages.map((page) => limit(() => readPage(page))))
  // Calls may have come meanwhile; what is missing then is read with the next reading.
  return found
}

/** The text of a file. A connection that breaks off meanwhile is an error of the vendor like any other. */
async function wholeText(body: ReadableStream<Uint8Array>): Promise<string> {
  try {
    return await new Response(body).text()
  } catch (cause) {
    throw new ApiError('upstream_unavailable', 'Sinch broke off while it sent the details of calls.', {
      cause,
    })
  }
}
