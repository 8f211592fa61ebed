import { ApiError } from '@/lib/errors'

/** How long one question to the archive may take, in milliseconds. */
export const longestSearchMs = 1_000

/** The time a question has. Looked at between steps, each of which is short. */
export class Patience {
  private readonly until: number

  constructor(forMs = longestSearchMs) {
    this.until = performance.now() + forMs
  }

  get isOver(): boolean {
    return performance.now() > this.until
  }

  /** Throws `invalid_request` with advice once the time is over. */
  check(): void {
    if (!this.isOver) return
    throw new ApiError(
      'invalid_request',
      'This search was stopped after a second: it would have to look at too many calls. Choose a shorter time, a trunk or country, or more digits of a number.',
    )
  }
}
