import { sql, type Kysely } from 'kysely'
import type { DatabaseKind } from './open'
import type { Schema } from './schema'

/** One step of the schema. Released steps are never edited; a change is a new step. */
export interface Migration<Tables = Schema> {
  name: string
  up: (db: Kysely<Tables>, kind: DatabaseKind) => Promise<void>
}

/** All steps in order; the position (from 1) is the schema version. */
export const migrations: readonly Migration[] = [
  { name: '0001-first-tables', up: firstTables },
  { name: '0002-jobs-and-propagation', up: jobsAndPropagation },
  { name: '0003-unsettled-rents', up: unsettledRents },
  { name: '0004-onboarding', up: onboarding },
  { name: '0005-saved-searches', up: savedSearches },
]

async function firstTables(db: Kysely<Schema>, kind: DatabaseKind): Promise<void> {
  // SQLite counts rows by itself under this exact type; PostgreSQL needs a sequence.
  const sequence = kind === 'sqlite' ? sql`integer` : sql`bigserial`
  await db.schema
    .createTable('users')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('email', 'text', (column) => column.notNull().unique())
    .addColumn('passwordHash', 'text', (column) => column.notNull())
    .addColumn('role', 'text', (column) => column.notNull())
    .addColumn('disabled', 'integer', (column) => column.notNull())
    .addColumn('createdAt', 'bigint', (column) => column.notNull())
    .addColumn('updatedAt', 'bigint', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .execute()
  await db.schema
    .createTable('sessions')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('userId', 'text', (column) => column.notNull().references('users.id').onDelete('cascade'))
    .addColumn('createdAt', 'bigint', (column) => column.notNull())
    .addColumn('lastSeenAt', 'bigint', (column) => column.notNull())
    .addColumn('expiresAt', 'bigint', (column) => column.notNull())
    .addColumn('address', 'text', (column) => column.notNull())
    .addColumn('userAgent', 'text', (column) => column.notNull())
    .execute()
  await db.schema.createIndex('sessions_user').on('sessions').column('userId').execute()
  await db.schema
    .createTable('projects')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('upstream', 'text', (column) => column.notNull())
    .addColumn('keyId', 'text', (column) => column.notNull())
    .addColumn('sealedSecret', 'text', (column) => column.notNull())
    .addColumn('tokenOrigin', 'text', (column) => column.notNull())
    .addColumn('createdAt', 'bigint', (column) => column.notNull())
    .addColumn('updatedAt', 'bigint', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .execute()
  await db.schema
    .createTable('audit')
    .addColumn('seq', sequence, (column) =>
      kind === 'sqlite' ? column.primaryKey().autoIncrement() : column.primaryKey(),
    )
    .addColumn('id', 'text', (column) => column.notNull().unique())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('actorId', 'text', (column) => column.notNull())
    .addColumn('actorEmail', 'text', (column) => column.notNull())
    .addColumn('address', 'text', (column) => column.notNull())
    .addColumn('requestId', 'text', (column) => column.notNull())
    .addColumn('projectId', 'text')
    .addColumn('action', 'text', (column) => column.notNull())
    .addColumn('target', 'text')
    .addColumn('before', 'text')
    .addColumn('input', 'text')
    .addColumn('outcome', 'text', (column) => column.notNull())
    .addColumn('error', 'text')
    .addColumn('finishedAt', 'bigint')
    .execute()
  await db.schema.createIndex('audit_project').on('audit').columns(['projectId', 'seq']).execute()
  await db.schema
    .createTable('settings')
    .addColumn('key', 'text', (column) => column.primaryKey())
    .addColumn('value', 'text', (column) => column.notNull())
    .execute()
}

async function jobsAndPropagation(db: Kysely<Schema>): Promise<void> {
  await db.schema
    .createTable('leases')
    .addColumn('name', 'text', (column) => column.primaryKey())
    .addColumn('owner', 'text', (column) => column.notNull())
    .addColumn('fence', 'bigint', (column) => column.notNull())
    .addColumn('expiresAt', 'bigint', (column) => column.notNull())
    .execute()
  await db.schema
    .createTable('jobs')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('projectId', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('title', 'text', (column) => column.notNull())
    .addColumn('target', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('error', 'text')
    .addColumn('actorId', 'text', (column) => column.notNull())
    .addColumn('actorEmail', 'text', (column) => column.notNull())
    .addColumn('createdAt', 'bigint', (column) => column.notNull())
    .addColumn('updatedAt', 'bigint', (column) => column.notNull())
    .addColumn('finishedAt', 'bigint')
    .execute()
  await db.schema.createIndex('jobs_project').on('jobs').columns(['projectId', 'createdAt']).execute()
  await db.schema
    .createTable('jobItems')
    .addColumn('jobId', 'text', (column) => column.notNull().references('jobs.id').onDelete('cascade'))
    .addColumn('seq', 'integer', (column) => column.notNull())
    .addColumn('action', 'text', (column) => column.notNull())
    .addColumn('target', 'text', (column) => column.notNull())
    .addColumn('label', 'text', (column) => column.notNull())
    .addColumn('input', 'text')
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('error', 'text')
    .addColumn('updatedAt', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('jobItems_key', ['jobId', 'seq'])
    .execute()
  await db.schema
    .createTable('propagation')
    .addColumn('projectId', 'text', (column) => column.notNull())
    .addColumn('trunkId', 'text', (column) => column.notNull())
    .addColumn('reason', 'text', (column) => column.notNull())
    .addColumn('changedAt', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('propagation_key', ['projectId', 'trunkId'])
    .execute()
}

async function unsettledRents(db: Kysely<Schema>): Promise<void> {
  await db.schema
    .createTable('unsettledRents')
    .addColumn('projectId', 'text', (column) => column.notNull())
    .addColumn('phoneNumber', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('price', 'text', (column) => column.notNull())
    .addColumn('actorId', 'text', (column) => column.notNull())
    .addColumn('actorEmail', 'text', (column) => column.notNull())
    .addColumn('orderedAt', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('unsettledRents_key', ['projectId', 'phoneNumber'])
    .execute()
}

async function onboarding(db: Kysely<Schema>): Promise<void> {
  await db.schema
    .createTable('onboardingDrafts')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('projectId', 'text', (column) => column.notNull())
    .addColumn('answers', 'text', (column) => column.notNull())
    .addColumn('actorId', 'text', (column) => column.notNull())
    .addColumn('actorEmail', 'text', (column) => column.notNull())
    .addColumn('createdAt', 'bigint', (column) => column.notNull())
    .addColumn('updatedAt', 'bigint', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .execute()
  await db.schema
    .createTable('onboardingRuns')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('projectId', 'text', (column) => column.notNull())
    .addColumn('requestKey', 'text', (column) => column.notNull())
    .addColumn('requestDigest', 'text', (column) => column.notNull())
    .addColumn('workflow', 'text', (column) => column.notNull())
    .addColumn('title', 'text', (column) => column.notNull())
    .addColumn('answers', 'text', (column) => column.notNull())
    .addColumn('phase', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('error', 'text')
    .addColumn('retryAt', 'bigint')
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('sealedPasswords', 'text')
    .addColumn('actorId', 'text', (column) => column.notNull())
    .addColumn('actorEmail', 'text', (column) => column.notNull())
    .addColumn('lastActorId', 'text', (column) => column.notNull())
    .addColumn('lastActorEmail', 'text', (column) => column.notNull())
    .addColumn('lastAddress', 'text', (column) => column.notNull())
    .addColumn('createdAt', 'bigint', (column) => column.notNull())
    .addColumn('updatedAt', 'bigint', (column) => column.notNull())
    .addColumn('finishedAt', 'bigint')
    .addColumn('version', 'integer', (column) => column.notNull())
    .addUniqueConstraint('onboardingRuns_request', ['projectId', 'requestKey'])
    .execute()
  await db.schema
    .createIndex('onboardingRuns_state')
    .on('onboardingRuns')
    .columns(['state', 'createdAt'])
    .execute()
  await db.schema
    .createTable('onboardingSteps')
    .addColumn('runId', 'text', (column) =>
      column.notNull().references('onboardingRuns.id').onDelete('cascade'),
    )
    .addColumn('seq', 'integer', (column) => column.notNull())
    .addColumn('key', 'text', (column) => column.notNull())
    .addColumn('action', 'text', (column) => column.notNull())
    .addColumn('label', 'text', (column) => column.notNull())
    .addColumn('plan', 'text', (column) => column.notNull())
    .addColumn('baseline', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('made', 'integer', (column) => column.notNull())
    .addColumn('objectId', 'text')
    .addColumn('error', 'text')
    .addColumn('candidates', 'text')
    .addColumn('startedAt', 'bigint')
    .addColumn('finishedAt', 'bigint')
    .addPrimaryKeyConstraint('onboardingSteps_key', ['runId', 'seq'])
    .execute()
}

async function savedSearches(db: Kysely<Schema>): Promise<void> {
  await db.schema
    .createTable('savedSearches')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('projectId', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('search', 'text', (column) => column.notNull())
    .addColumn('actorId', 'text', (column) => column.notNull())
    .addColumn('actorEmail', 'text', (column) => column.notNull())
    .addColumn('createdAt', 'bigint', (column) => column.notNull())
    .execute()
  await db.schema.createIndex('savedSearches_project').on('savedSearches').column('projectId').execute()
}
