import type { ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { Hono, type Context } from 'hono'
import { answerExpired, tooManyRequests, unauthorized } from './authentication'
import { estError } from './errors'
import type { FaultAction } from './faults'

/** One request on its way: how to carry it out, and the raw answer for faults that HTTP has no words for. */
export interface Exchange {
  readonly execute: () => Promise<Response>
  readonly outgoing: ServerResponse
  /** Told the status once it is known; an answer that never came has none. */
  readonly answered: (status: number) => void
}

const spring: Record<number, string> = {
  500: 'INTERNAL_SERVER_ERROR',
  501: 'NOT_IMPLEMENTED',
  502: 'BAD_GATEWAY',
  503: 'SERVICE_UNAVAILABLE',
  504: 'GATEWAY_TIMEOUT',
}

/** Carries a request out under the faults it met; without any it is simply carried out. */
export async function carryOut(actions: readonly FaultAction[], exchange: Exchange): Promise<Response> {
  for (const action of actions) {
    if (action.kind === 'delay' && !action.after) await wait(action.ms)
  }
  const response = await answer(
    actions.find((action) => action.kind !== 'delay' && action.kind !== 'headers'),
    exchange,
  )
  for (const action of actions) {
    if (action.kind === 'delay' && action.after) await wait(action.ms)
    if (action.kind === 'headers') addHeaders(response, action.headers)
  }
  if (response !== RESPONSE_ALREADY_SENT) exchange.answered(response.status)
  return response
}

async function answer(action: FaultAction | undefined, exchange: Exchange): Promise<Response> {
  if (!action) return exchange.execute()
  if ('execute' in action && action.execute) await exchange.execute()
  switch (action.kind) {
    case 'delay':
    case 'headers':
      return exchange.execute()
    case 'hang':
      return untilClosed(exchange.outgoing)
    case 'resetBefore':
      return reset(exchange.outgoing)
    case 'resetAfter':
      await exchange.execute()
      return reset(exchange.outgoing)
    case 'dropAfter':
      await exchange.execute()
      await Promise.race([untilClosed(exchange.outgoing), wait(action.closeAfterMs ?? 1_000)])
      exchange.outgoing.socket?.destroy()
      return RESPONSE_ALREADY_SENT
    case 'malformedJson':
      return malformed(await exchange.execute())
    case 'truncated':
      return truncated(await exchange.execute(), exchange, action.keepBytes)
    case 'drip':
      return drip(await exchange.execute(), action.bytes, action.intervalMs)
    default:
      return canned(action)
  }
}

type CannedAction = Exclude<
  FaultAction,
  {
    kind:
      | 'delay'
      | 'headers'
      | 'hang'
      | 'resetBefore'
      | 'resetAfter'
      | 'dropAfter'
      | 'malformedJson'
      | 'truncated'
      | 'drip'
  }
>

/** The ready-made answers go through a route of their own, so that they get the same shapes as real ones. */
async function canned(action: CannedAction): Promise<Response> {
  const app = new Hono()
  app.all('*', (c) => cannedAnswer(c, action))
  return app.request('/')
}

function cannedAnswer(c: Context, action: CannedAction): Response | Promise<Response> {
  switch (action.kind) {
    case 'expiredToken':
      return answerExpired(c)
    case 'unauthorized':
      return unauthorized(c)
    case 'tooManyRequests':
      return tooManyRequests(c, action.retryAfter)
    case 'redirect':
      return new Response(null, { status: action.status, headers: { Location: action.location } })
    case 'html': {
      const status = action.status ?? 502
      const body = `<html><head><title>${status}</title></head><body><h1>${status} Bad Gateway</h1></body></html>`
      return new Response(body, { status, headers: { 'Content-Type': 'text/html' } })
    }
    case 'body': {
      const headers = { 'Content-Type': action.contentType ?? 'application/json' }
      return new Response(action.body, { status: action.status ?? 200, headers })
    }
    case 'status': {
      const name = spring[action.status] ?? 'ERROR'
      const failure = estError(c, 500, name, 'The service failed on request of a test')
      if (action.retryAfter !== undefined) failure.headers.set('Retry-After', action.retryAfter)
      return withStatus(failure, action.status)
    }
  }
}

async function untilClosed(outgoing: ServerResponse): Promise<Response> {
  if (!outgoing.destroyed) await new Promise<void>((resolve) => outgoing.once('close', () => resolve()))
  return RESPONSE_ALREADY_SENT
}

function reset(outgoing: ServerResponse): Response {
  outgoing.socket?.resetAndDestroy()
  return RESPONSE_ALREADY_SENT
}

async function malformed(response: Response): Promise<Response> {
  const body = await response.text()
  // Cut inside the JSON and sent with the length of what is left: complete for HTTP, broken for a parser.
  const broken = body.length > 2 ? body.slice(0, Math.ceil(body.length / 2)) : '{"unfinished":'
  const status = response.status === 204 ? 200 : response.status
  return new Response(broken, { status, headers: { 'Content-Type': 'application/json' } })
}

async function truncated(response: Response, exchange: Exchange, keepBytes?: number): Promise<Response> {
  const body = Buffer.from(await response.arrayBuffer())
  const { outgoing } = exchange
  const kept = Math.min(keepBytes ?? Math.floor(body.length / 2), Math.max(body.length - 1, 0))
  exchange.answered(response.status)
  outgoing.writeHead(response.status === 204 ? 200 : response.status, {
    ...Object.fromEntries(response.headers),
    'content-length': Math.max(body.length, 1),
  })
  await new Promise<void>((resolve) => outgoing.write(body.subarray(0, kept), () => resolve()))
  outgoing.socket?.destroySoon()
  return RESPONSE_ALREADY_SENT
}

async function drip(response: Response, bytes: number, intervalMs: number): Promise<Response> {
  const body = new Uint8Array(await response.arrayBuffer())
  if (body.length === 0) return response
  let sent = 0
  const slow = new ReadableStream<Uint8Array>({
    async pull(controller) {
      if (sent > 0) await wait(intervalMs)
      controller.enqueue(body.slice(sent, sent + bytes))
      sent += bytes
      if (sent >= body.length) controller.close()
    },
  })
  return new Response(slow, { status: response.status, headers: response.headers })
}

function addHeaders(response: Response, headers: Readonly<Record<string, string | readonly string[]>>): void {
  if (response === RESPONSE_ALREADY_SENT) return
  for (const [name, value] of Object.entries(headers)) {
    for (const one of typeof value === 'string' ? [value] : value) response.headers.append(name, one)
  }
}

async function withStatus(response: Response, status: number): Promise<Response> {
  const body = { ...(await response.json()), code: status }
  return new Response(JSON.stringify(body), { status, headers: response.headers })
}
