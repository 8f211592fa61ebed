/** Decides whether a host may be asked; one per host and purpose. Times are milliseconds on a monotonic clock. */
export interface Breaker {
  /** True when a request may go out now. A refused caller must not ask the host. */
  admits(): boolean
  succeeded(): void
  failed(): void
  isOpen(): boolean
}

const failuresToOpen = 10
const onlyFailuresForMs = 5_000
const probeEveryMs = 5_000
const goodProbesToClose = 2

/** Opens after ten failures in a row or five seconds of nothing but failures; then one probe every five seconds, two good ones close it. */
export function createBreaker(now: () => number): Breaker {
  let failures = 0
  let firstFailureAt = 0
  let open = false
  let goodProbes = 0
  let lastProbeAt = 0
  let probing = false

  return {
    admits() {
      if (!open) return true
      // After one good probe the next may follow at once, so that a vendor that is back is back within seconds.
      if (probing || (goodProbes === 0 && now() - lastProbeAt < probeEveryMs)) return false
      probing = true
      lastProbeAt = now()
      return true
    },
    succeeded() {
      failures = 0
      probing = false
      if (!open) return
      goodProbes += 1
      if (goodProbes >= goodProbesToClose) open = false
    },
    failed() {
      if (failures === 0) firstFailureAt = now()
      failures += 1
      goodProbes = 0
      if (open) {
        probing = false
        lastProbeAt = now()
        return
      }
      const onlyFailures = failures > 1 && now() - firstFailureAt >= onlyFailuresForMs
      if (failures < failuresToOpen && !onlyFailures) return
      open = true
      lastProbeAt = now()
    },
    isOpen: () => open,
  }
}

/** Allows retries in proportion to calls, so that a struggling vendor gets at most a tenth more than it would have had anyway. */
export interface RetryBudget {
  countCall(): void
  /** True when a retry may be made; it is then counted. */
  takeRetry(): boolean
}

const share = 0.1
const burst = 10

/** A retry budget that begins full, so that a quiet console may retry a single call as often as the rules say. */
export function createRetryBudget(): RetryBudget {
  let tokens = burst
  return {
    countCall() {
      tokens = Math.min(burst, tokens + share)
    },
    takeRetry() {
      if (tokens < 1) return false
      tokens -= 1
      return true
    },
  }
}
