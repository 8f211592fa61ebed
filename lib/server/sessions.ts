import 'server-only'
import { randomBytes } from 'node:crypto'
import { ApiError } from '@/lib/errors'
import { recordEvent } from './audit'
import { env } from './env'
import type { Session } from './session'
import { database } from './storage'

const hourMs = 60 * 60 * 1000

/** Starts a session and returns its id: 256 random bits, new at every sign-in. */
export async function startSession(userId: string, address: string, userAgent: string): Promise<string> {
  const { db } = await database()
  const now = Date.now()
  const id = randomBytes(32).toString('base64url')
  // Sessions that ended on their own are cleared when someone signs in, so the table stays small without a timer.
  await db.deleteFrom('sessions').where('expiresAt', '<=', now).execute()
  await db
    .insertInto('sessions')
    .values({
      id,
      userId,
      createdAt: now,
      lastSeenAt: now,
      expiresAt: now + env().SESSION_HOURS * hourMs,
      address,
      userAgent: userAgent.slice(0, 300),
    })
    .execute()
  return id
}

/** Ends a session; the cookie that names it is worthless from now on. */
export async function endSession(id: string): Promise<void> {
  const { db } = await database()
  await db.deleteFrom('sessions').where('id', '=', id).execute()
}

/** Ends a session because its owner signs out, which is recorded in the same transaction; an id that is none changes nothing. */
export async function signOutSession(id: string, address: string, requestId: string): Promise<void> {
  const { db } = await database()
  await db.transaction().execute(async (transaction) => {
    const user = await transaction
      .selectFrom('sessions')
      .innerJoin('users', 'users.id', 'sessions.userId')
      .select(['users.id', 'users.email'])
      .where('sessions.id', '=', id)
      .executeTakeFirst()
    const ended = await transaction.deleteFrom('sessions').where('id', '=', id).executeTakeFirst()
    if (!user || ended.numDeletedRows === 0n) return
    const target = publicSessionId(id)
    await recordEvent(
      { action: 'sessions.signOut', actor: user, address, requestId, target, outcome: 'ok' },
      transaction,
    )
  })
}

/** The sessions of one person, newest first. The browser never learns another session's id, only a short name of it. */
export async function listSessions(session: Session) {
  const { db } = await database()
  const rows = await db
    .selectFrom('sessions')
    .selectAll()
    .where('userId', '=', session.user.id)
    .orderBy('lastSeenAt', 'desc')
    .execute()
  return rows.map((row) => ({
    id: publicSessionId(row.id),
    createdAt: new Date(row.createdAt).toISOString(),
    lastSeenAt: new Date(row.lastSeenAt).toISOString(),
    address: row.address,
    userAgent: row.userAgent,
    current: row.id === session.id,
  }))
}

/** Ends one of the person's own sessions by its short name. Throws `not_found`. */
export async function endOwnSession(session: Session, shortName: string): Promise<void> {
  const { db } = await database()
  const rows = await db.selectFrom('sessions').select('id').where('userId', '=', session.user.id).execute()
  const found = rows.find((row) => publicSessionId(row.id) === shortName)
  if (!found) throw new ApiError('not_found', 'This session has ended already.')
  await endSession(found.id)
}

function publicSessionId(id: string): string {
  return id.slice(0, 12)
}
