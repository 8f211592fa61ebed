import { ApiError } from '@/lib/errors'
import type { IncomingHttpHeaders } from 'node:http'
import type { Readable } from 'node:stream'
import type { Dispatcher } from 'undici'
import { ExchangeFailure, failureOf } from './exchange-failure'

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
  /** Told the status when the head of the answer has come, before anything is made of it. */
  answering?: (status: number) => void
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

/** JSON answers above this size are refused. */
export const maxJsonBytes = 32 * 1024 * 1024
// Between two pieces of a download; its whole length has no limit.
const streamIdleTimeoutMs = 30_000

/** Sends a request and reads its whole answer within the limits. Redirects are answers like any other: they are never followed. */
export async function exchange(dispatcher: Dispatcher, wire: Exchange): Promise<Answer> {
  // Reads and writes of single objects go this way. Without a stream and an abort signal of its own each takes a good deal less time.
  return await new Promise<Answer>((resolve, reject) => {
    dispatcher.dispatch(optionsOf(wire), new WholeAnswer(wire, resolve, reject))
  })
}

/** Sends a request and hands over the body of a good answer unread; the body of any other answer is read as text. */
export async function exchangeStream(
  dispatcher: Dispatcher,
  wire: Exchange,
): Promise<Answer & { body?: Readable }> {
  const controller = new AbortController()
  const limits = new Limits(wire, (failure) => controller.abort(failure))
  let isStreaming = false
  try {
    const { statusCode, headers, body } = await dispatcher.request({
      ...optionsOf(wire),
      signal: controller.signal,
    })
    limits.headersArrived()
    const head = headOf(statusCode, headers)
    if (head.status === 200) {
      isStreaming = true
      return { ...head, text: '', body }
    }
    return { ...head, text: await readText(body) }
  } catch (error) {
    throw limits.explain(error)
  } finally {
    // A cancelled caller still ends a stream under way.
    limits.stop(isStreaming)
  }
}

/** Takes an answer off the wire piece by piece, and gives up when a limit is met or the caller goes away. */
class WholeAnswer implements Dispatcher.DispatchHandler {
  private readonly limits: Limits
  private readonly pieces: Buffer[] = []
  private size = 0
  private head: AnswerHead | undefined
  private controller: Dispatcher.DispatchController | undefined

  constructor(
    private readonly wire: Exchange,
    private readonly resolve: (answer: Answer) => void,
    private readonly reject: (error: Error) => void,
  ) {
    this.limits = new Limits(wire, (failure) => this.giveUp(failure))
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.controller = controller
    // It was given up while it waited for a connection.
    if (this.limits.failure) controller.abort(this.limits.failure)
  }

  onResponseStart(_: Dispatcher.DispatchController, status: number, headers: IncomingHttpHeaders): void {
    if (status < 200) return
    this.wire.answering?.(status)
    this.limits.headersArrived()
    this.head = headOf(status, headers)
  }

  onResponseData(_: Dispatcher.DispatchController, piece: Buffer): void {
    this.size += piece.length
    if (this.size <= maxJsonBytes) this.pieces.push(piece)
    else {
      this.limits.stop()
      this.giveUp(tooLarge())
    }
  }

  onResponseEnd(): void {
    this.limits.stop()
    if (this.head) this.resolve({ ...this.head, text: textOf(this.pieces) })
  }

  onResponseError(_: Dispatcher.DispatchController, error: Error): void {
    this.limits.stop()
    this.reject(this.limits.explain(error))
  }

  /** The caller hears of it at once, even while no connection has come about yet. */
  private giveUp(failure: Error): void {
    this.reject(failure)
    this.controller?.abort(failure)
  }
}

function optionsOf({ origin, path, method, headers, body }: Exchange) {
  // Origin and path stay apart: put together as a URL they would be normalised.
  return {
    origin,
    path,
    method,
    headers,
    body: body ?? null,
    headersTimeout: 0,
    bodyTimeout: streamIdleTimeoutMs,
  }
}

function headOf(status: number, headers: IncomingHttpHeaders): AnswerHead {
  const one = (name: string) => {
    const value = headers[name]
    return Array.isArray(value) ? value[0] : value
  }
  const length = one('content-length')
  return {
    status,
    contentType: one('content-type')?.toLowerCase() ?? '',
    contentLength: length !== undefined && /^\d{1,15}$/.test(length) ? Number(length) : undefined,
    retryAfter: one('retry-after'),
    wwwAuthenticate: one('www-authenticate') ?? '',
    date: one('date'),
  }
}

async function readText(body: AsyncIterable<Buffer>): Promise<string> {
  const pieces: Buffer[] = []
  let size = 0
  for await (const piece of body) {
    size += piece.length
    // Leaving the loop destroys the body and its socket.
    if (size > maxJsonBytes) throw tooLarge()
    pieces.push(piece)
  }
  return textOf(pieces)
}

function textOf(pieces: readonly Buffer[]): string {
  return (pieces.length === 1 && pieces[0] ? pieces[0] : Buffer.concat(pieces)).toString('utf8')
}

function tooLarge(): ApiError {
  return new ApiError('upstream_contract', 'Sinch sent an answer that is far too large.')
}

/** The timers of one request, and its caller who may go away; `end` is told once. They are our own because undici's tick once a second. */
class Limits {
  /** Why it was ended, once it was. */
  failure: ExchangeFailure | undefined
  private readonly headersTimer: NodeJS.Timeout
  private readonly totalTimer: NodeJS.Timeout
  private readonly cancel = () => this.fail('cancelled')

  constructor(
    private readonly wire: Exchange,
    private readonly end: (failure: ExchangeFailure) => void,
  ) {
    const expire = () => this.fail('timeout')
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
    return this.failure ?? failureOf(error)
  }

  private fail(reason: 'timeout' | 'cancelled'): void {
    if (this.failure) return
    this.failure = new ExchangeFailure(reason, true, undefined)
    clearTimeout(this.headersTimer)
    clearTimeout(this.totalTimer)
    this.end(this.failure)
  }
}
