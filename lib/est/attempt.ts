import { ApiError } from '@/lib/errors'
import type { Readable } from 'node:stream'
import type { Answer } from './exchange'
import { longestWaitMs, retryAfterMs } from './retry-after'
import { refusal } from './vendor-error'

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

/** What an answer means for the call that it is the answer to. */
export function judge(answer: DefiniteAnswer, method: string, wallClock: number): Attempt {
  const waitMs = retryAfterMs(answer.retryAfter, answer.date, wallClock)
  if (answer.status === 429) return { kind: 'throttled', error: throttled(waitMs), waitMs }
  if (isFailure(answer)) return { kind: 'unknown', error: refusal(answer, method), waitMs }
  return { kind: 'answer', answer }
}

/** Whether the host failed at what it was asked; 501 is a refusal like any other. */
export function isFailure({ status }: Answer): boolean {
  return status >= 500 && status !== 501
}

function throttled(waitMs: number | null): ApiError {
  const seconds = waitMs === null ? undefined : Math.ceil(waitMs / 1_000)
  const until =
    seconds !== undefined && waitMs !== null && waitMs > longestWaitMs ? ` in ${seconds} seconds` : ' shortly'
  return new ApiError('rate_limited', `Sinch limits the number of requests. Try again${until}.`, {
    vendorHttpStatus: 429,
    retryAfterSeconds: seconds,
  })
}
