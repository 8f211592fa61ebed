import type { Database } from 'better-sqlite3'
import type { Hono } from 'hono'
import type { Dialect } from './dialect'

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

/** A part of the service that adds its routes below `/v1/projects/:projectId`. */
export type RouteModule = (context: SandboxContext) => Hono
