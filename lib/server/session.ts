import 'server-only'
import { cookies, headers } from 'next/headers'
import { decode } from 'next-auth/jwt'
import { prepared } from '@/lib/database/prepared'
import type { Role } from '@/lib/roles'
import { env, isLoopback } from './env'
import { processState } from './process-state'
import { derivedKey } from './secrets'
import { after, type Soon } from './soon'
import { database } from './storage'

/** Who asks: the row behind the cookie, with the user's role as it is now. */
export interface Session {
  id: string
  user: { id: string; email: string; role: Role }
  /** Milliseconds since the epoch. */
  expiresAt: number
}

const minuteMs = 60_000

/** True when cookies carry the `__Host-` prefix and `Secure`; only plain http on loopback does without. */
export function hasSecureCookies(): boolean {
  return processState(
    'secure-cookies',
    () => !isLoopback(new URL(env().APP_URL)) || env().APP_URL.startsWith('https:'),
  )
}

/** Name of the session cookie. next-auth takes every cookie whose name begins with it for a part of it, so no other may. */
export function sessionCookieName(): string {
  return hasSecureCookies() ? '__Host-est-console-session' : 'est-console-session'
}

/** The secret of the cookie's encryption; derived from the key file, so there is no default to forget. */
export function cookieSecret(): string {
  return derivedKey('session cookie')
}

/** The session of an API request, or null. Never throws on a malformed cookie. */
export function readSession(requestHeaders: Headers): Soon<Session | null> {
  return sessionOf(cookieValue(requestHeaders, sessionCookieName()))
}

/** The session of the page that is being rendered, or null. */
export async function currentSession(): Promise<Session | null> {
  await headers()
  return await sessionOf((await cookies()).get(sessionCookieName())?.value)
}

function sessionOf(cookie: string | undefined): Soon<Session | null> {
  if (cookie === undefined || cookie.length > 4096) return null
  return after(sessionIdIn(cookie), (id) => (id === null ? null : liveSession(id)))
}

/** The session id that the cookie carries. Decrypting takes longer than the row, so ids of recent cookies are kept; rows never are. */
function sessionIdIn(cookie: string): Soon<string | null> {
  const recent = processState('session-ids', () => new Map<string, string>())
  return recent.get(cookie) ?? decryptedId(cookie, recent)
}

async function decryptedId(cookie: string, recent: Map<string, string>): Promise<string | null> {
  try {
    const token = await decode({ token: cookie, secret: cookieSecret() })
    const id = token?.sid
    if (typeof id !== 'string') return null
    if (recent.size >= 1000) recent.clear()
    recent.set(cookie, id)
    return id
  } catch {
    return null
  }
}

const sessionRow = prepared((db, id) =>
  db
    .selectFrom('sessions')
    .innerJoin('users', 'users.id', 'sessions.userId')
    .select([
      'sessions.id',
      'sessions.lastSeenAt',
      'sessions.expiresAt',
      'users.id as userId',
      'users.email',
      'users.role',
      'users.disabled',
    ])
    .where('sessions.id', '=', id),
)

/** The session with this id if it is neither idle nor too old and its user may sign in. */
export function liveSession(id: string, now = Date.now()): Soon<Session | null> {
  return after(database(), (opened) =>
    after(sessionRow(opened, id), (row) => {
      if (!row || row.disabled === 1) return null
      const { userId, email, role, expiresAt, lastSeenAt } = row
      const idleMs = env().SESSION_IDLE_MINUTES * minuteMs
      if (now >= expiresAt || now - lastSeenAt >= idleMs) return null
      const session = { id, user: { id: userId, email, role }, expiresAt }
      // A write a minute is enough to tell idle from busy, and keeps reads free of writes.
      if (now - lastSeenAt < Math.min(minuteMs, idleMs / 4)) return session
      const seen = opened.db.updateTable('sessions').set({ lastSeenAt: now }).where('id', '=', id)
      return seen.execute().then(() => session)
    }),
  )
}

/** The value of one cookie out of a request's `cookie` header. */
export function cookieValue(requestHeaders: Headers, name: string): string | undefined {
  for (const part of (requestHeaders.get('cookie') ?? '').split(';')) {
    const [key = '', ...value] = part.split('=')
    if (key.trim() === name) return value.join('=').trim()
  }
  return undefined
}

/** A path of this console to go to after signing in; anything that could leave the origin becomes `/`. */
export function safeReturnPath(value: string | null | undefined): string {
  // Browsers drop tabs and newlines and read a backslash as a slash, so a path with any of them may mean another host.
  if (!value || !value.startsWith('/') || /^\/[/\\]/.test(value) || /[\\\u0000-\u001f\u007f]/.test(value))
    return '/'
  const base = 'http://console.invalid'
  if (!URL.canParse(value, base)) return '/'
  const url = new URL(value, base)
  const path = url.pathname + url.search + url.hash
  return url.origin === base && !path.startsWith('//') ? path : '/'
}
