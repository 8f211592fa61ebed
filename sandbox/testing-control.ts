import type { CallRow } from './calls/schema'
import type { StoredCall } from './calls/stored-calls'
import type { TrafficState } from './calls/traffic'
import type { ClockChange } from './clock'
import type { Dialect } from './dialect'
import type { FaultRule, FaultState } from './faults'
import type { LimitSettings } from './limits'
import type { LoggedRequest } from './request-log'
import type { BulkCounts } from './seed-bulk'
import type { Collection, Fields } from './store'

/** Dialect switches to set over the sandbox's first dialect, or over a named one. */
export type DialectChange = Partial<Dialect> & { readonly preset?: 'default' | 'flipped' }

/** How far the SIP edge is behind. */
export interface Propagating {
  readonly delayMs: number
  readonly pending: readonly Fields[]
}

/** What `POST /__sandbox/calls/traffic` takes. */
export interface TrafficRequest {
  /** Calls in a second, 1 to 500. */
  readonly perSecond: number
  /** Longest time until a call appears, although it began before; 0 unless given. */
  readonly lateMs?: number
  /** Longest time, after it appeared, until it is amended; two minutes unless given. */
  readonly amendMs?: number
  /** Share of the calls whose price changes once more after that; 0 unless given. */
  readonly reprice?: number
  readonly seed?: number
}

/** The control interface of a sandbox, over HTTP. */
export interface SandboxControl {
  /** Empties the project and puts faults, dialect, limits, clock and log back; may seed again. */
  reset(options?: { readonly seed?: boolean | number }): Promise<void>
  /** The demonstration, or so many of each kind. */
  seed(counts?: BulkCounts): Promise<Record<string, number>>
  faults(rules: FaultRule | readonly FaultRule[]): Promise<FaultState[]>
  listFaults(): Promise<FaultState[]>
  clearFaults(): Promise<void>
  /** Every request but those to the control interface, after the one with the id `since`. */
  requests(since?: number): Promise<LoggedRequest[]>
  clearRequests(): Promise<void>
  clock(change: ClockChange): Promise<string>
  dialect(change: DialectChange): Promise<Dialect>
  limits(settings: LimitSettings): Promise<void>
  /** How long a change takes to reach the SIP edge; the vendor asks for a minute, 0 is none. */
  propagation(delayMs: number): Promise<Propagating>
  pendingChanges(): Promise<Propagating>
  /** What the SIP edge works by for a trunk. */
  effectiveTrunk(trunkId: string): Promise<Fields>
  putObject(collection: Collection, id: string, fields: Fields): Promise<Fields>
  deleteObject(collection: Collection, id: string): Promise<void>
  /** Makes one token useless, or all of them. */
  revokeTokens(token?: string): Promise<void>
  startTraffic(traffic: TrafficRequest): Promise<TrafficState>
  /** How the traffic stands, once everything due by the sandbox's clock has been written. */
  trafficState(): Promise<TrafficState>
  /** Stops the traffic, lets everything outstanding happen at once, and gives how many calls are stored. */
  drainTraffic(): Promise<number>
  /** Every stored call, in the order in which they arrived. */
  storedCalls(): Promise<StoredCall[]>
  /** Stores calls with these fields; the others are those of an answered minute. */
  addCalls(calls: readonly Partial<CallRow>[]): Promise<StoredCall[]>
  amendCall(callId: string, fields: Partial<CallRow>): Promise<StoredCall>
  deleteCall(callId: string): Promise<void>
  /** How many days back the service shows calls; null is for ever. */
  callHorizon(days: number | null): Promise<void>
}

/** Speaks to the control interface of the sandbox at `url`. */
export function sandboxControl(url: string): SandboxControl {
  async function send<Answer>(method: string, path: string, body?: unknown): Promise<Answer> {
    const answer = await fetch(`${url}/__sandbox/${path}`, {
      method,
      headers: { 'content-type': 'application/json', connection: 'close' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${method} /__sandbox/${path} answered ${answer.status}: ${text}`)
    return JSON.parse(text)
  }
  async function storedCalls(): Promise<StoredCall[]> {
    const stored: StoredCall[] = []
    for (;;) {
      const after = stored.at(-1)?.seq ?? 0
      const { calls } = await send<{ calls: StoredCall[] }>('GET', `calls?after=${after}`)
      if (calls.length === 0) return stored
      stored.push(...calls)
    }
  }
  const object = (collection: string, id: string): string => `objects/${collection}/${encodeURIComponent(id)}`
  return {
    reset: async (options = {}) => {
      await send('POST', 'reset', options)
    },
    seed: (counts = {}) => send('POST', 'seed', counts),
    faults: async (rules) => (await send<{ faults: FaultState[] }>('POST', 'faults', rules)).faults,
    listFaults: async () => (await send<{ faults: FaultState[] }>('GET', 'faults')).faults,
    clearFaults: async () => {
      await send('DELETE', 'faults')
    },
    requests: async (since = 0) =>
      (await send<{ requests: LoggedRequest[] }>('GET', `requests?since=${since}`)).requests,
    clearRequests: async () => {
      await send('DELETE', 'requests')
    },
    clock: async (change) => (await send<{ now: string }>('POST', 'clock', change)).now,
    dialect: (change) => send('PUT', 'dialect', change),
    limits: async (settings) => {
      await send('PUT', 'limits', settings)
    },
    propagation: (delayMs) => send('PUT', 'propagation', { delayMs }),
    pendingChanges: () => send('GET', 'propagation'),
    effectiveTrunk: (trunkId) => send('GET', `effective/trunks/${encodeURIComponent(trunkId)}`),
    putObject: (collection, id, fields) => send('PUT', object(collection, id), fields),
    deleteObject: async (collection, id) => {
      await send('DELETE', object(collection, id))
    },
    revokeTokens: async (token) => {
      await send('POST', 'tokens/revoke', token === undefined ? {} : { token })
    },
    startTraffic: (traffic) => send('POST', 'calls/traffic', traffic),
    trafficState: () => send('GET', 'calls/traffic'),
    drainTraffic: async () => (await send<{ calls: number }>('DELETE', 'calls/traffic')).calls,
    storedCalls,
    addCalls: async (calls) => (await send<{ calls: StoredCall[] }>('POST', 'calls', { calls })).calls,
    amendCall: (callId, fields) => send('PUT', `calls/${encodeURIComponent(callId)}`, fields),
    deleteCall: async (callId) => {
      await send('DELETE', `calls/${encodeURIComponent(callId)}`)
    },
    callHorizon: async (days) => {
      await send('PUT', 'calls/horizon', { days })
    },
  }
}
