import { createHash } from 'node:crypto'
import type { LookupFunction } from 'node:net'
import { Agent, type Dispatcher } from 'undici'
import type { RateLimit } from './adaptive-rate'
import { Breaker } from './breaker'
import { systemClock, type EstClock } from './clock'
import { HealthRecord } from './health'
import { sharedLookup } from './name-lookup'
import { RateBudget } from './rate-budget'
import { RetryBudget } from './retry-budget'
import { TokenSource } from './token'

/** One finished call to the vendor, for the log. Carries the template of the path, never the path or a secret. */
export interface EstLogEvent {
  method: string
  template: string
  host: string
  /** HTTP status of the last answer; null when there was none. */
  status: number | null
  ms: number
  tries: number
  /** `ok`, or the code of the error the call ended with. */
  outcome: string
}

/** What may be replaced, in tests above all. */
export interface EstSharedOptions extends Partial<EstClock> {
  log?: (event: EstLogEvent) => void
  /** How host names become addresses; the system's way unless given. */
  lookup?: LookupFunction
  /** How many requests each host is sent with one access key; without it there is no limit. */
  rate?: RateLimit
}

/** What is known of one upstream host. */
export interface HostState {
  /** As in the address: `host` or `host:port`. */
  readonly name: string
  readonly breaker: Breaker
  readonly budget: RetryBudget
}

/** What is known of one access key at its hosts. */
export interface KeyState {
  readonly tokens: TokenSource
  readonly health: HealthRecord
}

/** What makes one access key at its hosts; never changed in place. */
export interface AccessKey {
  readonly projectId: string
  readonly keyId: string
  readonly keySecret: string
  readonly authUrl: string
  readonly estUrl: string
}

/** Connections, tokens, breakers, rates and budgets: one per process, whatever the number of clients. */
export interface EstShared {
  readonly dispatcher: Dispatcher
  readonly clock: EstClock
  readonly log: (event: EstLogEvent) => void
  host(origin: string): HostState
  key(key: AccessKey): KeyState
  /** The rate at which this host is asked with this access key; undefined when there is no limit. Two projects with one key share it. */
  rate(origin: string, key: AccessKey): RateBudget | undefined
  /** Closes every connection. */
  close(): Promise<void>
}

// Keys that nobody has used for long are forgotten beyond this number, the oldest first.
const maxKeys = 1_000
// undici's timer ticks coarsely, so 2.5 s ends before 3 s.
const connectTimeoutMs = 2_500

/** Makes the state that all clients of a process share; the server keeps it on `globalThis`. */
export function createEstShared(options: EstSharedOptions = {}): EstShared {
  const { log = () => undefined, lookup, rate: limit, ...replaced } = options
  const clock: EstClock = { ...systemClock, ...replaced }
  const dispatcher = new Agent({
    connections: 64,
    pipelining: 1,
    connect: { timeout: connectTimeoutMs, lookup: sharedLookup(lookup) },
    keepAliveTimeout: 4_000,
    maxHeaderSize: 32 * 1024,
  })
  const hosts = new Map<string, HostState>()
  const keys = new Map<string, KeyState>()
  const rates = new Map<string, RateBudget>()
  // A client has its project for as long as its key stays the same, and asks for the state of it with every call.
  const names = new WeakMap<object, string>()

  function host(origin: string): HostState {
    const known = hosts.get(origin)
    if (known) return known
    const { host: name } = new URL(origin)
    const state = { name, breaker: new Breaker(() => clock.monotonic()), budget: new RetryBudget() }
    hosts.set(origin, state)
    return state
  }

  return {
    dispatcher,
    clock,
    log,
    host,
    key(key) {
      const { keyId, keySecret, authUrl } = key
      const name = names.get(key) ?? nameOf(key)
      names.set(key, name)
      return remembered(keys, name, () => {
        const health = new HealthRecord(() => clock.wallClock())
        const { breaker } = host(`${authUrl}#token`)
        const onRejected = health.keyRejected.bind(health)
        const tokens = new TokenSource(
          { authUrl, keyId, keySecret },
          { dispatcher, clock, breaker, onRejected },
        )
        return { tokens, health }
      })
    },
    rate(origin, { authUrl, keyId }) {
      if (limit === undefined) return undefined
      return remembered(rates, JSON.stringify([origin, authUrl, keyId]), () => new RateBudget(limit, clock))
    },
    close: () => dispatcher.destroy(),
  }
}

function remembered<State>(states: Map<string, State>, name: string, make: () => State): State {
  const known = states.get(name)
  if (known !== undefined) return known
  const oldest = states.size >= maxKeys ? states.keys().next().value : undefined
  if (oldest !== undefined) states.delete(oldest)
  const made = make()
  states.set(name, made)
  return made
}

function nameOf({ projectId, keyId, keySecret, authUrl, estUrl }: AccessKey): string {
  const secretHash = createHash('sha256').update(keySecret).digest('hex')
  return JSON.stringify([authUrl, estUrl, projectId, keyId, secretHash])
}
