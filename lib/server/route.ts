import 'server-only'
import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import { ApiError } from '@/lib/errors'
import { hasRole, type Role } from '@/lib/roles'
import { asStorageError } from '@/lib/database/storage-error'
import { hasControlCharacters } from '@/lib/rules/plain-text'
import { beginAudit, type AuditTrail } from './audit'
import { clientAddress } from './client-address'
import { requestDeadline } from './deadline'
import { requiredIfMatch } from './if-match'
import { log } from './log'
import { assertSameOrigin, safeMethods } from './origin'
import { findProject, type StoredProject } from './projects'
import { readBody } from './request-body'
import { readSession, type Session } from './session'
import { after, type Soon } from './soon'

/** Path parameters as Next hands them over. */
export type RouteParams = Record<string, string>

/** What a handler gets: everything is checked already. */
export interface RouteContext<Body> {
  request: Request
  url: URL
  params: RouteParams
  body: Body
  requestId: string
  address: string
  /** By when it is answered, whatever the vendor does; calls to the vendor are given it. */
  deadline: number
  /** The project of the path; reading it on a route without one throws. */
  project: StoredProject
  session: Session
  /** Adds the target and the state before to the audit row of this write. */
  audit: AuditTrail
}

/** What stands beside a handler: who may call it and under which name a write is recorded. */
export interface RoutePolicy {
  role: Role | 'public'
  audit?: string
}

/** What is known of a request before it is recorded. */
interface Asking<Body> {
  body: Body
  address: string
  requestId: string
}

interface RouteDefinition<Schema extends z.ZodType> extends RoutePolicy {
  body?: Schema
  /** A write that needs `If-Match`: without it nothing is read and nothing recorded. */
  conditional?: true
  /** Refuses, by throwing, what is not even to be recorded as a write. */
  admit?: (asking: Asking<z.output<Schema>>) => Promise<void>
  /** What the audit keeps of the body where that is not all of it. */
  recorded?: (body: z.output<Schema>) => unknown
  handle: (context: RouteContext<z.output<Schema>>) => Promise<Response>
}

/** A route handler that carries its policy, so that the role matrix can be checked against the code. */
export type Route = ((request: Request, context: { params: Promise<object> }) => Promise<Response>) & {
  policy: RoutePolicy
}

/**
 * The only way to make an API route: checks `Origin` on writes, the session, the role and the body, finds the project, records the
 * intent before a write and its outcome after, and gives every failure the same shape. If the intent cannot be stored, the handler
 * does not run.
 */
export function route<Schema extends z.ZodType = z.ZodUndefined>(definition: RouteDefinition<Schema>): Route {
  const { role, audit, body, conditional, admit, recorded, handle } = definition
  const serve = async (request: Request, next: { params: Promise<object> }): Promise<Response> => {
    const requestId = randomUUID()
    const deadline = requestDeadline()
    const isWrite = !safeMethods.has(request.method)
    let trail: AuditTrail | undefined
    try {
      if (isWrite) assertSameOrigin(request)
      // Awaited only where there is something to wait for; see `Soon`.
      const signingIn = role === 'public' ? publicSession : signedIn(request, role)
      const session = signingIn instanceof Promise ? await signingIn : signingIn
      const params = cleanParams(await next.params)
      const address = clientAddress(request.headers)
      const finding = params.projectId === undefined ? undefined : findProject(params.projectId)
      const project = finding instanceof Promise ? await finding : finding
      if (conditional) requiredIfMatch(request)
      // With a schema the result has its output type; without one the handler's body is undefined by type.
      const input = (body === undefined ? undefined : await readBody(request, body)) as z.output<Schema>
      await admit?.({ body: input, address, requestId })
      if (audit !== undefined) {
        trail = await beginAudit({
          action: audit,
          session,
          address,
          requestId,
          projectId: params.projectId,
          params,
          input: recorded ? recorded(input) : input,
        })
      }
      const context = {
        request,
        params,
        body: input,
        requestId,
        address,
        deadline,
        session,
        audit: trail ?? noTrail,
      }
      const response = await handle({
        ...context,
        get url() {
          return new URL(request.url)
        },
        get project() {
          if (!project) throw new Error('this route has no project in its path')
          return project
        },
      })
      await trail?.succeeded()
      return finish(response, requestId)
    } catch (error) {
      const failure = asApiError(error)
      await trail?.failed(failure)
      return refusal(failure, request, requestId)
    }
  }
  return Object.assign(serve, { policy: { role, audit } })
}

const noTrail: AuditTrail = { describe: () => {}, succeeded: async () => {}, failed: async () => {} }

const publicSession: Session = { id: '', user: { id: '', email: '', role: 'viewer' }, expiresAt: 0 }

function signedIn(request: Request, role: Role): Soon<Session> {
  return after(readSession(request.headers), (session) => {
    if (!session) throw new ApiError('unauthenticated', 'You are signed out. Sign in to go on.')
    if (!hasRole(session.user.role, role)) {
      throw new ApiError(
        'forbidden',
        `This needs the role ${role}; you are signed in as ${session.user.role}.`,
      )
    }
    return session
  })
}

// Next gives a route without dynamic segments no params at all; the others it has decoded once, so they are taken as they are.
function cleanParams(params: object | undefined): RouteParams {
  const clean: RouteParams = {}
  for (const [name, value] of Object.entries(params ?? {})) {
    if (typeof value !== 'string') continue
    if (hasControlCharacters(value))
      throw new ApiError('bad_request', 'The address of this request is not readable.')
    clean[name] = value
  }
  return clean
}

function asApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error
  return (
    asStorageError(error) ??
    new ApiError(
      'internal',
      'Something went wrong in the console. Try again; if it stays, give the request id to your administrator.',
      { cause: error },
    )
  )
}

/** The answer to a failed request, which is logged as well. */
export function refusal(error: unknown, request: Request, requestId: string): Response {
  const failure = asApiError(error)
  logFailure(failure, request, requestId)
  const answer = { status: failure.status, headers: retryHeaders(failure) }
  return finish(Response.json(failure.toBody(requestId), answer), requestId)
}

function logFailure(failure: ApiError, request: Request, requestId: string): void {
  const entry = {
    requestId,
    method: request.method,
    path: new URL(request.url).pathname,
    code: failure.code,
    message: failure.message,
  }
  if (failure.status >= 500)
    log().error({ ...entry, err: failure.details.cause ?? failure }, 'request failed')
  else log().info(entry, 'request refused')
}

function retryHeaders(failure: ApiError): HeadersInit {
  const seconds = failure.details.retryAfterSeconds
  return seconds === undefined ? {} : { 'retry-after': String(seconds) }
}

/** Gives an answer of the API what all of them carry. */
export function finish(response: Response, requestId: string): Response {
  response.headers.set('x-request-id', requestId)
  response.headers.set('cache-control', 'no-store')
  response.headers.set('content-security-policy', "default-src 'none'; frame-ancestors 'none'")
  return response
}
