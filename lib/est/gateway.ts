import { ApiError } from '@/lib/errors'
import type { Readable } from 'node:stream'
import type { Breaker } from './breaker'
import { exchange, exchangeStream, type Answer, type Exchange } from './exchange'
import { ExchangeFailure } from './exchange-failure'
import { longestWaitMs, retryAfterMs } from './retry-after'
import type { EstShared } from './shared'
import type { EstProject } from './project'
import type { Token } from './token'
import { buildPath, type EstQuery } from './url'
import { isTokenRefused, refusal, spokenName, unreachable } from './vendor-error'

/** One logical call, whatever the number of times it is sent. */
export interface Call {
  readonly api: 'est' | 'numbers'
  readonly method: Exchange['method']
  readonly template: string
  readonly path: string
  readonly body?: string
  readonly accept: string
  readonly idempotencyKey?: string
  /** On the monotonic clock: nothing is sent and nobody waits after it. */
  readonly deadline: number
  readonly signal?: AbortSignal
  /** True for a download: the body of a good answer is left unread. */
  readonly isStream?: boolean
}

/** What a call is made of; the gateway adds the rest. */
export interface CallOptions {
  api?: 'est' | 'numbers'
  method?: Exchange['method']
  params?: Readonly<Record<string, string>>
  query?: EstQuery
  body?: unknown
  accept?: string
  idempotencyKey?: string
  deadline?: number
  signal?: AbortSignal
  isStream?: boolean
}

/** A definite answer: a success or a refusal, not a case for another try. */
export interface DefiniteAnswer extends Answer {
  stream?: Readable
}

/** What came of sending a call once. */
export type Attempt =
  | { kind: 'answer'; answer: DefiniteAnswer }
  /** 429: nothing was done. */
  | { kind: 'throttled'; error: ApiError; waitMs: number | null }
  /** No byte was sent. */
  | { kind: 'refused'; error: ApiError }
  /** It may have been done or not: a timeout, a reset, a gateway's 502 or 504, a 500 or 503. */
  | { kind: 'unknown'; error: ApiError; waitMs: number | null }

/** Everything but streams is over, retries included, after this time. */
export const longestCallMs = 33_000

const headersTimeoutMs = 10_000
const readTimeoutMs = 15_000
const writeTimeoutMs = 30_000
const shortestTryMs = 50

/** Sends calls of one project with its token, and keeps the breaker and the health of the host informed. */
export class Gateway {
  constructor(
    readonly project: EstProject,
    readonly shared: EstShared,
    /** On the monotonic clock: no call of this gateway outlasts it. */
    private readonly until = Number.POSITIVE_INFINITY,
    /** Told when the vendor begins to answer a write. */
    private readonly answering?: (status: number) => void,
  ) {}

  /** Fixes path, body and deadline of a call. Throws `bad_request` when a part of its path is not valid. */
  prepare(template: string, options: CallOptions = {}): Call {
    const {
      api = 'est',
      method = 'GET',
      params = {},
      query,
      body,
      accept = 'application/json',
      deadline,
    } = options
    return {
      api,
      method,
      template,
      accept,
      path: buildPath(this.project.projectId, template, params, query),
      body: body === undefined ? undefined : JSON.stringify(body),
      deadline: Math.min(deadline ?? this.shared.clock.monotonic() + longestCallMs, this.until),
      idempotencyKey: options.idempotencyKey,
      signal: options.signal,
      isStream: options.isStream,
    }
  }

  originOf(call: Call): string {
    return call.api === 'numbers' ? this.project.numbersUrl : this.project.estUrl
  }

  /** Sends a call once, with one more try under a fresh token when the vendor says that the token has ended. */
  async attempt(call: Call): Promise<Attempt> {
    const first = await this.token(call)
    const attempt = await this.sendWith(first, call)
    if (attempt.kind !== 'answer' || attempt.answer.status !== 401) return attempt
    this.key.tokens.drop(first)
    if (!isTokenRefused(attempt.answer)) return attempt
    const second = await this.token(call)
    const replay = await this.sendWith(second, call)
    if (replay.kind === 'answer' && replay.answer.status === 401) this.key.tokens.drop(second)
    return replay
  }

  get key() {
    return this.shared.key(this.project)
  }

  /** The token, or an error when it does not come while the caller still waits. The fetch itself goes on for the others. */
  private async token(call: Call): Promise<Token> {
    const tokens = this.key.tokens
    const atHand = tokens.peek()
    if (atHand) return atHand
    const controller = new AbortController()
    const giveUp = () => controller.abort()
    call.signal?.addEventListener('abort', giveUp, { once: true })
    if (call.signal?.aborted) giveUp()
    const timer = setTimeout(giveUp, Math.max(0, this.remaining(call)))
    const gaveUp = new Promise<never>((_, reject) => {
      const fail = () =>
        reject(new ApiError('upstream_unavailable', 'The token service of Sinch did not answer in time.'))
      if (controller.signal.aborted) fail()
      else controller.signal.addEventListener('abort', fail, { once: true })
    })
    // Whoever loses the race must not end as an unhandled rejection.
    gaveUp.catch(() => undefined)
    try {
      return await Promise.race([tokens.get(), gaveUp])
    } finally {
      clearTimeout(timer)
      call.signal?.removeEventListener('abort', giveUp)
    }
  }

  private remaining(call: Call): number {
    return call.deadline - this.shared.clock.monotonic()
  }

  private async sendWith(token: Token, call: Call): Promise<Attempt> {
    const origin = this.originOf(call)
    const { breaker, name: host } = this.shared.host(origin)
    const remaining = this.remaining(call)
    if (remaining < shortestTryMs)
      throw new ApiError('upstream_unavailable', `${spokenName(host)} did not answer in time.`)
    const permit = breaker.enter()
    if (!permit) throw new ApiError('upstream_unavailable', leftAlone(spokenName(host), breaker.refusal()))
    try {
      const answer = await this.send(this.wire(call, origin, token, remaining), call.isStream ?? false)
      if (answer.status >= 500 && answer.status !== 501) permit.fail('errors')
      else permit.succeed()
      return this.judge(answer, call)
    } catch (error) {
      if (!(error instanceof ExchangeFailure)) {
        permit.release()
        throw error
      }
      const apiError = unreachable(error, host)
      if (error.reason === 'cancelled') {
        permit.release()
        throw new ApiError('upstream_unavailable', apiError.message, {
          cause: error,
          outcomeUnknown: call.method === 'GET' ? undefined : true,
        })
      }
      permit.fail('silence')
      return error.wasSent
        ? { kind: 'unknown', error: apiError, waitMs: null }
        : { kind: 'refused', error: apiError }
    }
  }

  private wire(call: Call, origin: string, token: Token, remaining: number): Exchange {
    const headers: Record<string, string> = { accept: call.accept, authorization: `Bearer ${token.value}` }
    if (call.body !== undefined) headers['content-type'] = 'application/json'
    if (call.idempotencyKey !== undefined) headers['idempotency-key'] = call.idempotencyKey
    return {
      origin,
      path: call.path,
      method: call.method,
      headers,
      body: call.body,
      signal: call.signal,
      answering: call.method === 'GET' ? undefined : this.answering,
      headersTimeoutMs: Math.min(headersTimeoutMs, remaining),
      totalTimeoutMs: Math.min(call.method === 'GET' ? readTimeoutMs : writeTimeoutMs, remaining),
    }
  }

  private async send(wire: Exchange, isStream: boolean): Promise<DefiniteAnswer> {
    if (!isStream) return await exchange(this.shared.dispatcher, wire)
    const { body, ...answer } = await exchangeStream(this.shared.dispatcher, wire)
    return { ...answer, stream: body }
  }

  private judge(answer: DefiniteAnswer, call: Call): Attempt {
    const waitMs = retryAfterMs(answer.retryAfter, answer.date, this.shared.clock.wallClock())
    if (answer.status === 429) {
      const seconds = waitMs === null ? undefined : Math.ceil(waitMs / 1_000)
      const until =
        seconds !== undefined && waitMs !== null && waitMs > longestWaitMs
          ? ` in ${seconds} seconds`
          : ' shortly'
      const error = new ApiError('rate_limited', `Sinch limits the number of requests. Try again${until}.`, {
        vendorHttpStatus: 429,
        retryAfterSeconds: seconds,
      })
      return { kind: 'throttled', error, waitMs }
    }
    if (answer.status >= 500 && answer.status !== 501) {
      return { kind: 'unknown', error: refusal(answer, call.method), waitMs }
    }
    return { kind: 'answer', answer }
  }
}

function leftAlone(name: string, { cause, nextTryMs }: ReturnType<Breaker['refusal']>): string {
  const what = cause === 'errors' ? 'answered with errors' : 'does not answer'
  const seconds = Math.ceil(nextTryMs / 1_000)
  return seconds === 0
    ? `${name} ${what}; it is asked again now.`
    : `${name} ${what}; next try in ${seconds} s.`
}
