import type { Generated } from 'kysely'

/** Times are milliseconds since the epoch; yes and no are 1 and 0, which both databases store alike. */
export interface Schema {
  users: UserTable
  sessions: SessionTable
  projects: ProjectTable
  audit: AuditTable
  settings: SettingTable
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
