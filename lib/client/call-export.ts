import { ApiError } from '@/lib/errors'
import type { ExportFormat } from '@/lib/rules/call-history'
import { endOfWorkbook } from './workbook-end'

/** More than this is not held in memory: the browser then takes the file by itself. */
export const mostExportBytes = 200_000_000

/** How far a file is: what has arrived, and how many rows that is as far as rows can be told apart. */
export interface ExportProgress {
  bytes: number
  /** Undefined for workbooks, whose rows are compressed. */
  rows: number | undefined
}

/** What the end of a file says of it; `unknown` where nothing does, so that it may have been cut off. */
export type ExportEnd =
  { kind: 'whole'; calls: number } | { kind: 'stopped'; calls: number; why: string } | { kind: 'unknown' }

/** A file that has arrived. */
export interface ExportedFile {
  blob: Blob
  name: string
  end: ExportEnd
}

const tailBytes = 4096
const newline = 10

/**
 * Fetches a file of calls, telling how far it is. Throws `ApiError` for a refusal or a connection that breaks, `too_large` for more than is
 * held in memory, and what `signal` was aborted with.
 */
export async function fetchExport(
  path: string,
  format: ExportFormat,
  { signal, onProgress }: { signal: AbortSignal; onProgress: (progress: ExportProgress) => void },
): Promise<ExportedFile> {
  const response = await fetch(path, { signal }).catch((cause: unknown) => {
    signal.throwIfAborted()
    throw broken(cause)
  })
  if (!response.ok || !response.body)
    throw ApiError.fromBody(await response.json().catch(() => undefined), response.status)
  const chunks: Uint8Array<ArrayBuffer>[] = []
  let bytes = 0
  let lines = 0
  const reader = response.body.getReader()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) break
      chunks.push(value)
      bytes += value.byteLength
      if (bytes > mostExportBytes) throw tooLarge()
      if (format !== 'xlsx') lines += newlinesIn(value)
      // The first line of a table has its titles.
      onProgress({
        bytes,
        rows: format === 'xlsx' ? undefined : Math.max(0, lines - (format === 'csv' ? 1 : 0)),
      })
    }
  } catch (error) {
    signal.throwIfAborted()
    throw error instanceof ApiError ? error : broken(error)
  } finally {
    void reader.cancel().catch(() => undefined)
  }
  const blob = new Blob(chunks, { type: response.headers.get('content-type') ?? undefined })
  const tail = format === 'xlsx' ? await endOfWorkbook(blob) : await blob.slice(-tailBytes).text()
  return { blob, name: fileNameIn(response.headers) ?? `calls.${format}`, end: readEnd(tail) }
}

/** Reads what the last row of a file says: a sentence in tables and workbooks, a JSON object in lines of JSON. */
export function readEnd(tail: string): ExportEnd {
  const text = tail.trimEnd()
  const whole = /End of export: (\d+) calls/.exec(lastLine(text))
  if (whole) return { kind: 'whole', calls: Number(whole[1]) }
  const stopped = /Export stopped after (\d+) calls: ([^"<]*)/.exec(lastLine(text))
  if (stopped) return { kind: 'stopped', calls: Number(stopped[1]), why: (stopped[2] ?? '').trim() }
  const said = jsonOf(lastLine(text))
  if (typeof said !== 'object' || said === null || !('end' in said) || !('calls' in said))
    return { kind: 'unknown' }
  if (said.end === true) return { kind: 'whole', calls: Number(said.calls) }
  return { kind: 'stopped', calls: Number(said.calls), why: 'reason' in said ? String(said.reason) : '' }
}

function lastLine(text: string): string {
  return text.slice(text.lastIndexOf('\n') + 1)
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function newlinesIn(bytes: Uint8Array): number {
  let count = 0
  for (let at = bytes.indexOf(newline); at !== -1; at = bytes.indexOf(newline, at + 1)) count += 1
  return count
}

function fileNameIn(headers: Headers): string | undefined {
  return /filename="([^"]+)"/.exec(headers.get('content-disposition') ?? '')?.[1]
}

function broken(cause: unknown): ApiError {
  return new ApiError(
    'internal',
    'The connection broke before the whole file was here. Nothing was saved; try again.',
    {
      cause,
    },
  )
}

function tooLarge(): ApiError {
  return new ApiError(
    'too_large',
    'This file is too large to be checked here. Let the browser download it by itself.',
  )
}
