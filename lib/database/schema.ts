import type { Generated } from 'kysely'

/** Times are milliseconds since the epoch; yes and no are 1 and 0, which both databases store alike. */
export interface Schema {
  users: UserTable
  sessions: SessionTable
  projects: ProjectTable
  audit: AuditTable
  settings: SettingTable
  leases: LeaseTable
  jobs: JobTable
  jobItems: JobItemTable
  propagation: PropagationTable
  unsettledRents: UnsettledRentTable
}

/** People who sign in here. */
export interface UserTable {
  id: string
  /** Lower case, unique. */
  email: string
  passwordHash: string
  role: 'viewer' | 'operator' | 'admin'
  disabled: number
  createdAt: number
  updatedAt: number
  /** Rises with each change: the entity tag. */
  version: number
}

/** One row per signed-in browser; deleting it signs that browser out. */
export interface SessionTable {
  id: string
  userId: string
  createdAt: number
  lastSeenAt: number
  expiresAt: number
  address: string
  userAgent: string
}

/** Sinch projects with their sealed access key. */
export interface ProjectTable {
  /** The vendor's project id. */
  id: string
  name: string
  upstream: 'sinch' | 'sandbox'
  keyId: string
  sealedSecret: string
  /** The origin this secret may be sent to. */
  tokenOrigin: string
  createdAt: number
  updatedAt: number
  version: number
}

/** Every write: its intent before, its outcome after. */
export interface AuditTable {
  id: string
  /** Order of insertion, given by the database. */
  seq: Generated<number>
  at: number
  actorId: string
  actorEmail: string
  address: string
  requestId: string
  projectId: string | null
  action: string
  target: string | null
  /** JSON without secrets. */
  before: string | null
  /** JSON without secrets. */
  input: string | null
  outcome: 'intent' | 'ok' | 'failed' | 'unknown'
  error: string | null
  finishedAt: number | null
}

/** Facts about this installation, by name. */
export interface SettingTable {
  key: string
  value: string
}

/** Work that only one process may do at a time, and who does it until when. */
export interface LeaseTable {
  name: string
  owner: string
  /** Rises each time it changes hands: what an earlier owner still writes can be told from the present one's. */
  fence: number
  expiresAt: number
}

/** Long work on many objects, done step by step. */
export interface JobTable {
  id: string
  projectId: string
  kind: 'delete' | 'assign_numbers'
  /** What it does, in words. */
  title: string
  /** What it is about, e.g. `trunks/01J…`. */
  target: string
  /** `stopped`: a step failed and the rest waits; `done`: every step was tried. */
  state: 'running' | 'stopped' | 'done'
  error: string | null
  actorId: string
  actorEmail: string
  createdAt: number
  updatedAt: number
  finishedAt: number | null
}

/** One step of a job. */
export interface JobItemTable {
  jobId: string
  /** Order of the steps, from 1. */
  seq: number
  action: string
  /** The object that the step is about, as a path below the project. */
  target: string
  /** The object in words. */
  label: string
  /** JSON of what the step needs beside its target. */
  input: string | null
  state: 'waiting' | 'doing' | 'done' | 'failed'
  error: string | null
  updatedAt: number
}

/** When something of a trunk was last changed that takes a minute to reach the vendor's SIP edge. */
export interface PropagationTable {
  projectId: string
  trunkId: string
  /** What was changed, in words. */
  reason: string
  changedAt: number
}

/** A number that was ordered and of which nobody can say yet whether it is rented: stored before the order, removed when it is known. */
export interface UnsettledRentTable {
  projectId: string
  phoneNumber: string
  /** `asked`: the order is under way; `unknown`: its answer was lost and looking did not settle it. */
  state: 'asked' | 'unknown'
  /** JSON of the monthly price that was confirmed. */
  price: string
  actorId: string
  actorEmail: string
  orderedAt: number
}
