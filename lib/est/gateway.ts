import { ApiError } from '@/lib/errors'
import { isFailure, judge, type Attempt, type DefiniteAnswer } from './attempt'
import type { BreakerPermit } from './breaker'
import { exchange, exchangeStream, type Exchange } from './exchange'
import { ExchangeFailure } from './exchange-failure'
import type { CallWatch } from './health'
import type { EstProject } from './project'
import type { RatePermit } from './rate-budget'
import type { EstShared, HostState } from './shared'
import type { Token } from './token'
import { buildPath, type EstQuery } from './url'
import { isTokenRefused, spokenName, unreachable } from './vendor-error'

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

/** How the calls of a client are made. */
export interface Manner {
  /** On the monotonic clock: no call outlasts it. */
  readonly until?: number
  /** Told when the vendor begins to answer a write. */
  readonly answering?: (status: number) => void
  /** True for work that nobody waits for: its calls give way to all others. */
  readonly isBackground?: boolean
}

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
    private readonly manner: Manner = {},
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
      deadline = this.shared.clock.monotonic() + longestCallMs,
    } = options
    return {
      api,
      method,
      template,
      accept,
      path: buildPath(this.project.projectId, template, params, query),
      body: body === undefined ? undefined : JSON.stringify(body),
      deadline: Math.min(deadline, this.manner.until ?? Number.POSITIVE_INFINITY),
      idempotencyKey: options.idempotencyKey,
      signal: options.signal,
      isStream: options.isStream,
    }
  }

  originOf(call: Call): string {
    return call.api === 'numbers' ? this.project.numbersUrl : this.project.estUrl
  }

  /** Sends a call once, with one more try under a fresh token when the vendor says that the token has ended. */
  async attempt(call: Call, watch: CallWatch): Promise<Attempt> {
    const first = await this.token(call)
    const attempt = await this.sendWith(first, call, watch)
    if (attempt.kind !== 'answer' || attempt.answer.status !== 401) return attempt
    this.key.tokens.drop(first)
    if (!isTokenRefused(attempt.answer)) return attempt
    const second = await this.token(call)
    const replay = await this.sendWith(second, call, watch)
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

  private async sendWith(token: Token, call: Call, watch: CallWatch): Promise<Attempt> {
    const origin = this.originOf(call)
    const host = this.shared.host(origin)
    // Who is refused anyway neither waits for a turn nor takes it from others.
    if (host.breaker.isShut()) throw leftAlone(host)
    const place = await this.place(call, origin, watch)
    let permit: BreakerPermit
    try {
      permit = this.enter(call, host)
    } catch (error) {
      place?.unused()
      throw error
    }
    try {
      const answer = await this.send(
        this.wire(call, origin, token, this.remaining(call)),
        call.isStream ?? false,
      )
      if (isFailure(answer)) permit.fail('errors')
      else permit.succeed()
      const attempt = judge(answer, call.method, this.shared.clock.wallClock())
      if (attempt.kind === 'throttled') place?.throttled(attempt.waitMs)
      else place?.answered()
      return attempt
    } catch (error) {
      if (error instanceof ExchangeFailure && !error.wasSent) place?.unused()
      else place?.answered()
      if (!(error instanceof ExchangeFailure)) {
        permit.release()
        throw error
      }
      const apiError = unreachable(error, host.name)
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

  /** Waits until the rate of the host has a place for the call. Nothing that counts is running yet: no timeout, no probe of the breaker. */
  private async place(call: Call, origin: string, watch: CallWatch): Promise<RatePermit | undefined> {
    const budget = this.shared.rate(origin, this.project)
    if (!budget) return undefined
    const { isBackground = false } = this.manner
    const deadline = call.deadline - shortestTryMs
    return await watch.without(budget.take({ isBackground, deadline, signal: call.signal }))
  }

  private enter(call: Call, host: HostState): BreakerPermit {
    if (this.remaining(call) < shortestTryMs)
      throw new ApiError('upstream_unavailable', `${spokenName(host.name)} did not answer in time.`)
    const permit = host.breaker.enter()
    if (!permit) throw leftAlone(host)
    return permit
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
      answering: call.method === 'GET' ? undefined : this.manner.answering,
      headersTimeoutMs: Math.min(headersTimeoutMs, remaining),
      totalTimeoutMs: Math.min(call.method === 'GET' ? readTimeoutMs : writeTimeoutMs, remaining),
    }
  }

  private async send(wire: Exchange, isStream: boolean): Promise<DefiniteAnswer> {
    if (!isStream) return await exchange(this.shared.dispatcher, wire)
    const { body, ...answer } = await exchangeStream(this.shared.dispatcher, wire)
    return { ...answer, stream: body }
  }
}

function leftAlone({ name, breaker }: HostState): ApiError {
  const { cause, nextTryMs } = breaker.refusal()
  const what = cause === 'errors' ? 'answered with errors' : 'does not answer'
  const seconds = Math.ceil(nextTryMs / 1_000)
  const next = seconds === 0 ? '; it is asked again now.' : `; next try in ${seconds} s.`
  return new ApiError('upstream_unavailable', `${spokenName(name)} ${what}${next}`)
}
