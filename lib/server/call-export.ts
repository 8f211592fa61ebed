import 'server-only'
import { z } from 'zod'
import { exportFile } from '@/lib/calls/export-file'
import { ApiError } from '@/lib/errors'
import { exportFormats, type ArchivedCall, type ExportFormat } from '@/lib/rules/call-history'
import { liveCallBatches } from './call-export-live'
import { exportNote } from './call-export-note'
import { archivedCallBatches } from './call-history'
import { readCallSearch, type CallSearch } from './call-search'
import { trunkNamesSoon } from './call-trunk-names'
import { closingSignal, isClosing } from './closing'
import { takePlace } from './export-limits'
import { log } from './log'
import type { StoredProject } from './projects'
import { validated } from './request-body'
import type { RouteContext } from './route'

type Batches = AsyncIterable<readonly ArchivedCall[]>

const choice = z.object({
  format: z.enum(exportFormats, 'The format is csv, ndjson or xlsx.').default('csv'),
  raw: z.enum(['', '1'], 'Write raw=1, or leave it out.').default(''),
})

const contentTypes: Record<ExportFormat, string> = {
  csv: 'text/csv; charset=utf-8',
  ndjson: 'application/x-ndjson; charset=utf-8',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

/**
 * Every call of a search as a file, sent while it is read. The first calls are read before the answer begins, so that a refusal is still
 * an error and not a broken file; what goes wrong later, the shutdown of the console included, the file says of itself.
 */
export async function exportCalls({
  project,
  url,
  request,
  requestId,
  session,
}: Pick<RouteContext<unknown>, 'project' | 'url' | 'request' | 'requestId' | 'session'>): Promise<Response> {
  const search = readCallSearch(url)
  const { format, ...chosen } = validated(choice, Object.fromEntries(url.searchParams))
  const raw = chosen.raw === '1' && format === 'csv'
  const headers = {
    'content-type': contentTypes[format],
    'content-disposition': `attachment; filename="${fileName(search, format, raw)}"`,
  }
  // The framework answers HEAD with this handler and then neither reads the file nor gives it up.
  if (request.method === 'HEAD') return new Response(null, { headers })
  const giveBack = takePlace('export', session.user.id)
  const over = new AbortController()
  const signal = AbortSignal.any([request.signal, over.signal])
  const leave = () => {
    giveBack()
    over.abort()
  }
  try {
    const [batches, trunkNames, note] = await Promise.all([
      begun(batchesOf(project, search, signal)),
      trunkNamesSoon(project, search.trunkId),
      exportNote(project, search),
    ])
    const body = exportFile(
      batches,
      { format, raw, trunkNames: trunkNames ?? new Map(), note },
      {
        signal: request.signal,
        onOver(end) {
          leave()
          if (end.kind !== 'stopped' || isClosing()) return
          log().error({ requestId, calls: end.calls, err: end.error }, 'export failed')
        },
      },
    )
    return new Response(body, { headers })
  } catch (error) {
    leave()
    // Whoever has gone meanwhile reads no error, and it is none for the log.
    if (request.signal.aborted) return new Response(null, { status: 499 })
    throw error
  }
}

function batchesOf(project: StoredProject, search: CallSearch, signal: AbortSignal): Batches {
  return search.source === 'live'
    ? liveCallBatches(project, search, signal)
    : archivedCallBatches(project, search, signal)
}

function fileName({ start, end }: CallSearch, format: ExportFormat, raw: boolean): string {
  return `calls-${start.slice(0, 10)}-to-${end.slice(0, 10)}${raw ? '.raw' : ''}.${format}`
}

/** Calls of which the first are there; they end with an error as soon as the process is told to end. */
async function begun(batches: Batches): Promise<Batches> {
  const source = batches[Symbol.asyncIterator]()
  const next = async () => {
    const result = isClosing() ? undefined : await untilClosing(source.next())
    if (result === undefined) throw new ApiError('internal', 'the console was shut down')
    return result
  }
  let first: Awaited<ReturnType<typeof next>> | undefined = await next()
  const iterator: AsyncIterator<readonly ArchivedCall[]> = {
    async next() {
      const result = first ?? (await next())
      first = undefined
      return result
    },
    async return() {
      await source.return?.()
      return { done: true, value: undefined }
    },
  }
  return { [Symbol.asyncIterator]: () => iterator }
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
