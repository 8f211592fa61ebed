import { Agent } from 'undici'
import { createBreaker, createRetryBudget, type Breaker, type RetryBudget } from './breaker'
import type { TokenSource } from './token'

/** What one call to the vendor was: template instead of address, no numbers, no secrets. */
export interface EstLogEvent {
  method: string
  template: string
  status: number | null
  durationMs: number
  attempt: number
  failure?: string
}

/** How the last calls of one key went. Times are wall-clock milliseconds. */
export interface LinkHealth {
  state: 'unknown' | 'ok' | 'unreachable' | 'key_rejected'
  since: number | null
  lastSuccessAt: number | null
  message: string
}

/** What all clients of a process share: connections, tokens, breakers, budgets and the clock. */
export interface EstShared {
  readonly agent: Agent
  monotonic(): number
  wallClock(): number
  random(): number
  sleep(ms: number, signal?: AbortSignal): Promise<void>
  log(event: EstLogEvent): void
  breaker(name: string): Breaker
  budget(name: string): RetryBudget
  readonly tokens: Map<string, TokenSource>
  readonly health: Map<string, LinkHealth>
  close(): Promise<void>
}

/** Timeouts in milliseconds; the tightest that still bear a vendor who hesitates for ten seconds. */
export const timeouts = {
  connect: 3_000,
  headers: 10_000,
  read: 15_000,
  write: 30_000,
  total: 33_000,
} as const

/** Makes the shared part; the console keeps one per process. */
export function createEstShared(
  options: Partial<Pick<EstShared, 'monotonic' | 'wallClock' | 'random' | 'sleep' | 'log'>> = {},
): EstShared {
  const breakers = new Map<string, Breaker>()
  const budgets = new Map<string, RetryBudget>()
  const monotonic = options.monotonic ?? (() => performance.now())
  const agent = new Agent({
    connect: { timeout: timeouts.connect },
    headersTimeout: timeouts.headers,
    bodyTimeout: timeouts.headers,
    keepAliveTimeout: 10_000,
    connections: 32,
  })
  return {
    agent,
    monotonic,
    wallClock: options.wallClock ?? Date.now,
    random: options.random ?? Math.random,
    sleep: options.sleep ?? sleep,
    log: options.log ?? (() => {}),
    breaker: (name) => getOrMake(breakers, name, () => createBreaker(monotonic)),
    budget: (name) => getOrMake(budgets, name, createRetryBudget),
    tokens: new Map(),
    health: new Map(),
    close: () => agent.destroy(),
  }
}

function getOrMake<Value>(map: Map<string, Value>, name: string, make: () => Value): Value {
  const known = map.get(name)
  if (known !== undefined) return known
  const made = make()
  map.set(name, made)
  return made
}

function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted()
    const timer = setTimeout(done, ms)
    function done() {
      signal?.removeEventListener('abort', stop)
      resolve()
    }
    function stop() {
      clearTimeout(timer)
      reject(signal?.reason)
    }
    signal?.addEventListener('abort', stop, { once: true })
  })
}
