import 'server-only'
import { z } from 'zod'
import { ApiError } from '@/lib/errors'
import { callDirections } from '@/lib/resources/call-values'
import { calls } from '@/lib/resources/calls'
import type { EntityOf } from '@/lib/resources/define'
import { vendorQuery, type CallSearch } from './call-search'
import type { StoredProject } from './projects'
import { closingSignal, isClosing } from './closing'
import { log } from './log'
import { validated } from './request-body'
import { estClient } from './upstream'

type Call = EntityOf<typeof calls>

const pageSize = 500

const columns: readonly [string, (call: Call) => string | number | null][] = [
  ['Created (UTC)', (call) => call.createTime],
  ['Answered (UTC)', (call) => call.answerTime],
  ['Ended (UTC)', (call) => call.endTime],
  ['Direction', (call) => call.direction],
  ['From', (call) => call.from],
  ['To', (call) => call.to],
  ['Trunk id', (call) => call.trunkId],
  ['Result', (call) => call.callResult],
  ['Duration (s)', (call) => call.durationSeconds],
  ['Billed duration (s)', (call) => call.billingDurationSeconds],
  ['Price per minute', (call) => call.pricePerMinute?.amount ?? null],
  ['Price', (call) => call.price?.amount ?? null],
  ['Currency', (call) => call.price?.currencyCode ?? call.pricePerMinute?.currencyCode ?? null],
  ['Call id', (call) => call.callId],
]

/**
 * The whole filtered set as CSV, page by page as the reader takes it. The last row says how many calls the file holds, so that a file
 * that was cut off can be told from a whole one.
 */
export async function exportCalls(
  project: StoredProject,
  query: CallSearch,
  signal: AbortSignal,
  requestId: string,
): Promise<Response> {
  const client = await estClient(project)
  const readPage = (page: number) =>
    client.list(calls, {}, { ...vendorQuery(query), page, size: pageSize }, { signal })
  // The first page is read before the answer begins, so that a refusal is still an error and not a broken file.
  const first = await readPage(1)
  const seen = new Set<string>()
  let page = 1
  const stop = (controller: ReadableStreamDefaultController<Uint8Array>, why: string) => {
    controller.enqueue(encode([`Export stopped after ${seen.size} calls: ${why}`]))
    controller.close()
  }
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      controller.enqueue(encode(columns.map(([title]) => title)))
    },
    pull: async (controller) => {
      let next: Awaited<ReturnType<typeof readPage>> | undefined
      try {
        next = isClosing()
          ? undefined
          : await untilClosing(page === 1 ? Promise.resolve(first) : readPage(page))
      } catch (error) {
        // Nobody reads on after leaving. Otherwise the file itself says that it is not whole: the answer began long ago.
        if (signal.aborted) return controller.error(error)
        log().error({ requestId, calls: seen.size, err: error }, 'export failed')
        stop(controller, error instanceof ApiError ? error.message : 'the console failed')
        return
      }
      if (next === undefined) {
        stop(controller, 'the console was shut down')
        return
      }
      const { items, totalItems } = next
      for (const call of items) {
        // The vendor's order may shift while new calls arrive; each call is written once.
        if (seen.has(call.callId)) continue
        seen.add(call.callId)
        controller.enqueue(encode(columns.map(([, value]) => value(call))))
      }
      const isLast = items.length === 0 || page * pageSize >= totalItems
      page += 1
      if (!isLast) return
      controller.enqueue(encode([`End of export: ${seen.size} calls`]))
      controller.close()
    },
  })
  return new Response(body, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="calls-${query.start.slice(0, 10)}-to-${query.end.slice(0, 10)}.csv"`,
    },
  })
}

/** A cell that a spreadsheet shows and never evaluates: a leading `= + - @`, tab or return gets an apostrophe before it. */
export function csvCell(value: string | number | null): string {
  if (value === null) return '""'
  if (typeof value === 'number') return `"${value}"`
  const safe = /^[=+\-@\t\r\0]/.test(value) ? `'${value}` : value
  return `"${safe.replaceAll('"', '""')}"`
}

/** The result, or undefined as soon as the process is told to end: a page may take longer than it has left. */
async function untilClosing<Result>(reading: Promise<Result>): Promise<Result | undefined> {
  const signal = closingSignal()
  if (!signal) return await reading
  let stop = () => {}
  const closing = new Promise<undefined>((resolve) => {
    stop = () => resolve(undefined)
    signal.addEventListener('abort', stop, { once: true })
  })
  try {
    return await Promise.race([reading, closing])
  } finally {
    signal.removeEventListener('abort', stop)
  }
}

const encoder = new TextEncoder()

function encode(cells: (string | number | null)[]): Uint8Array {
  return encoder.encode(`${cells.map(csvCell).join(',')}\r\n`)
}

const legDirection = z.enum(callDirections, 'The direction is INBOUND or OUTBOUND.').nullable()

/** The packet capture of one leg; the vendor keeps it for ten days. */
export async function downloadPcap(
  project: StoredProject,
  pcapId: string,
  direction: string | null,
  signal: AbortSignal,
): Promise<Response> {
  const leg = validated(legDirection, direction === '' ? null : direction)
  const client = await estClient(project)
  const { body } = await client.downloadPcap(pcapId, leg ?? 'OUTBOUND', { signal })
  const fileName = `${pcapId.replace(/[^A-Za-z0-9_-]/g, '_')}.pcap`
  return new Response(body, {
    headers: {
      'content-type': 'application/vnd.tcpdump.pcap',
      'content-disposition': `attachment; filename="${fileName}"`,
    },
  })
}
