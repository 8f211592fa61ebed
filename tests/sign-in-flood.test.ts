import SqliteDatabase from 'better-sqlite3'
import { Agent, request as httpRequest, type IncomingHttpHeaders } from 'node:http'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ensureBuild } from '../scripts/lib/build.mjs'
import { startFresh } from '../scripts/lib/end-to-end.mjs'
import { claimAndSignIn } from './session'

type Headers = Record<string, string>
type Fresh = Awaited<ReturnType<typeof startFresh>>

const owner = { email: 'owner@console.example', password: 'a-long-owner-password-1' }
const agent = new Agent({ keepAlive: true, maxSockets: 8 })
const ends: (() => unknown)[] = [() => agent.destroy()]

beforeAll(() => ensureBuild(), 240_000)
afterAll(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

async function start(env: Record<string, string>) {
  const servers = await startFresh({ env })
  ends.push(() => servers.stop())
  const admin = await claimAndSignIn(servers.url, servers.setupToken)
  expect((await admin.post('/api/users', { ...owner, role: 'viewer' })).status).toBe(201)
  return { servers, admin, visitor: await visitorOf(servers.url) }
}

/** Sends requests as a script would that has fetched next-auth's form token once. */
async function visitorOf(url: string) {
  const answer = await fetch(`${url}/api/auth/csrf`)
  const { csrfToken }: { csrfToken: string } = JSON.parse(await answer.text())
  const cookie = answer.headers
    .getSetCookie()
    .map((set) => set.split(';')[0])
    .join('; ')
  return { url, csrfToken, cookie }
}

async function tryToSignIn(
  { url, csrfToken, cookie }: Awaited<ReturnType<typeof visitorOf>>,
  email: string,
  headers: Headers = {},
  password = 'a-wrong-password-1',
) {
  const body = new URLSearchParams({ email, password, csrfToken, json: 'true' }).toString()
  const answer = await send(`${url}/api/auth/callback/credentials`, body, {
    origin: url,
    cookie,
    'content-type': 'application/x-www-form-urlencoded',
    ...headers,
  })
  const target = new URL(JSON.parse(answer.text).url)
  const error = target.searchParams.get('error') ?? ''
  const result = answer.status === 200 ? 'in' : error.startsWith('RateLimited:') ? 'limited' : error
  return { ...answer, result }
}

function send(url: string, body: string, headers: Headers) {
  return new Promise<{ status: number; text: string; headers: IncomingHttpHeaders }>((resolve, reject) => {
    const request = httpRequest(url, { method: 'POST', agent, headers }, (answer) => {
      let text = ''
      answer.setEncoding('utf8')
      answer.on('data', (chunk: string) => (text += chunk))
      answer.on('error', reject)
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text, headers: answer.headers }))
    })
    request.on('error', reject)
    request.end(body)
  })
}

/** Runs them eight at a time and counts the results. */
async function flood(count: number, one: (index: number) => Promise<{ result: string }>) {
  const results: Record<string, number> = {}
  let next = 0
  const worker = async () => {
    while (next < count) {
      const { result } = await one(next++)
      results[result] = (results[result] ?? 0) + 1
    }
  }
  await Promise.all(Array.from({ length: 8 }, worker))
  return results
}

/**
 * How many passwords were looked at: each check leaves one row in the audit log, written after the hash was computed, and an attempt that
 * the limit stops leaves none. `by` is the e-mail address or the network address.
 */
function checks(
  { dataDir }: Fresh,
  by: 'actorEmail' | 'address',
  like: string,
): { value: string; count: number }[] {
  const database = new SqliteDatabase(join(dataDir, 'console.sqlite'), { readonly: true })
  const rows = database
    .prepare<[string], { value: string; count: number }>(
      `select ${by} as value, count(*) as count from audit where action = 'sessions.create' and outcome = 'failed' and actorEmail like ? group by ${by}`,
    )
    .all(like)
  database.close()
  return rows
}

describe('a flood of sign-ins that nobody vouches for (S21)', () => {
  it(
    'gets ten password checks, whatever addresses its headers name and whoever it names',
    { timeout: 120_000 },
    async () => {
      const { servers, admin, visitor } = await start({})
      const spoofed = await flood(3500, (index) => {
        const address = `198.51.${index >> 8}.${index & 255}`
        return tryToSignIn(visitor, owner.email, {
          'x-forwarded-for': address,
          'x-real-ip': address,
          forwarded: `for=${address}`,
          'x-client-ip': address,
          'cf-connecting-ip': address,
          'true-client-ip': address,
        })
      })
      expect(spoofed).toEqual({ CredentialsSignin: 10, limited: 3490 })
      const many = await flood(3500, (index) => tryToSignIn(visitor, `user${index}@console.example`))
      expect(many).toEqual({ limited: 3500 })
      expect(checks(servers, 'address', '%')).toEqual([{ value: '127.0.0.1', count: 10 }])
      // Who is signed in notices nothing.
      expect((await admin.get('/api/session')).status).toBe(200)
    },
  )
})

describe('a flood through a trusted proxy (S21, S22)', () => {
  it(
    'is counted by the address that the proxy tells, and keeps neither the owner on a known device nor anybody else out',
    { timeout: 120_000 },
    async () => {
      const { servers, visitor } = await start({ TRUSTED_PROXIES: '127.0.0.1' })
      const known = await tryToSignIn(
        visitor,
        owner.email,
        { 'x-forwarded-for': '192.0.2.1' },
        owner.password,
      )
      expect(known.result).toBe('in')
      const device = known.headers['set-cookie']
        ?.map((set) => set.split(';')[0])
        ?.find((set) => set?.includes('-device='))
      expect(device).toBeDefined()
      const oneUser = await flood(1500, (index) =>
        tryToSignIn(visitor, owner.email, { 'x-forwarded-for': `198.51.${index >> 8}.${index & 255}` }),
      )
      expect(oneUser).toEqual({ CredentialsSignin: 10, limited: 1490 })
      // What stands left of the proxy's own word is hearsay.
      const oneAddress = await flood(1500, (index) =>
        tryToSignIn(visitor, `user${index}@console.example`, {
          'x-forwarded-for': `192.0.2.${index & 255}, 203.0.113.7`,
        }),
      )
      expect(oneAddress).toEqual({ CredentialsSignin: 10, limited: 1490 })
      expect(checks(servers, 'actorEmail', owner.email)).toEqual([{ value: owner.email, count: 10 }])
      expect(checks(servers, 'address', 'user%')).toEqual([{ value: '203.0.113.7', count: 10 }])
      const elsewhere = { 'x-forwarded-for': '192.0.2.77' }
      expect((await tryToSignIn(visitor, owner.email, elsewhere, owner.password)).result).toBe('limited')
      const withDevice = { ...elsewhere, cookie: `${visitor.cookie}; ${device}` }
      expect((await tryToSignIn(visitor, owner.email, withDevice, owner.password)).result).toBe('in')
      expect((await tryToSignIn(visitor, 'someone@console.example', elsewhere)).result).toBe(
        'CredentialsSignin',
      )
    },
  )
})

describe('a refusal (S23)', () => {
  it(
    'reads the same for a wrong password, an unknown person and a disabled one',
    { timeout: 60_000 },
    async () => {
      const { admin, visitor } = await start({})
      const disabled = { email: 'disabled@console.example', password: owner.password }
      const made = await admin.post('/api/users', { ...disabled, role: 'viewer' })
      const { id }: { id: string } = JSON.parse(await made.text())
      const change = { role: 'viewer', disabled: true }
      expect((await admin.put(`/api/users/${id}`, made.headers.get('etag') ?? '', change)).status).toBe(200)
      const answers = [
        await tryToSignIn(visitor, owner.email),
        await tryToSignIn(visitor, 'nobody@console.example'),
        await tryToSignIn(visitor, disabled.email, {}, disabled.password),
      ]
      const [first] = answers
      expect(first).toMatchObject({ status: 401, result: 'CredentialsSignin' })
      for (const { status, text, headers } of answers) {
        expect({ status, text }).toEqual({ status: first?.status, text: first?.text })
        // These two are each answer's own.
        const own = { date: '', 'x-request-id': '' }
        expect({ ...headers, ...own }).toEqual({ ...first?.headers, ...own })
      }
    },
  )
})
