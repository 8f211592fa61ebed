import { Readable } from 'node:stream'
import { ApiError } from '@/lib/errors'
import type { DefiniteAnswer } from './attempt'
import type { Call, Gateway } from './gateway'
import { perform } from './perform'
import type { EstQuery } from './url'

/** A file from the vendor, read only as fast as its reader takes it; cancelling the body ends the vendor's connection. */
export interface EstDownload {
  body: ReadableStream<Uint8Array>
  contentType: string
  contentLength?: number
}

interface DownloadOptions {
  signal?: AbortSignal
}

/** The call records of a search as the vendor's CSV. */
export async function exportCalls(
  gateway: Gateway,
  query: EstQuery,
  { signal }: DownloadOptions,
): Promise<EstDownload> {
  const accept = 'text/csv, application/csv, text/plain'
  return await download(gateway, gateway.prepare('/calls/export', { query, accept, signal, isStream: true }))
}

/** The packets of one leg of a call; the vendor keeps them for ten days. */
export async function downloadPcap(
  gateway: Gateway,
  pcapId: string,
  direction: 'INBOUND' | 'OUTBOUND',
  { signal }: DownloadOptions,
): Promise<EstDownload> {
  const options = { params: { pcapId }, query: { direction }, accept: 'application/octet-stream', signal }
  return await download(
    gateway,
    gateway.prepare('/calls/records/:pcapId/pcap', { ...options, isStream: true }),
  )
}

async function download(gateway: Gateway, call: Call): Promise<EstDownload> {
  return await perform(gateway, call, { read: toDownload })
}

function toDownload({ stream, contentType, contentLength }: DefiniteAnswer): EstDownload {
  if (stream === undefined || contentType.includes('html')) {
    // Giving up a body that is still coming is an error event, which nobody else would listen to.
    stream?.on('error', () => undefined).destroy()
    throw new ApiError('upstream_contract', 'Sinch answered with something that is not a file.')
  }
  // Node's web stream differs from the DOM's in its type parameters only.
  const body = Readable.toWeb(stream) as ReadableStream<Uint8Array>
  return { body, contentType: contentType || 'application/octet-stream', contentLength }
}
