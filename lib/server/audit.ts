import 'server-only'
import type { Transaction } from 'kysely'
import { ulid } from 'ulid'
import type { Schema } from '@/lib/database/schema'
import { asStorageError } from '@/lib/database/storage-error'
import { ApiError } from '@/lib/errors'
import { recordedJson, recordedText } from './audit-record'
import { log } from './log'
import { database } from './storage'
import type { Session } from './session'

interface Details {
  target?: string
  before?: unknown
  note?: string
  /** Why the write counts as failed although its answer is no error. */
  failure?: string
  /** Of a write that is not below a project's path. */
  projectId?: string
  /** Of a write by someone who was not signed in. */
  actor?: { id: string; email: string }
}

/** One write in the making: described by the handler, closed by the route. */
export interface AuditTrail {
  /** Names what is written and how it looked before; secrets are removed. */
  describe(details: Details): void
  succeeded(): Promise<void>
  failed(failure: ApiError): Promise<void>
}

interface Intent {
  action: string
  session: Session
  address: string
  requestId: string
  projectId?: string
  params: Record<string, string>
  input: unknown
}

/** Stores the intent of a write. Throws `storage_unavailable` when it cannot, so that nothing is written upstream unrecorded. */
export async function beginAudit(intent: Intent): Promise<AuditTrail> {
  const id = ulid()
  const { db } = await database()
  const described: Details = {}
  await db
    .insertInto('audit')
    .values({
      id,
      at: Date.now(),
      actorId: intent.session.user.id,
      actorEmail: intent.session.user.email,
      address: intent.address,
      requestId: intent.requestId,
      projectId: intent.projectId ?? null,
      action: intent.action,
      target: targetOf(intent.params),
      before: null,
      input: recordedJson(intent.input),
      outcome: 'intent',
      error: null,
      finishedAt: null,
    })
    .execute()
    .catch((cause: unknown) => {
      const failure = asStorageError(cause)
      if (failure?.code === 'storage_busy') throw failure
      throw new ApiError(
        'storage_unavailable',
        'The audit log cannot be written, so nothing was changed. Check the disk and the database.',
        { cause },
      )
    })

  const close = async (outcome: 'ok' | 'failed' | 'unknown', error: string | null): Promise<void> => {
    try {
      await db
        .updateTable('audit')
        .set({
          outcome,
          error: recordedError(error ?? described.note ?? null),
          finishedAt: Date.now(),
          before: recordedJson(described.before),
          ...(described.target === undefined ? {} : { target: recordedText(described.target) }),
          ...(described.projectId === undefined ? {} : { projectId: described.projectId }),
          ...(described.actor && { actorId: described.actor.id, actorEmail: described.actor.email }),
        })
        .where('id', '=', id)
        .execute()
    } catch (cause) {
      // The write itself is done; the row stays an intent, which readers show as "outcome unknown".
      log().error({ requestId: intent.requestId, err: cause }, 'audit outcome not stored')
    }
  }

  return {
    describe: (details) => void Object.assign(described, details),
    succeeded: () =>
      described.failure === undefined ? close('ok', null) : close('failed', described.failure),
    failed: (failure) =>
      close(failure.details.outcomeUnknown ? 'unknown' : 'failed', `${failure.code}: ${failure.message}`),
  }
}

interface AuditEvent {
  action: string
  actor: { id: string; email: string }
  address: string
  outcome: 'ok' | 'failed'
  requestId?: string
  target?: string
}

/** Records something that happened outside a route: signing in, also in vain. With a transaction it is stored with it or not at all. */
export async function recordEvent(event: AuditEvent, transaction?: Transaction<Schema>): Promise<void> {
  const { action, actor, address, outcome, requestId = '', target = null } = event
  const db = transaction ?? (await database()).db
  const now = Date.now()
  const nothing = { projectId: null, before: null, input: null, error: null }
  await db
    .insertInto('audit')
    .values({
      ...nothing,
      id: ulid(),
      at: now,
      actorId: actor.id,
      actorEmail: actor.email,
      address,
      requestId,
      action,
      target,
      outcome,
      finishedAt: now,
    })
    .execute()
}

function targetOf(params: Record<string, string>): string | null {
  const { projectId, ...own } = params
  const ids = Object.values(own)
  return ids.length === 0 ? (projectId ?? null) : recordedText(ids.join('/'))
}

function recordedError(text: string | null): string | null {
  return text === null ? null : recordedText(text)
}
