import { createServer, type Server } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { monotonicFactory } from 'ulid'
import { AccessTokens } from './access-token'
import type { AccessKey } from './authentication'
import { CallTraffic } from './calls/traffic'
import { MovableClock } from './clock'
import type { ServiceContext } from './context'
import { controlRoutes } from './control'
import { openDatabase } from './database'
import { defaultDialect, type Dialect } from './dialect'
import { exchange } from './exchange'
import { Faults } from './faults'
import { Limits, type LimitSettings } from './limits'
import { Propagation } from './propagation'
import { RequestLog } from './request-log'
import { sceneOf } from './seed-calls'
import { createService } from './service'
import { Store } from './store'

/** How to make a sandbox; everything but the key has a default. */
export interface SandboxOptions {
  readonly key: AccessKey
  /** The SQLite file; absent, everything is kept in memory. */
  readonly file?: string
  readonly dialect?: Partial<Dialect>
  readonly limits?: LimitSettings
  /** How long the Numbers API takes to move a number, two seconds unless given. */
  readonly provisioningDelayMs?: number
}

/** What the control interface can change while the sandbox runs. */
export interface SandboxState {
  readonly context: ServiceContext & { dialect: Readonly<Dialect> }
  readonly initialDialect: Readonly<Dialect>
  readonly clock: MovableClock
  readonly tokens: AccessTokens
  readonly limits: Limits
  readonly faults: Faults
  readonly log: RequestLog
  readonly propagation: Propagation
  readonly traffic: CallTraffic
}

/** A sandbox that listens nowhere yet. */
export interface Sandbox {
  readonly server: Server
  readonly state: SandboxState
  /** Ends every connection and closes the database. */
  close(): Promise<void>
}

/** Makes the service with its own database, clock, faults and log. */
export function createSandbox(options: SandboxOptions): Sandbox {
  const database = openDatabase(options.file ?? ':memory:')
  const clock = new MovableClock()
  const propagation = new Propagation(clock)
  const ulid = monotonicFactory()
  const initialDialect = { ...defaultDialect, ...options.dialect }
  const context = {
    database,
    clock,
    store: new Store(database, propagation),
    dialect: initialDialect,
    projectId: options.key.projectId,
    provisioningDelayMs: options.provisioningDelayMs ?? 2_000,
    newId: () => ulid(clock.now()),
  }
  const tokens = new AccessTokens(database, clock, options.key.projectId)
  const limits = new Limits(options.limits ?? {})
  const state = {
    context,
    initialDialect,
    clock,
    tokens,
    limits,
    faults: new Faults(),
    log: new RequestLog(),
    propagation,
    traffic: new CallTraffic(context, context.projectId, () => sceneOf(context)),
  }
  const service = createService({ context, key: options.key, tokens, limits })
  const control = controlRoutes(state)
  const listener = getRequestListener((request, { incoming, outgoing }) => {
    if (!/^\/__sandbox(\/|$)/.test(new URL(request.url).pathname)) {
      return exchange({ service, clock, faults: state.faults, log: state.log }, request, outgoing)
    }
    return control.fetch(request, { peer: incoming.socket.remoteAddress })
  })
  const server = createServer((incoming, outgoing) => void listener(incoming, outgoing))
  return { server, state, close: () => close(state, server) }
}

async function close({ context, traffic }: SandboxState, server: Server): Promise<void> {
  if (server.listening) {
    await new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  }
  traffic.close()
  context.database.close()
}
