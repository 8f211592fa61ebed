import { Hono, type Context, type MiddlewareHandler } from 'hono'
import { isEqual, tokenLifetimeSeconds, type AccessTokens } from './access-token'
import { gatewayProblem } from './errors'
import type { Limits } from './limits'

/** The one access key the sandbox knows, and the project it belongs to. */
export interface AccessKey {
  readonly projectId: string
  readonly keyId: string
  readonly keySecret: string
}

const expiredChallenge =
  'Bearer realm="sinch", error="invalid_token", error_description="The access token expired"'
const invalidChallenge =
  'Bearer realm="sinch", error="invalid_token", error_description="The access token is invalid"'

/** `POST /oauth2/token`: key id and secret for a token of one hour, throttled as the vendor's is. */
export function tokenRoutes(key: AccessKey, tokens: AccessTokens, limits: Limits): Hono {
  const app = new Hono()
  app.post('/oauth2/token', async (c) => {
    if (!limits.takeToken()) return tooManyRequests(c)
    if (!isKey(key, c.req.header('authorization'))) return unauthorized(c)
    const form = new URLSearchParams(await c.req.text())
    if (form.get('grant_type') !== 'client_credentials') {
      return gatewayProblem(
        c,
        400,
        'validation-error',
        'Bad Request',
        'grant_type must be client_credentials',
      )
    }
    return c.json({
      access_token: tokens.issue(key.keyId),
      token_type: 'bearer',
      expires_in: tokenLifetimeSeconds,
      scope: '',
    })
  })
  return app
}

/** What the vendor's gateway does before a request reaches the service: who, which project, how often. */
export function gateway(key: AccessKey, tokens: AccessTokens, limits: Limits): MiddlewareHandler {
  return async (c, next) => {
    const authorization = c.req.header('authorization')
    const bearer = /^Bearer\s+(.+)$/i.exec(authorization ?? '')?.[1]
    const verdict = bearer ? tokens.check(bearer) : isKey(key, authorization) ? 'valid' : 'absent'
    if (verdict === 'expired') return answerExpired(c)
    if (verdict !== 'valid') return unauthorized(c, bearer ? invalidChallenge : undefined)
    if (c.req.param('projectId') !== key.projectId) {
      const detail = 'The access key has no permission for this project.'
      return gatewayProblem(c, 403, 'permission-denied', 'Permission denied', detail)
    }
    const wait = limits.takeRequest()
    if (wait) return tooManyRequests(c, wait.retryAfter)
    return next()
  }
}

/** The gateway's 401 for a token whose hour is over; clients look for the word in the header. */
export function answerExpired(c: Context): Response {
  return gatewayProblem(
    c,
    401,
    'access-token-expired',
    'Access token expired',
    'The access token has expired.',
    { 'WWW-Authenticate': expiredChallenge },
  )
}

/** The gateway's 401 for missing or wrong credentials. */
export function unauthorized(c: Context, challenge = 'Basic realm="Realm"'): Response {
  return gatewayProblem(
    c,
    401,
    'invalid-credentials',
    'Invalid credentials',
    'The credentials are missing or invalid.',
    { 'WWW-Authenticate': challenge },
  )
}

/** The gateway's 429; the token endpoint never says when to come back. */
export function tooManyRequests(c: Context, retryAfter?: string): Response {
  const headers = retryAfter === undefined ? undefined : { 'Retry-After': retryAfter }
  const detail = 'The request rate limit has been exceeded.'
  return gatewayProblem(c, 429, 'too-many-requests', 'Too many requests', detail, headers)
}

function isKey(key: AccessKey, authorization: string | undefined): boolean {
  const encoded = /^Basic\s+(\S+)$/i.exec(authorization ?? '')?.[1]
  if (!encoded) return false
  const [keyId = '', ...secret] = Buffer.from(encoded, 'base64').toString().split(':')
  return isEqual(keyId, key.keyId) && isEqual(secret.join(':'), key.keySecret)
}
