import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'

/** One entry of the `details` array of an EST or Numbers error. */
export type ErrorDetail = Record<string, unknown>

/** A refusal in the shape of the EST service; thrown by any route, answered by the server. */
export class EstFailure extends Error {
  constructor(
    readonly code: ContentfulStatusCode,
    readonly status: string,
    message: string,
    readonly details: readonly ErrorDetail[] = [],
  ) {
    super(message)
  }
}

/** A refusal in the shape of the Numbers service. */
export class NumbersFailure extends EstFailure {}

/** Answers an EST error: `{ code, status, message, details }`. */
export function estError(
  c: Context,
  code: ContentfulStatusCode,
  status: string,
  message: string,
  details: readonly ErrorDetail[] = [],
): Response {
  return c.json({ code, status, message, details }, code)
}

/** Answers a problem as the vendor's gateway does for authentication, permissions and throttling. */
export function gatewayProblem(
  c: Context,
  httpStatus: ContentfulStatusCode,
  slug: string,
  title: string,
  detail: string,
  headers: Record<string, string> = {},
): Response {
  const type = `https://developers.sinch.com/docs/errors/registry/${slug}`
  return c.json({ type, title, detail, status: httpStatus }, httpStatus, headers)
}

/** Answers a Numbers error: the same facts, wrapped in `error`. */
export function numbersError(
  c: Context,
  code: ContentfulStatusCode,
  status: string,
  message: string,
  details: readonly ErrorDetail[] = [],
): Response {
  return c.json({ error: { code, message, status, details } }, code)
}

/** The refusal of a method that the path does not have, in the words of the framework the vendor's texts point to. */
export function methodNotAllowed(c: Context, methods: readonly string[]): Response {
  const answer = estError(c, 405, 'METHOD_NOT_ALLOWED', `Request method '${c.req.method}' is not supported`)
  answer.headers.set('Allow', methods.join(', '))
  return answer
}

/** Turns whatever a route threw into the answer its API would give; anything unforeseen is a 500. */
export function answerFailure(error: Error, c: Context): Response {
  if (error instanceof NumbersFailure) {
    return numbersError(c, error.code, error.status, error.message, error.details)
  }
  if (error instanceof EstFailure) return estError(c, error.code, error.status, error.message, error.details)
  process.stderr.write(`sandbox: ${error.stack ?? error.message}\n`)
  return estError(c, 500, 'INTERNAL_SERVER_ERROR', 'Internal server error')
}

/** The refusal for an id that the project does not have. */
export function notFound(what: string, id: string): EstFailure {
  return new EstFailure(404, 'NOT_FOUND', `${what} with id '${id}' not found`)
}

/** The refusal with the vendor's status BAD_REQUEST and one of its sentences. */
export function badRequest(message: string, details: readonly ErrorDetail[] = []): EstFailure {
  return new EstFailure(400, 'BAD_REQUEST', message, details)
}

/** The refusal for a body the service cannot read, or that has a value of the wrong JSON type. */
export function unreadable(): EstFailure {
  return new EstFailure(400, 'VALIDATION_FAILED', 'Failed to read HTTP message')
}
