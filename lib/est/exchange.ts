import { ApiError } from '@/lib/errors'
import type { Readable } from 'node:stream'
import type { Dispatcher } from 'undici'

/** One HTTP request as it goes over the wire; the headers are all that is sent. */
export interface Exchange {
  origin: string
  path: string
  method: 'GET' | 'PUT' | 'POST' | 'PATCH' | 'DELETE'
  headers: Record<string, string>
  body?: string
  /** Time for the headers of the answer, in milliseconds. */
  headersTimeoutMs: number
  /** Time for the whole answer, in milliseconds. */
  totalTimeoutMs: number
  signal?: AbortSignal
}

/** The head of an answer: only what the client itself needs of it. */
export interface AnswerHead {
  status: number
  contentType: string
  contentLength?: number
  retryAfter?: string
  wwwAuthenticate: string
  date?: string
}

/** A whole answer. */
export interface Answer extends AnswerHead {
  text: string
}

/** Why there is no answer. When nothing was sent the request can be sent again whatever it is. */
export class ExchangeFailure extends Error {
  override readonly name = 'ExchangeFailure'

  constructor(
    readonly reason:
      'refused' | 'connect_timeout' | 'name' | 'certificate' | 'timeout' | 'reset' | 'cancelled',
    readonly wasSent: boolean,
    cause: unknown,
  ) {
    super(reason, { cause })
  }
}

/** JSON answers above this size are refused. */
export const maxJsonBytes = 32 * 1024 * 1024
// Between two pieces of a download; its whole length has no limit.
const streamIdleTimeoutMs = 30_000

/** Sends a request and reads its whole answer within the limits. Redirects are answers like any other: they are never followed. */
export async function exchange(dispatcher: Dispatcher, wire: Exchange): Promise<Answer> {
  const limits = new Limits(wire)
  try {
    const { head, body } = await send(dispatcher, wire, limits)
    return { ...head, text: await readText(body, head.contentLength) }
  } catch (error) {
    throw limits.explain(error)
  } finally {
    limits.stop()
  }
}

/** Sends a request and hands over the body of a good answer unread; the body of any other answer is read as text. */
export async function exchangeStream(
  dispatcher: Dispatcher,
  wire: Exchange,
): Promise<Answer & { body?: Readable }> {
  const limits = new Limits(wire)
  let isStreaming = false
  try {
    const { head, body } = await send(dispatcher, wire, limits)
    if (head.status === 200) {
      isStreaming = true
      return { ...head, text: '', body }
    }
    return { ...head, text: await readText(body, head.contentLength) }
  } catch (error) {
    throw limits.explain(error)
  } finally {
    // A cancelled caller still ends a stream under way.
    limits.stop(isStreaming)
  }
}

async function send(dispatcher: Dispatcher, wire: Exchange, limits: Limits) {
  const { origin, path, method, headers, body } = wire
  // Origin and path stay apart: put together as a URL they would be normalised.
  const answer = await dispatcher.request({
    origin,
    path,
    method,
    headers,
    body: body ?? null,
    signal: limits.signal,
    headersTimeout: 0,
    bodyTimeout: streamIdleTimeoutMs,
  })
  limits.headersArrived()
  return { head: headOf(answer), body: answer.body }
}

function headOf({ statusCode, headers }: Dispatcher.ResponseData): AnswerHead {
  const one = (name: string) => {
    const value = headers[name]
    return Array.isArray(value) ? value[0] : value
  }
  const length = one('content-length')
  return {
    status: statusCode,
    contentType: one('content-type')?.toLowerCase() ?? '',
    contentLength: length !== undefined && /^\d{1,15}$/.test(length) ? Number(length) : undefined,
    retryAfter: one('retry-after'),
    wwwAuthenticate: one('www-authenticate') ?? '',
    date: one('date'),
  }
}

async function readText(body: Dispatcher.ResponseData['body'], length?: number): Promise<string> {
  // A body is never longer than it said, so there is nothing to count and the shorter way is safe.
  if (length !== undefined && length <= maxJsonBytes) return await body.text()
  const pieces: Buffer[] = []
  let size = 0
  for await (const piece of body) {
    size += piece.length
    // Leaving the loop destroys the body and its socket.
    if (size > maxJsonBytes)
      throw new ApiError('upstream_contract', 'Sinch sent an answer that is far too large.')
    pieces.push(piece)
  }
  return Buffer.concat(pieces).toString('utf8')
}

/** The timers of one request. They are our own because undici's tick once a second. */
class Limits {
  readonly signal: AbortSignal
  private readonly controller = new AbortController()
  private readonly headersTimer: NodeJS.Timeout
  private readonly totalTimer: NodeJS.Timeout
  private readonly cancel = () => this.controller.abort(new ExchangeFailure('cancelled', true, undefined))

  constructor(private readonly wire: Exchange) {
    this.signal = this.controller.signal
    const expire = () => this.controller.abort(new ExchangeFailure('timeout', true, undefined))
    this.headersTimer = setTimeout(expire, Math.min(wire.headersTimeoutMs, wire.totalTimeoutMs))
    this.totalTimer = setTimeout(expire, wire.totalTimeoutMs)
    if (wire.signal?.aborted) this.cancel()
    else wire.signal?.addEventListener('abort', this.cancel, { once: true })
  }

  headersArrived(): void {
    clearTimeout(this.headersTimer)
  }

  stop(keepsSignal = false): void {
    clearTimeout(this.headersTimer)
    clearTimeout(this.totalTimer)
    if (!keepsSignal) this.wire.signal?.removeEventListener('abort', this.cancel)
  }

  explain(error: unknown): Error {
    if (error instanceof ApiError) return error
    const { reason } = this.signal
    if (this.signal.aborted && reason instanceof ExchangeFailure) return reason
    return failureOf(error)
  }
}

function failureOf(error: unknown): ExchangeFailure {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'UND_ERR_CONNECT_TIMEOUT') return new ExchangeFailure('connect_timeout', false, error)
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return new ExchangeFailure('name', false, error)
  if (['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'EADDRNOTAVAIL'].includes(code)) {
    return new ExchangeFailure('refused', false, error)
  }
  if (isConnecting(error)) return new ExchangeFailure('connect_timeout', false, error)
  if (/CERT|SELF_SIGNED|UNABLE_TO|ERR_TLS|ERR_SSL/.test(code)) {
    return new ExchangeFailure('certificate', false, error)
  }
  if (code === 'UND_ERR_BODY_TIMEOUT') return new ExchangeFailure('timeout', true, error)
  return new ExchangeFailure('reset', true, error)
}

/** True when no connection came about, at any of several addresses: their errors come together, under the code of the first. */
function isConnecting(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.length > 0 && error.errors.every(isConnecting)
  return error instanceof Error && 'syscall' in error && error.syscall === 'connect'
}
