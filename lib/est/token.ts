import { ApiError } from '@/lib/errors'
import type { Dispatcher } from 'undici'
import type { Breaker } from './breaker'
import type { EstClock } from './clock'
import { exchange, type Answer } from './exchange'
import { ExchangeFailure } from './exchange-failure'
import { backoffMs, longestWaitMs, retryAfterMs } from './retry-after'
import { refusal, unreachable, vendorWords } from './vendor-error'

/** An access token as requests carry it. */
export interface Token {
  readonly value: string
  /** On the monotonic clock, margin included. */
  readonly expiresAt: number
}

interface KeyAtHost {
  authUrl: string
  keyId: string
  keySecret: string
}

interface Surroundings {
  dispatcher: Dispatcher
  clock: EstClock
  breaker: Breaker
  onRejected(error: ApiError): void
}

const marginMs = 60_000
const maxTries = 4
const triesWindowMs = 60_000
const rejectionKeptMs = 30_000
const defaultLifetimeMs = 300_000

/**
 * The access token of one key. At most one call to the token endpoint is under way, at most four failed ones happen in a minute
 * (its limit is shared by everyone who uses the key), and a key that was refused is not tried again for 30 s.
 */
export class TokenSource {
  private current: Token | null = null
  private fetching: Promise<Token> | null = null
  private rejection: { error: ApiError; until: number } | null = null
  private lastFailure: ApiError | null = null
  private failedTries: number[] = []

  constructor(
    private readonly key: KeyAtHost,
    private readonly around: Surroundings,
  ) {}

  /** The token that is at hand, if there is one. */
  peek(): Token | null {
    return this.current && this.around.clock.monotonic() < this.current.expiresAt ? this.current : null
  }

  /** The current token, or the one being fetched. */
  async get(): Promise<Token> {
    const token = this.peek()
    if (token) return token
    if (this.rejection && this.around.clock.monotonic() < this.rejection.until) throw this.rejection.error
    return await this.fetchOnce()
  }

  /** Forgets a token that was refused, unless a fresh one has taken its place already. */
  drop(refused: Token): void {
    if (this.current === refused) this.current = null
  }

  /** A new token whatever is known, for testing a key. */
  async getFresh(): Promise<Token> {
    this.rejection = null
    return await this.fetchOnce()
  }

  private fetchOnce(): Promise<Token> {
    this.fetching ??= this.fetchWithTries().finally(() => {
      this.fetching = null
    })
    return this.fetching
  }

  private async fetchWithTries(): Promise<Token> {
    const { clock, breaker } = this.around
    for (let tries = 1; ; tries += 1) {
      this.assertTriesLeft()
      const permit = breaker.enter()
      if (!permit)
        throw this.lastFailure ?? new ApiError('upstream_unavailable', 'The token service does not answer.')
      let waitMs: number | null
      try {
        const answer = await this.ask()
        if (answer.status >= 500) permit.fail('errors')
        else permit.succeed()
        if (answer.status >= 200 && answer.status < 300) {
          const token = this.read(answer)
          if (token) return this.keep(token)
        }
        this.failedTries.push(clock.monotonic())
        waitMs = this.waitAfter(answer, tries)
      } catch (error) {
        if (!(error instanceof ExchangeFailure)) {
          permit.release()
          throw error
        }
        permit.fail('silence')
        // A call that never reached the service does not count against its limit.
        if (error.wasSent) this.failedTries.push(clock.monotonic())
        this.lastFailure = unreachable(error, new URL(this.key.authUrl).host)
        waitMs = tries < (error.wasSent ? maxTries : 3) ? backoffMs(tries, false, clock) : null
      }
      if (waitMs === null) throw this.lastFailure
      await clock.sleep(waitMs)
    }
  }

  private assertTriesLeft(): void {
    const since = this.around.clock.monotonic() - triesWindowMs
    this.failedTries = this.failedTries.filter((at) => at > since)
    if (this.failedTries.length >= maxTries && this.lastFailure) throw this.lastFailure
  }

  private async ask(): Promise<Answer> {
    const { authUrl, keyId, keySecret } = this.key
    return await exchange(this.around.dispatcher, {
      origin: authUrl,
      path: '/oauth2/token',
      method: 'POST',
      headers: {
        accept: 'application/json',
        authorization: `Basic ${Buffer.from(`${keyId}:${keySecret}`).toString('base64')}`,
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: 'grant_type=client_credentials',
      headersTimeoutMs: 10_000,
      totalTimeoutMs: 15_000,
    })
  }

  private read(answer: Answer): Token | null {
    const fields = fieldsOf(answer.text)
    if (typeof fields.access_token !== 'string' || !/^[!-~]{1,8192}$/.test(fields.access_token)) {
      this.lastFailure = new ApiError(
        'upstream_contract',
        'The token service answered without an access token.',
      )
      return null
    }
    const seconds = Number(fields.expires_in)
    const lifetimeMs = Number.isFinite(seconds) && seconds > 0 ? seconds * 1_000 : defaultLifetimeMs
    const usableMs = Math.max(lifetimeMs - marginMs, lifetimeMs / 2)
    return { value: fields.access_token, expiresAt: this.around.clock.monotonic() + usableMs }
  }

  private keep(token: Token): Token {
    this.current = token
    this.rejection = null
    this.failedTries = []
    return token
  }

  /** What follows a bad answer: a wait before the next try, or null for none; `lastFailure` then says why. */
  private waitAfter(answer: Answer, tries: number): number | null {
    const { clock } = this.around
    const { status } = answer
    if (status >= 400 && status < 500 && status !== 429) {
      const said = vendorWords(answer.text).message
      const sentence = 'Sinch does not accept this key: the key id or the key secret is wrong.'
      const error = new ApiError(
        'upstream_rejected_credentials',
        said ? `${sentence} Sinch said: ${said}` : sentence,
        {
          vendorHttpStatus: status,
        },
      )
      this.rejection = { error, until: clock.monotonic() + rejectionKeptMs }
      this.lastFailure = error
      this.around.onRejected(error)
      return null
    }
    if (status === 429) {
      const asked = retryAfterMs(answer.retryAfter, answer.date, clock.wallClock())
      this.lastFailure = new ApiError(
        'rate_limited',
        'Sinch limits how often a token may be asked for. Try again in a minute.',
        {
          vendorHttpStatus: 429,
          retryAfterSeconds: Math.ceil((asked ?? triesWindowMs) / 1_000),
        },
      )
      if (tries >= maxTries || (asked ?? 0) > longestWaitMs) return null
      return asked ?? backoffMs(tries, true, clock)
    }
    if (status >= 300) this.lastFailure = refusal(answer, 'POST')
    const isFinal = (status >= 300 && status < 400) || tries >= maxTries
    return isFinal ? null : backoffMs(tries, true, clock)
  }
}

function fieldsOf(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? { ...value } : {}
  } catch {
    return {}
  }
}
