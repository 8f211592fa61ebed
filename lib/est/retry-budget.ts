const burst = 10
const earnedPerRequest = 0.1

/** Keeps retries at a tenth of the traffic of a host, with a small burst so that a single call on a quiet day has all its tries. */
export class RetryBudget {
  private tokens = burst

  /** Called once for each request that is not itself a retry. */
  earn(): void {
    this.tokens = Math.min(burst, this.tokens + earnedPerRequest)
  }

  /** Takes one retry out of the budget; false when none is left. */
  spend(): boolean {
    // A tenth added ten times is a little less than one.
    if (this.tokens < 1 - 1e-9) return false
    this.tokens -= 1
    return true
  }
}
