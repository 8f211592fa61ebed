import type { Database } from 'better-sqlite3'
import type { Hono } from 'hono'
import type { Dialect } from './dialect'
import type { Store } from './store'

/** The sandbox's own time, which `POST /__sandbox/clock` can move or freeze. */
export interface SandboxClock {
  /** Milliseconds since the epoch, as the sandbox sees it. */
  now(): number
}

/** What every part of the sandbox shares: one open database, one clock, one dialect. */
export interface SandboxContext {
  readonly database: Database
  readonly clock: SandboxClock
  /** The current dialect; read it at each use, a test may switch it between two requests. */
  readonly dialect: Readonly<Dialect>
}

/** What the routes of the service need beyond that: its objects, and how long provisioning takes. */
export interface ServiceContext extends SandboxContext {
  readonly store: Store
  readonly projectId: string
  readonly provisioningDelayMs: number
  /** A new ULID, later than every one before it. */
  newId(): string
}

/** A part of the service that adds its routes below `/v1/projects/:projectId`. */
export type RouteModule = (context: SandboxContext) => Hono

/** A part of the service that also needs the stored objects. */
export type ServiceModule = (context: ServiceContext) => Hono
