import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'

/** EST's own error body: `{ code, status, message, details }`. */
export function estError(
  context: Context,
  code: ContentfulStatusCode,
  status: string,
  message: string,
  details: unknown[] = [],
): Response {
  return context.json({ code, status, message, details }, code)
}

/** The body of the gateway in front of every Sinch API (authentication, throttling): `{ type, title, detail, status }`. */
export function gatewayProblem(
  context: Context,
  code: ContentfulStatusCode,
  slug: string,
  title: string,
  detail: string,
  headers: Record<string, string> = {},
): Response {
  const type = `https://developers.sinch.com/docs/errors/registry/${slug}`
  return context.json({ type, title, detail, status: code }, code, headers)
}

/** The Numbers API's error body: wrapped in `error`. */
export function numbersError(
  context: Context,
  code: ContentfulStatusCode,
  status: string,
  message: string,
  details: unknown[] = [],
): Response {
  return context.json({ error: { code, message, status, details } }, code)
}

/** A refusal that a handler throws; the service answers it in EST's shape. */
export class EstRefusal extends Error {
  constructor(
    readonly code: ContentfulStatusCode,
    readonly status: string,
    message: string,
    readonly details: unknown[] = [],
  ) {
    super(message)
  }
}

/** The usual refusal: 400 BAD_REQUEST. */
export function badRequest(message: string): EstRefusal {
  return new EstRefusal(400, 'BAD_REQUEST', message)
}

/** A body that the service cannot take, as its backend words it. */
export function unreadable(field?: string, description?: string): EstRefusal {
  const details =
    field === undefined
      ? []
      : [{ type: 'BadRequest', fieldViolations: [{ field, description: description ?? 'must not be null' }] }]
  return new EstRefusal(
    400,
    'VALIDATION_FAILED',
    field === undefined ? 'Failed to read HTTP message' : 'Validation failed',
    details,
  )
}

/** An id that the project does not have. */
export function notFound(what: string, id: string): EstRefusal {
  return new EstRefusal(404, 'NOT_FOUND', `${what} with id '${id}' not found`)
}
