import { ServerResponse } from 'node:http'
import type { Hono } from 'hono'
import { carryOut } from './fault-replies'
import type { SandboxClock } from './context'
import type { Faults } from './faults'
import type { RequestLog } from './request-log'

/** Where a request that is not for the control interface goes through. */
export interface ExchangeParts {
  readonly service: Hono
  readonly faults: Faults
  readonly log: RequestLog
  readonly clock: SandboxClock
}

/** Takes one request off the wire: logs it, lets it meet its faults, and carries it out. */
export async function exchange(
  { service, faults, log, clock }: ExchangeParts,
  request: Request,
  outgoing: unknown,
): Promise<Response> {
  if (!(outgoing instanceof ServerResponse)) throw new Error('The sandbox speaks HTTP/1.1 only')
  const started = performance.now()
  const hasBody = request.method !== 'GET' && request.method !== 'HEAD'
  const body = hasBody ? await request.text() : ''
  const entry = log.begin(request, outgoing.req.headers, body)
  const actions = faults.take(entry.method, entry.path)
  entry.faults = actions.map((action) => action.kind)
  // The sandbox's own time, or moving its clock would show in its objects and not in its headers.
  const date = () => outgoing.headersSent || outgoing.setHeader('Date', new Date(clock.now()).toUTCString())
  date()
  const response = await carryOut(actions, {
    outgoing,
    execute: async () => {
      entry.executed = true
      // Without a body it can be carried out as it is, as often as its faults want.
      if (!hasBody) return service.fetch(request)
      const { method, headers } = request
      return service.fetch(new Request(request.url, { method, headers, ...(body === '' ? {} : { body }) }))
    },
    answered: (status) => {
      entry.status = status
      entry.durationMs = Math.round((performance.now() - started) * 1000) / 1000
    },
  })
  date()
  return response
}
