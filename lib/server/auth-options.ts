import 'server-only'
import type { NextAuthOptions } from 'next-auth'
import CredentialsProvider from 'next-auth/providers/credentials'
import { z } from 'zod'
import { ApiError } from '@/lib/errors'
import { hasControlCharacters } from '@/lib/rules/plain-text'
import { recordEvent } from './audit'
import { clientAddress } from './client-address'
import { env } from './env'
import { log } from './log'
import { countAttempt } from './login-limits'
import { knownDevice, rememberDevice } from './login-limits-known-device'
import { passwordFits } from './password'
import { cookieSecret, hasSecureCookies, safeReturnPath, sessionCookieName } from './session'
import { signOutSession, startSession } from './sessions'
import { findUserByEmail } from './users'

// A JSON body may hold anything under these names, whatever next-auth's types say.
const credentialsInput = z.object({
  // Nobody has an address with control characters, and PostgreSQL cannot even be asked for one.
  email: z
    .string()
    .refine((email) => !hasControlCharacters(email))
    .catch(''),
  password: z.string().catch(''),
})

/** Which request a sign-in or sign-out belongs to. */
interface Asked {
  requestId: string
  address: string
}

/** next-auth with a credentials sign-in. Its token carries a session id and nothing else; the session itself is a row. */
export function authOptions(asked: Asked): NextAuthOptions {
  const secure = hasSecureCookies()
  const cookie = { httpOnly: true, sameSite: 'lax', path: '/', secure } as const
  const prefix = secure ? '__Host-' : ''
  return {
    secret: cookieSecret(),
    session: { strategy: 'jwt', maxAge: env().SESSION_HOURS * 3600 },
    pages: { signIn: '/sign-in', error: '/sign-in', signOut: '/sign-in' },
    cookies: {
      sessionToken: { name: sessionCookieName(), options: cookie },
      csrfToken: { name: `${prefix}est-console-csrf`, options: cookie },
      callbackUrl: { name: `${prefix}est-console-return`, options: cookie },
    },
    providers: [
      CredentialsProvider({
        credentials: { email: { type: 'email' }, password: { type: 'password' } },
        authorize: async (credentials, request) => {
          const headers = new Headers(request.headers as Record<string, string> | undefined) // next-auth types it loosely
          const { email, password } = credentialsInput.parse(credentials ?? {})
          return await signIn(email, password, headers, asked.requestId).catch((error: unknown) => {
            throw tellable(error)
          })
        },
      }),
    ],
    callbacks: {
      jwt: ({ token, user }) => ({ sid: user ? user.id : token.sid }),
      // The browser asks /api/session; next-auth's own session endpoint tells nothing.
      session: () => ({ expires: new Date(0).toISOString() }),
      redirect: ({ url }) => {
        const { APP_URL } = env()
        return APP_URL + safeReturnPath(url.startsWith(`${APP_URL}/`) ? url.slice(APP_URL.length) : url)
      },
    },
    events: {
      signOut: async ({ token }) => {
        if (typeof token.sid === 'string') await signOutSession(token.sid, asked.address, asked.requestId)
      },
    },
    logger: {
      error: (code, metadata) =>
        log().error({ requestId: asked.requestId, code, err: metadata }, 'sign-in failed'),
      warn: () => {},
      debug: () => {},
    },
  }
}

/** Checks a sign-in and starts a session; its id becomes the "user id" of next-auth's token. Null means: wrong, without saying what. */
async function signIn(
  email: string,
  password: string,
  headers: Headers,
  requestId: string,
): Promise<{ id: string } | null> {
  const address = clientAddress(headers)
  const device = await knownDevice(email, headers)
  const forget = await countAttempt(email, address, device)
  const user = await findUserByEmail(email)
  const usable = user && user.disabled === 0 ? user : undefined
  const fits = password.length <= 128 && (await passwordFits(password, usable?.passwordHash ?? null))
  const actor = { id: usable?.id ?? '', email: usable?.email ?? email.slice(0, 254) }
  const outcome = fits && usable ? 'ok' : 'failed'
  await recordEvent({ action: 'sessions.create', actor, address, requestId, outcome })
  if (!usable || !fits) return null
  await forget()
  await rememberDevice(usable.email, device)
  return { id: await startSession(usable.id, address, headers.get('user-agent') ?? '') }
}

/** next-auth shows the message of an error to whoever asks, so only what the sign-in page understands may be one. */
function tellable(error: unknown): Error {
  if (error instanceof ApiError && error.code === 'rate_limited')
    return new Error(`RateLimited:${error.details.retryAfterSeconds ?? 60}`, { cause: error })
  log().error({ err: error }, 'sign-in failed')
  return new Error('SignInFailed', { cause: error })
}
