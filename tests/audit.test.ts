import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { POST as addProject } from '@/app/api/projects/route'
import { PUT as renameProject } from '@/app/api/projects/[projectId]/route'
import { POST as testProject } from '@/app/api/projects/[projectId]/test/route'
import { PUT as changeTrunk } from '@/app/api/projects/[projectId]/trunks/[trunkId]/route'
import { POST as setUp } from '@/app/api/setup/route'
import { recordedJson } from '@/lib/server/audit-record'
import { authOptions } from '@/lib/server/auth-options'
import { startSession } from '@/lib/server/sessions'
import { ensureSetupToken, setupRefused } from '@/lib/server/setup-token'
import { database } from '@/lib/server/storage'
import { freshConsole, signedInAs, testDatabases } from '@/lib/server/testing'
import { createUser } from '@/lib/server/users'

const origin = 'http://127.0.0.1:3000'
const password = 'a-long-enough-password'
const project = { name: 'P', upstream: 'sinch', projectId: 'p', keyId: 'k', keySecret: 's', skipTest: true }

function sent(method: string, body: unknown, headers: Record<string, string> = {}): Request {
  const all = { origin, 'content-type': 'application/json', ...headers }
  return new Request(`${origin}/api/x`, { method, headers: all, body: JSON.stringify(body) })
}
const at = (params: Record<string, string> = {}) => ({ params: Promise.resolve(params) })

async function rows() {
  const { db } = await database()
  return await db.selectFrom('audit').selectAll().orderBy('seq').execute()
}

describe.each(testDatabases)('the audit log on %s', (kind) => {
  let fresh: Awaited<ReturnType<typeof freshConsole>>
  beforeEach(async () => {
    // Nobody listens there: a connection cannot be made.
    const nowhere = 'http://127.0.0.1:9'
    fresh = await freshConsole(kind, {
      EST_API_URL: nowhere,
      EST_AUTH_URL: nowhere,
      NUMBERS_API_URL: nowhere,
    })
  })
  afterEach(() => fresh.end())

  const claim = (token: string, address: string, email = 'first@console.example') =>
    setUp(sent('POST', { token, email, password }, { 'x-forwarded-for': address }), at())

  it('gets at most ten rows from a stranger while set-up is open, and none afterwards; the answer is the same (S20)', async () => {
    await ensureSetupToken()
    const open = await Promise.all(Array.from({ length: 60 }, (_, index) => claim(`w${index}`, '192.0.2.1')))
    expect(open.filter(({ status }) => status === 403)).toHaveLength(10)
    expect(open.filter(({ status }) => status === 429)).toHaveLength(50)
    expect(await rows()).toHaveLength(10)
    expect((await rows())[0]).toMatchObject({
      action: 'users.setUp',
      outcome: 'failed',
      address: '192.0.2.1',
    })

    const token = (await ensureSetupToken()) ?? ''
    const right = await Promise.all(
      Array.from({ length: 20 }, (_, index) => claim(token, '192.0.2.1', `a${index}@x.example`)),
    )
    expect(right.filter(({ status }) => status === 201)).toHaveLength(1)
    const after = (await rows()).length
    const closed = await Promise.all(
      Array.from({ length: 60 }, (_, index) => claim(`w${index}`, '192.0.2.2')),
    )
    expect(closed.filter(({ status }) => status === 403)).toHaveLength(10)
    expect(closed.filter(({ status }) => status === 429)).toHaveLength(50)
    expect(await rows()).toHaveLength(after)
    // Which ten were looked at is for the database to say.
    const lookedAt = closed.find(({ status }) => status === 403)
    expect((await lookedAt?.json()).error.message).toBe(setupRefused)
  })

  it('answers a wrong set-up token no sooner when there is none to compare it with', async () => {
    const began = performance.now()
    expect((await claim('wrong', '192.0.2.1')).status).toBe(403)
    expect(performance.now() - began).toBeGreaterThan(140)
  })

  it('names who set the console up', async () => {
    const token = (await ensureSetupToken()) ?? ''
    expect((await claim(token, '192.0.2.1')).status).toBe(201)
    const { db } = await database()
    const admin = await db.selectFrom('users').select('id').executeTakeFirstOrThrow()
    const email = 'first@console.example'
    expect(await rows()).toMatchObject([
      { actorId: admin.id, actorEmail: email, target: email, outcome: 'ok' },
    ])
    expect(JSON.stringify(await rows())).not.toContain(token)
  })

  it('knows who signed out, once', async () => {
    const user = await createUser({ email: 'leaver@console.example', password, role: 'viewer' })
    const sid = await startSession(user.id, '192.0.2.1', 'a browser')
    const leave = async () => {
      const { events } = authOptions({ requestId: 'r-1', address: '192.0.2.1' })
      await events?.signOut?.({ token: { sid }, session: { expires: '' } })
    }
    await leave()
    await leave()
    const who = { actorId: user.id, actorEmail: user.email, requestId: 'r-1', address: '192.0.2.1' }
    expect(await rows()).toMatchObject([{ action: 'sessions.signOut', outcome: 'ok', ...who }])
    expect(JSON.stringify(await rows())).not.toContain(sid)
    const { db } = await database()
    expect(await db.selectFrom('sessions').selectAll().execute()).toEqual([])
  })

  it('files a new project under itself, and a test that failed as failed', async () => {
    const cookie = await signedInAs('admin')
    expect((await addProject(sent('POST', project, { cookie }), at())).status).toBe(201)
    const tested = await testProject(sent('POST', undefined, { cookie }), at({ projectId: 'p' }))
    expect(await tested.json()).toMatchObject({ ok: false })
    expect(await rows()).toMatchObject([
      { action: 'projects.create', projectId: 'p', outcome: 'ok' },
      { action: 'projects.test', projectId: 'p', outcome: 'failed', error: expect.stringMatching(/\.$/) },
    ])
  })

  it('stores nothing of a write without If-Match, and of the others only fields that exist, cut to size', async () => {
    const cookie = await signedInAs('admin')
    await addProject(sent('POST', project, { cookie }), at())
    const before = (await rows()).length
    const junk = { name: 'n', pwd: 'hunter2', passwd: 'hunter2', note: 'hunter2', junk: 'x'.repeat(900_000) }
    const params = { projectId: 'p', trunkId: 't' }
    expect((await changeTrunk(sent('PUT', junk, { cookie }), at(params))).status).toBe(428)
    expect((await renameProject(sent('PUT', junk, { cookie }), at(params))).status).toBe(428)
    expect(await rows()).toHaveLength(before)

    const tagged = { cookie, 'if-match': '"x"' }
    await changeTrunk(sent('PUT', { ...junk, hostName: 'x'.repeat(90_000) }, tagged), at(params))
    const row = (await rows()).at(-1)
    expect(row).toMatchObject({ action: 'trunks.update', input: '{"name":"n","hostName":"[not valid]"}' })
    expect(JSON.stringify(await rows()).length).toBeLessThan(8_000)
    expect(JSON.stringify(await rows())).not.toContain('hunter2')
  })
})

describe('what is stored of a value', () => {
  it('is JSON below 16 kB, whatever the value', () => {
    const long = 'x'.repeat(90_000)
    for (const value of [
      long,
      [long],
      Array(5000).fill(long),
      { [long]: long },
      { a: Array(9000).fill({ b: long }) },
    ]) {
      const json = recordedJson(value) ?? ''
      expect(json.length).toBeLessThanOrEqual(16_000)
      expect(() => JSON.parse(json)).not.toThrow()
    }
  })

  it('keeps an ordinary list whole', () => {
    const ipRanges = Array.from({ length: 100 }, (_, index) => ({
      description: '',
      ipAddress: `192.0.2.${index}`,
      range: 32,
    }))
    expect(JSON.parse(recordedJson({ ipRanges }) ?? '')).toEqual({ ipRanges })
  })

  it.each([
    'password',
    'passwd',
    'pwd',
    'userPass',
    'passphrase',
    'keySecret',
    'apiKey',
    'api_key',
    'refreshToken',
    'totp',
    'otpCode',
    'passwordHash',
  ])('has nothing of a field called %s', (name) => {
    expect(recordedJson({ deep: [{ [name]: 'hunter2' }] })).toBe(`{"deep":[{"${name}":"[removed]"}]}`)
  })
})
