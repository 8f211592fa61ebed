/** Why a host counts as failing. */
export type BreakerCause = 'errors' | 'silence'

/** What a request holds while it is under way; exactly one of its methods is called when it ends. */
export interface BreakerPermit {
  succeed(): void
  /** `cause` is what the host did: it answered with errors, or it did not answer. */
  fail(cause: BreakerCause): void
  /** For a request that ended without telling anything about the host, such as one the caller cancelled. */
  release(): void
}

const maxFailures = 10
const minFailuresInSpan = 3
const failureSpanMs = 5_000
const probeIntervalMs = 5_000
const goodProbesToClose = 2

/**
 * Stops asking a host that only fails: opens after 10 failures in a row, or 5 s of nothing but failures; then lets one probe
 * through every 5 s. A good probe may be followed by the next at once, and two good ones close it.
 */
export class Breaker {
  private failures = 0
  private firstFailureAt = 0
  private isOpen = false
  private isProbing = false
  private lastProbeAt = 0
  private goodProbes = 0
  private cause: BreakerCause = 'silence'

  constructor(private readonly monotonic: () => number) {}

  /** A permit to send one request, or null while the host is left alone. */
  enter(): BreakerPermit | null {
    if (this.isShut()) return null
    if (!this.isOpen) return this.ordinaryPermit()
    this.isProbing = true
    this.lastProbeAt = this.monotonic()
    return this.probePermit()
  }

  /** Whether no permit would be given now. */
  isShut(): boolean {
    if (!this.isOpen) return false
    if (this.isProbing) return true
    return this.goodProbes === 0 && this.monotonic() - this.lastProbeAt < probeIntervalMs
  }

  /** Why no permit is given, and in how many milliseconds the host is asked again: 0 while a probe is under way. */
  refusal(): { cause: BreakerCause; nextTryMs: number } {
    const left = probeIntervalMs - (this.monotonic() - this.lastProbeAt)
    return { cause: this.cause, nextTryMs: this.isProbing ? 0 : Math.max(0, left) }
  }

  private ordinaryPermit(): BreakerPermit {
    return {
      succeed: () => {
        if (!this.isOpen) this.failures = 0
      },
      fail: (cause) => this.countFailure(cause),
      release: () => undefined,
    }
  }

  private probePermit(): BreakerPermit {
    return {
      succeed: () => {
        this.isProbing = false
        this.goodProbes += 1
        if (this.goodProbes < goodProbesToClose) return
        this.isOpen = false
        this.failures = 0
      },
      fail: (cause) => {
        this.cause = cause
        this.isProbing = false
        this.goodProbes = 0
      },
      release: () => {
        this.isProbing = false
      },
    }
  }

  private countFailure(cause: BreakerCause): void {
    if (this.isOpen) return
    this.cause = cause
    const now = this.monotonic()
    if (this.failures === 0) this.firstFailureAt = now
    this.failures += 1
    const isLong = this.failures >= minFailuresInSpan && now - this.firstFailureAt >= failureSpanMs
    if (this.failures < maxFailures && !isLong) return
    this.isOpen = true
    this.lastProbeAt = now
    this.goodProbes = 0
  }
}
