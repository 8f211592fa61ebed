import 'server-only'
import { ulid } from 'ulid'
import { asStorageError } from '@/lib/database/storage-error'
import { ApiError } from '@/lib/errors'
import { log } from './log'
import { database } from './storage'
import type { Session } from './session'

/** One write in the making: described by the handler, closed by the route. */
export interface AuditTrail {
  /** Names what is written and how it looked before; secrets are removed. */
  describe(details: { target?: string; before?: unknown; note?: string }): void
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

const secretNames = /password|secret|token|totp|hash/i

/** A copy in which the value of every field with a secret's name is replaced. Cycles cannot occur: inputs are parsed JSON. */
export function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecrets)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, content]) => [
      name,
      secretNames.test(name) ? '[removed]' : withoutSecrets(content),
    ]),
  )
}

/** Stores the intent of a write. Throws `storage_unavailable` when it cannot, so that nothing is written upstream unrecorded. */
export async function beginAudit(intent: Intent): Promise<AuditTrail> {
  const id = ulid()
  const { db } = await database()
  const described: { target?: string; before?: unknown; note?: string } = {}
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
      input: intent.input === undefined ? null : JSON.stringify(withoutSecrets(intent.input)),
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
          error: error ?? described.note ?? null,
          finishedAt: Date.now(),
          before: described.before === undefined ? null : JSON.stringify(withoutSecrets(described.before)),
          ...(described.target === undefined ? {} : { target: described.target }),
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
    succeeded: () => close('ok', null),
    failed: (failure) =>
      close(failure.details.outcomeUnknown ? 'unknown' : 'failed', `${failure.code}: ${failure.message}`),
  }
}

interface AuditEvent {
  action: string
  actor: { id: string; email: string }
  address: string
  outcome: 'ok' | 'failed'
}

/** Records something that happened outside a route: signing in, also in vain. */
export async function recordEvent({ action, actor, address, outcome }: AuditEvent): Promise<void> {
  const { db } = await database()
  const now = Date.now()
  const nothing = { projectId: null, target: null, before: null, input: null, error: null }
  await db
    .insertInto('audit')
    .values({
      ...nothing,
      id: ulid(),
      at: now,
      actorId: actor.id,
      actorEmail: actor.email,
      address,
      requestId: '',
      action,
      outcome,
      finishedAt: now,
    })
    .execute()
}

function targetOf(params: Record<string, string>): string | null {
  const { projectId, ...own } = params
  const ids = Object.values(own)
  return ids.length === 0 ? (projectId ?? null) : ids.join('/')
}
