/** How many requests may come at once, and how many per second after that. */
export interface BucketSize {
  readonly capacity: number
  readonly refillPerSecond: number
}

/** A token bucket on the monotonic clock: the sandbox's own clock may be frozen, throttling goes on. */
export class TokenBucket {
  private tokens: number
  private last: number

  constructor(
    readonly size: BucketSize,
    private readonly monotonic: () => number = () => performance.now(),
  ) {
    this.tokens = size.capacity
    this.last = monotonic()
  }

  /** Takes one token; false when there is none. */
  take(): boolean {
    const now = this.monotonic()
    const refill = ((now - this.last) / 1000) * this.size.refillPerSecond
    this.tokens = Math.min(this.size.capacity, this.tokens + refill)
    this.last = now
    if (this.tokens < 1) return false
    this.tokens -= 1
    return true
  }
}
