import { ApiError } from '@/lib/errors'
import { AdaptiveRate, type RateLimit } from './adaptive-rate'
import type { EstClock } from './clock'
import { longestWaitMs } from './retry-after'

/** A request that is to be sent. */
export interface RateRequest {
  /** True for work that nobody waits for. */
  readonly isBackground: boolean
  /** On the monotonic clock: who would have to wait beyond it is refused at once. */
  readonly deadline: number
  readonly signal?: AbortSignal
}

/** What a request holds while it is under way; exactly one of its methods is called when it ends. */
export interface RatePermit {
  /** For a request that was answered, or that the vendor may have counted all the same. */
  answered(): void
  /** For a 429, with the wait that the vendor asked for, if it did. */
  throttled(waitMs: number | null): void
  /** For a request that was never sent. */
  unused(): void
}

interface Waiter {
  readonly deadline: number
  grant(): void
  refuse(error: ApiError): void
}

// What takes longer to be answered has been counted by the vendor long before.
const countedWithinMs = 1_000
// The vendor's clock need not go as fast as ours.
const shareOfRate = 0.999
// So much later than on an idle day, at most, is a person's request sent because of work in the background.
const backgroundSeconds = 1

/**
 * Keeps the requests to one host with one access key within the vendor's limit: a token bucket that learns from refusals. Requests in the
 * background take a token only while no other waits, and leave so many that a person is held up by them for a second at most.
 *
 * The vendor counts a request at some moment between sending and answer. Here the place of a request fills again from its answer on only,
 * so that this bucket never holds more than the vendor's, however unevenly requests travel.
 */
export class RateBudget {
  private readonly rate: AdaptiveRate
  private tokens: number
  private refilledAt: number
  private pausedUntil = Number.NEGATIVE_INFINITY
  // The oldest first.
  private readonly underWay = new Set<{ readonly sentAt: number }>()
  private readonly people = new Set<Waiter>()
  private readonly background = new Set<Waiter>()
  private alarm: { readonly at: number; readonly controller: AbortController } | undefined

  constructor(
    limit: RateLimit,
    private readonly clock: EstClock,
  ) {
    this.rate = new AdaptiveRate(limit)
    this.tokens = limit.burst
    this.refilledAt = clock.monotonic()
  }

  /** Requests per second as of now: fewer than the limit for a while after the vendor has refused some. */
  get perSecond(): number {
    return this.rate.at(this.clock.monotonic())
  }

  /** Waits for its turn. Throws `rate_limited` when that would come too late, and `upstream_unavailable` when the caller goes away. */
  async take({ isBackground, deadline, signal }: RateRequest): Promise<RatePermit> {
    if (signal?.aborted) throw cancelled()
    return await new Promise((resolve, reject) => {
      const line = isBackground ? this.background : this.people
      const leave = () => {
        line.delete(waiter)
        signal?.removeEventListener('abort', giveUp)
      }
      const giveUp = () => {
        leave()
        reject(cancelled())
        this.serve()
      }
      const waiter: Waiter = {
        deadline,
        grant: () => {
          leave()
          resolve(this.permit())
        },
        refuse: (error) => {
          leave()
          reject(error)
        },
      }
      signal?.addEventListener('abort', giveUp, { once: true })
      line.add(waiter)
      this.serve()
    })
  }

  private permit(): RatePermit {
    const request = { sentAt: this.refilledAt }
    this.tokens -= 1
    this.underWay.add(request)
    const end = (account: (now: number) => void) => {
      const now = this.refill()
      this.underWay.delete(request)
      account(now)
      this.serve()
    }
    return {
      answered: () => end(() => this.rate.answered()),
      unused: () => end((now) => this.add(1, now)),
      throttled: (waitMs) =>
        end((now) => {
          this.tokens = Math.min(0, this.tokens)
          this.rate.refused(request.sentAt, now)
          if (waitMs !== null && waitMs <= longestWaitMs)
            this.pausedUntil = Math.max(this.pausedUntil, now + waitMs)
        }),
    }
  }

  /** Lets go who may go now, refuses whose turn would come too late, and comes back when it is somebody's turn. */
  private serve(): void {
    const now = this.refill()
    for (let next = this.next(now); next; next = this.next(now)) next.grant()
    let waiting = 0
    let soonestMs = Number.POSITIVE_INFINITY
    const look = (line: Iterable<Waiter>, kept: number) => {
      for (const waiter of line) {
        const waitMs = this.msUntil(waiting + 1 + kept, now)
        if (now + waitMs > waiter.deadline) {
          waiter.refuse(tooLate(waitMs))
          continue
        }
        waiting += 1
        soonestMs = Math.min(soonestMs, waitMs)
      }
    }
    look(this.people, 0)
    look(this.background, this.keptForPeople(now))
    this.comeBack(soonestMs, now)
  }

  private next(now: number): Waiter | undefined {
    if (now < this.pausedUntil) return undefined
    const [person] = this.people
    if (person) return this.tokens >= 1 ? person : undefined
    const [first] = this.background
    return this.tokens >= 1 + this.keptForPeople(now) ? first : undefined
  }

  private keptForPeople(now: number): number {
    const burst = this.rate.burst(now)
    return Math.max(0, Math.min(burst - 1, burst - this.rate.at(now) * backgroundSeconds))
  }

  private msUntil(tokens: number, now: number): number {
    const refillMs = ((tokens - this.tokens) / (this.rate.at(now) * shareOfRate)) * 1_000
    return Math.max(0, refillMs, this.pausedUntil - now)
  }

  private refill(): number {
    const now = this.clock.monotonic()
    for (const request of this.underWay) {
      const countedAt = request.sentAt + countedWithinMs
      if (countedAt > now) break
      this.refillUntil(countedAt)
      this.underWay.delete(request)
    }
    this.refillUntil(now)
    return now
  }

  private refillUntil(now: number): void {
    this.add(this.rate.between(this.refilledAt, now) * shareOfRate, now)
    this.refilledAt = now
  }

  private add(tokens: number, now: number): void {
    const room = this.rate.burst(now) - this.underWay.size
    this.tokens = Math.max(this.tokens, Math.min(room, this.tokens + tokens))
  }

  private comeBack(waitMs: number, now: number): void {
    const ms = Math.max(1, Math.ceil(waitMs))
    if (this.alarm && this.alarm.at === now + ms) return
    this.alarm?.controller.abort()
    this.alarm = undefined
    if (waitMs === Number.POSITIVE_INFINITY) return
    const alarm = { at: now + ms, controller: new AbortController() }
    this.alarm = alarm
    this.clock.sleep(ms, alarm.controller.signal).then(
      () => {
        if (this.alarm !== alarm) return
        this.alarm = undefined
        this.serve()
      },
      () => undefined,
    )
  }
}

function cancelled(): ApiError {
  return new ApiError('upstream_unavailable', 'The request was cancelled.')
}

function tooLate(waitMs: number): ApiError {
  const seconds = Math.max(1, Math.ceil(waitMs / 1_000))
  const message = `Sinch limits the number of requests, and too many are waiting: try again in ${seconds} s.`
  return new ApiError('rate_limited', message, { retryAfterSeconds: seconds })
}
