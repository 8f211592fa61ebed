/** How many requests may be sent at once, and how many a second after that. */
export interface RateLimit {
  readonly burst: number
  readonly perSecond: number
}

// A refusal halves the rate for some time before it grows again: so the vendor is tried beyond what it bears once in a while only.
const holdMs = 20_000
const climbMs = 35_000
const halvingIntervalMs = 1_000
const floorPerSecond = 0.5
// Time passes without any proof that the vendor takes many at once again; answers are one.
const burstPerAnswer = 0.05

/**
 * The rate that the vendor seems to bear: halved when it refuses, held for 20 s, and then grown evenly, so that it is full again 55 s
 * after the last refusal whatever it was halved to.
 */
export class AdaptiveRate {
  private slowedAt = Number.NEGATIVE_INFINITY
  private slowedTo: number
  private answers = Number.POSITIVE_INFINITY

  constructor(private readonly limit: RateLimit) {
    this.slowedTo = limit.perSecond
  }

  /** Requests per second. */
  at(now: number): number {
    const climbed = Math.min(1, Math.max(0, (now - this.slowedAt - holdMs) / climbMs))
    return this.slowedTo + (this.limit.perSecond - this.slowedTo) * climbed
  }

  /**
   * How many requests may come at once. While the rate is felt for, those of a second: more of them would be refused together. Then more
   * with each answer.
   */
  burst(now: number): number {
    const isSlowed = now - this.slowedAt < holdMs + climbMs
    const proven = isSlowed ? 0 : this.answers * burstPerAnswer
    return Math.min(this.limit.burst, Math.max(1, this.at(now) + proven))
  }

  /** How many requests the rate gives between two moments, the earlier one not before the last halving. */
  between(since: number, now: number): number {
    const clip = (moment: number) => Math.min(now, Math.max(since, moment))
    const [one, two] = [clip(this.slowedAt + holdMs), clip(this.slowedAt + holdMs + climbMs)]
    const stretch = (from: number, to: number) => ((this.at(from) + this.at(to)) / 2) * ((to - from) / 1_000)
    return stretch(since, one) + stretch(one, two) + stretch(two, now)
  }

  /** The vendor has taken a request. */
  answered(): void {
    this.answers += 1
  }

  /** The vendor has refused what was sent then. Requests that were under way together are refused together, and count once. */
  refused(sentAt: number, now: number): void {
    this.answers = 0
    if (sentAt < this.slowedAt || now - this.slowedAt < halvingIntervalMs) return
    this.slowedTo = Math.max(Math.min(floorPerSecond, this.limit.perSecond / 2), this.at(now) / 2)
    this.slowedAt = now
  }
}
