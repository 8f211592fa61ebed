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
  onboardingDrafts: OnboardingDraftTable
  onboardingRuns: OnboardingRunTable
  onboardingSteps: OnboardingStepTable
  savedSearches: SavedSearchTable
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

/** Answers of the wizard that somebody has begun to give. */
export interface OnboardingDraftTable {
  id: string
  projectId: string
  /** JSON of the answers as far as they are given. */
  answers: string
  actorId: string
  actorEmail: string
  createdAt: number
  updatedAt: number
  /** Rises with each change: the entity tag. */
  version: number
}

/** One run of the wizard, from its answers to a trunk, or back. */
export interface OnboardingRunTable {
  id: string
  projectId: string
  /** Given by whoever starts it: the same key starts nothing twice. */
  requestKey: string
  /** Hash of the answers that came with the key. */
  requestDigest: string
  workflow: 'A' | 'B' | 'C' | 'D' | 'E'
  /** The name of the trunk. */
  title: string
  /** JSON; holds no password. */
  answers: string
  phase: 'forward' | 'undo'
  /** `parked`: tried again at `retryAt`; `stopped`: a person has to decide. */
  state: 'running' | 'parked' | 'stopped' | 'done'
  error: string | null
  retryAt: number | null
  /** How often it was parked in a row. */
  attempts: number
  /** Generated SIP passwords by user name, sealed; null once they were shown or are of no use. */
  sealedPasswords: string | null
  actorId: string
  actorEmail: string
  /** Who went on with it last; what it writes is recorded as theirs. */
  lastActorId: string
  lastActorEmail: string
  lastAddress: string
  createdAt: number
  updatedAt: number
  finishedAt: number | null
  version: number
}

/** One step of a run. */
export interface OnboardingStepTable {
  runId: string
  /** Order of the steps, from 1. */
  seq: number
  /** Names the step within its plan. */
  key: string
  action: string
  label: string
  /** JSON of the planned step. */
  plan: string
  /** JSON of what was there before the run that could be taken for what the step makes. */
  baseline: string
  state: 'waiting' | 'doing' | 'done' | 'failed' | 'asking' | 'undoing' | 'undone' | 'kept'
  /** 1 when the run made it, 0 when it was there already. */
  made: number
  /** The vendor's id, once it is known. */
  objectId: string | null
  error: string | null
  /** JSON of the objects among which a person has to choose. */
  candidates: string | null
  startedAt: number | null
  finishedAt: number | null
}

/** A search of calls that somebody keeps under a name, for everyone in the project. */
export interface SavedSearchTable {
  id: string
  projectId: string
  name: string
  /** As it stands in an address. */
  search: string
  actorId: string
  actorEmail: string
  createdAt: number
}
