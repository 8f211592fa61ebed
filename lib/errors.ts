/** The closed set of error codes and the HTTP status each one travels with. */
export const errorStatus = {
  bad_request: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  method_not_allowed: 405,
  conflict: 409,
  changed_meanwhile: 412,
  too_large: 413,
  invalid_request: 422,
  upstream_rejected: 422,
  precondition_required: 428,
  rate_limited: 429,
  internal: 500,
  upstream_rejected_credentials: 502,
  upstream_contract: 502,
  upstream_unavailable: 503,
  storage_busy: 503,
  storage_unavailable: 507,
} as const

/** One of the codes in `errorStatus`. */
export type ErrorCode = keyof typeof errorStatus

/** What an `ApiError` may carry beside its code and message. */
export interface ErrorDetails {
  /** Messages for form fields, keyed by dotted path, e.g. `{ hostName: 'Taken.' }`. */
  fields?: Record<string, string>
  /** The current object, sent with `changed_meanwhile` so that a form can offer a choice. */
  current?: unknown
  /** The vendor's own `status` word, e.g. `VALIDATION_FAILED`, when the vendor refused. */
  vendorStatus?: string
  /** HTTP status of the vendor's answer, for the log and for callers that branch on 404. */
  vendorHttpStatus?: number
  /** Whole seconds after which a new try makes sense. */
  retryAfterSeconds?: number
  /** True when a write may or may not have happened upstream. */
  outcomeUnknown?: boolean
  /** Given by the server on every error that reaches the browser. */
  requestId?: string
  /** For the log only; never serialised. */
  cause?: unknown
}

/** The JSON body of every failed answer of our API. */
export interface ErrorBody {
  error: { code: ErrorCode; message: string } & Omit<ErrorDetails, 'cause' | 'vendorHttpStatus'>
}

// Next loads several copies of each module into one process, and what one of them keeps there throws errors of its own copy.
const brand = Symbol.for('est-console.api-error')

/**
 * The one error type from upstream to screen. `message` is written for the operator; `cause` is for the log only.
 * Example: `throw new ApiError('conflict', 'A project with this id exists already.', { fields: { projectId: 'Taken.' } })`.
 */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly details: ErrorDetails
  readonly [brand] = true

  /** True for the errors of any copy of this module; those that extend it are told apart as usual. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    if (this !== ApiError) return Function.prototype[Symbol.hasInstance].call(this, value)
    return typeof value === 'object' && value !== null && brand in value
  }

  constructor(
    readonly code: ErrorCode,
    message: string,
    details: ErrorDetails = {},
  ) {
    super(message, { cause: details.cause })
    this.details = details
  }

  /** The HTTP status this error travels with. */
  get status(): number {
    return errorStatus[this.code]
  }

  /** The body that goes over the wire; never holds the cause. */
  toBody(requestId: string): ErrorBody {
    const { fields, current, vendorStatus, retryAfterSeconds, outcomeUnknown } = this.details
    return {
      error: {
        code: this.code,
        message: this.message,
        requestId,
        fields,
        current,
        vendorStatus,
        retryAfterSeconds,
        outcomeUnknown,
      },
    }
  }

  /** Rebuilds an error from a body that `toBody` made; anything else becomes `internal`. */
  static fromBody(body: unknown, httpStatus: number): ApiError {
    if (isErrorBody(body)) {
      const { code, message, ...details } = body.error
      return new ApiError(code, message, details)
    }
    return new ApiError('internal', `The console answered ${httpStatus} without saying why. Try again.`)
  }
}

/** True for the answer that there is no such object (any more). */
export function isGone(error: unknown): error is ApiError {
  return error instanceof ApiError && error.code === 'not_found'
}

/** For `catch` of a read: null for what is not there; every other failure is thrown on. */
export function goneAsNull(error: unknown): null {
  if (isGone(error)) return null
  throw error
}

function isErrorBody(body: unknown): body is ErrorBody {
  if (typeof body !== 'object' || body === null || !('error' in body)) return false
  const { error } = body
  if (typeof error !== 'object' || error === null) return false
  return (
    'code' in error &&
    typeof error.code === 'string' &&
    error.code in errorStatus &&
    'message' in error &&
    typeof error.message === 'string'
  )
}
