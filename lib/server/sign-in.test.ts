import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { encode } from 'next-auth/jwt'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { countAttempt } from './login-limits'
import { passwordFits } from './password'
import { cookieSecret, liveSession, readSession, sessionCookieName } from './session'
import { endOwnSession, endSession, listSessions, startSession } from './sessions'
import { claimSetup, ensureSetupToken, setupRefused } from './setup-token'
import { database } from './storage'
import { freshConsole, testDatabases } from './testing'
import { changeUser, createUser, findUser, removeUser, userEtag } from './users'

const password = 'a-long-enough-password'

describe.each(testDatabases)('signing in on %s', (kind) => {
  let fresh: Awaited<ReturnType<typeof freshConsole>>
  beforeEach(async () => {
    fresh = await freshConsole(kind)
  })
  afterEach(async () => {
    vi.useRealTimers()
    await fresh.end()
  })

  async function signedIn(role: 'admin' | 'viewer' = 'viewer') {
    const user = await createUser({ email: `${role}${Math.random()}@console.example`, password, role })
    const id = await startSession(user.id, '192.0.2.1', 'a browser')
    const cookie = await encode({ token: { sid: id }, secret: cookieSecret() })
    return { user, id, headers: new Headers({ cookie: `other=1; ${sessionCookieName()}=${cookie}` }) }
  }

  it('a claim of set-up works exactly once, however many come at the same time (S20)', async () => {
    const token = (await ensureSetupToken()) ?? ''
    expect(Buffer.from(token, 'base64url').length).toBeGreaterThanOrEqual(16)
    expect(statSync(join(fresh.folder, 'setup-token')).mode & 0o777).toBe(0o600)
    const claims = await Promise.allSettled(
      Array.from({ length: 50 }, (_, index) =>
        claimSetup({ token, email: `a${index}@console.example`, password }),
      ),
    )
    expect(claims.filter((claim) => claim.status === 'fulfilled')).toHaveLength(1)
    await expect(claimSetup({ token, email: 'late@console.example', password })).rejects.toThrow(setupRefused)
    expect(existsSync(join(fresh.folder, 'setup-token'))).toBe(false)
    expect(await ensureSetupToken()).toBeNull()
  })

  it('five wrong tries replace the token, and an expired one is renewed by a restart (S20)', async () => {
    const first = (await ensureSetupToken()) ?? ''
    for (let index = 0; index < 5; index += 1)
      await claimSetup({ token: `wrong${index}`, email: 'a@console.example', password }).catch(() => {})
    await expect(claimSetup({ token: first, email: 'a@console.example', password })).rejects.toThrow(
      setupRefused,
    )
    const second = readFileSync(join(fresh.folder, 'setup-token'), 'utf8').trim()
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 31 * 60_000 })
    await expect(claimSetup({ token: second, email: 'a@console.example', password })).rejects.toThrow(
      setupRefused,
    )
    const third = (await ensureSetupToken()) ?? ''
    expect(await claimSetup({ token: third, email: 'a@console.example', password })).toBe('a@console.example')
  })

  it('a session answers until it is signed out, and never again (S25)', async () => {
    const { id, headers, user } = await signedIn()
    expect((await readSession(headers))?.user).toMatchObject({ id: user.id, role: 'viewer' })
    await endSession(id)
    expect(await readSession(headers)).toBeNull()
  })

  it('a changed role counts on the next request; disabling and a new password end the session (S25)', async () => {
    await signedIn('admin')
    const { headers, user } = await signedIn()
    await changeUser(user, userEtag(user), { role: 'operator', disabled: false })
    expect((await readSession(headers))?.user.role).toBe('operator')
    const again = await findUser(user.id)
    await changeUser(again, userEtag(again), { role: 'operator', disabled: true })
    expect(await readSession(headers)).toBeNull()
    const other = await signedIn()
    await changeUser(other.user, userEtag(other.user), {
      role: 'viewer',
      disabled: false,
      password: 'another-long-password',
    })
    expect(await readSession(other.headers)).toBeNull()
  })

  it('a session ends after 30 idle minutes and after 12 hours whatever happens (S26)', async () => {
    const { id } = await signedIn()
    const now = Date.now()
    expect(await liveSession(id, now + 29 * 60_000)).not.toBeNull()
    expect(await liveSession(id, now + 58 * 60_000)).not.toBeNull()
    expect(await liveSession(id, now + 89 * 60_000)).toBeNull()
    const busy = await signedIn()
    for (let minutes = 20; minutes < 720; minutes += 20)
      expect(await liveSession(busy.id, now + minutes * 60_000), `${minutes}`).not.toBeNull()
    expect(await liveSession(busy.id, now + 721 * 60_000)).toBeNull()
  })

  it('lists a person’s own sessions and ends one by its short name (S26)', async () => {
    const { id, user, headers } = await signedIn()
    const here = await readSession(headers)
    if (!here) throw new Error('not signed in')
    const otherId = await startSession(user.id, '192.0.2.9', 'a phone')
    const sessions = await listSessions(here)
    expect(sessions.map((session) => session.current).sort()).toEqual([false, true])
    expect(JSON.stringify(sessions)).not.toContain(id)
    await endOwnSession(here, otherId.slice(0, 12))
    expect(await liveSession(otherId)).toBeNull()
    await expect(endOwnSession(here, 'someone-else')).rejects.toMatchObject({ code: 'not_found' })
  })

  it('the last admin stays an admin who can sign in', async () => {
    const { user } = await signedIn('admin')
    const etag = userEtag(user)
    await expect(changeUser(user, etag, { role: 'viewer', disabled: false })).rejects.toMatchObject({
      code: 'conflict',
    })
    await expect(changeUser(user, etag, { role: 'admin', disabled: true })).rejects.toMatchObject({
      code: 'conflict',
    })
    await expect(removeUser(user, etag)).rejects.toMatchObject({ code: 'conflict' })
    expect(await findUser(user.id)).toMatchObject({ role: 'admin', disabled: 0 })
  })

  it('two admins who take each other’s role at the same moment leave one admin', async () => {
    for (let round = 0; round < 10; round += 1) {
      const { db } = await database()
      await db.deleteFrom('users').execute()
      const [one, other] = [(await signedIn('admin')).user, (await signedIn('admin')).user]
      const both = await Promise.allSettled(
        [one, other].map((user) => changeUser(user, userEtag(user), { role: 'viewer', disabled: false })),
      )
      expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    }
  })

  it('two thousand malformed cookies are nobody, and nothing throws (S6)', async () => {
    for (let index = 0; index < 2000; index += 1) {
      const junk = Array.from({ length: (index * 37) % 300 }, () =>
        String.fromCharCode(33 + Math.floor(Math.random() * 90)),
      ).join('')
      const headers = new Headers({
        cookie: `${sessionCookieName()}=${index % 3 === 0 ? '%E0%A4%A' : ''}${junk}`,
        authorization: `Bearer ${junk}`,
      })
      expect(await readSession(headers)).toBeNull()
    }
    expect(
      await readSession(new Headers({ cookie: `${sessionCookieName()}=${'a'.repeat(16_000)}` })),
    ).toBeNull()
  })
})

describe('limits', () => {
  it('stop the eleventh attempt on an account, wherever it comes from, and the eleventh from one address (S21)', async () => {
    const fresh = await freshConsole()
    for (let index = 0; index < 10; index += 1)
      await countAttempt('owner@console.example', `192.0.2.${index}`)
    await expect(countAttempt('OWNER@console.example ', '198.51.100.1')).rejects.toMatchObject({
      code: 'rate_limited',
    })
    for (let index = 0; index < 10; index += 1)
      await countAttempt(`user${index}@console.example`, '203.0.113.7')
    await expect(countAttempt('user99@console.example', '203.0.113.7')).rejects.toMatchObject({
      code: 'rate_limited',
    })
    await fresh.end()
  })

  it('an unknown user takes as much hashing as a known one', async () => {
    const fresh = await freshConsole()
    expect(await passwordFits('a decoy that nobody knows', null)).toBe(false)
    await fresh.end()
  })
})
