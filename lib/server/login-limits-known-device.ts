import 'server-only'
import { cookies } from 'next/headers'
import { decode, encode } from 'next-auth/jwt'
import { randomBytes } from 'node:crypto'
import { derivedKey } from './secrets'
import { cookieValue, hasSecureCookies } from './session'

const lifetimeSeconds = 90 * 24 * 3600

/** Name of the cookie that a browser keeps after a successful sign-in, beyond signing out. */
export function deviceCookieName(): string {
  return hasSecureCookies() ? '__Host-est-console-device' : 'est-console-device'
}

/**
 * The name of the device that sends this cookie, if the person with this address has signed in on it before; else null. It proves nothing
 * but that, and serves only to keep strangers' attempts from locking the owner out.
 */
export async function knownDevice(email: string, headers: Headers): Promise<string | null> {
  const cookie = cookieValue(headers, deviceCookieName())
  if (cookie === undefined || cookie.length > 2048) return null
  try {
    const token = await decode({ token: cookie, secret: deviceSecret() })
    const { device } = token ?? {}
    return typeof device === 'string' && token?.email === plain(email) ? device : null
  } catch {
    return null
  }
}

/** Makes the browser that is signing in a known device of this person. Only inside a request. */
export async function rememberDevice(email: string, device: string | null): Promise<void> {
  const token = { email: plain(email), device: device ?? randomBytes(16).toString('base64url') }
  const value = await encode({ token, secret: deviceSecret(), maxAge: lifetimeSeconds })
  const jar = await cookies()
  jar.set(deviceCookieName(), value, {
    httpOnly: true,
    sameSite: 'lax',
    path: '/',
    secure: hasSecureCookies(),
    maxAge: lifetimeSeconds,
  })
}

function deviceSecret(): string {
  return derivedKey('known device')
}

function plain(email: string): string {
  return email.trim().toLowerCase()
}
