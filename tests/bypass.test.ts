import SqliteDatabase from 'better-sqlite3'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { matrix } from '../e2e/role-matrix'
import { ensureBuild } from '../scripts/lib/build.mjs'
import { startFresh } from '../scripts/lib/end-to-end.mjs'
import { deceptions, disguises, sendRaw, spellings, type Lines, type RawRequest } from './bypass-corpus'
import { claimAndSignIn } from './session'

const project = '/api/projects/sandbox'
const password = 'a-long-person-password-1'
const pages = [
  '/',
  '/projects/sandbox',
  '/projects/sandbox/trunks',
  '/projects/sandbox/trunks/[trunkId]',
  '/projects/sandbox/calls',
  '/settings',
  '/settings/projects',
  '/settings/sessions',
  '/settings/users',
]

/** Enough of everything that a route asks for: what gets past the checks is carried out. */
const anyInput = {
  ...{ name: 'changed', hostName: 'changed', ipRanges: [], credentials: [], enabled: true, range: 32 },
  ...{ email: 'new@console.example', password, role: 'admin', disabled: false, ipAddress: '203.0.113.10' },
  ...{ upstream: 'sandbox', projectId: 'new', keyId: 'k', keySecret: 's', description: 'changed' },
}

/** What must not be told, by who may know it: everybody who is signed in, or the admin alone. */
const canaries = { signedIn: 'canary-inside', admin: 'canary-admin' }

let servers: Awaited<ReturnType<typeof startFresh>>
let viewer: Lines = {}
const ids: Record<string, string> = {}
let tried = 0

beforeAll(async () => {
  ensureBuild()
  // Reading calls by itself, the console would write all the time.
  servers = await startFresh({ env: { CALL_SYNC: 'off' } })
  const admin = await claimAndSignIn(servers.url, servers.setupToken)
  const make = async (path: string, body: object) => {
    const answer = await admin.post(path, body)
    expect(answer.status, path).toBe(201)
    const made: { id: string } = JSON.parse(await answer.text())
    return made.id
  }
  const inside = canaries.signedIn
  ids.trunkId = await make(`${project}/trunks`, { name: inside, hostName: inside })
  ids.accessControlListId = await make(`${project}/accessControlLists`, {
    name: inside,
    ipRanges: [{ description: inside, ipAddress: '203.0.113.9', range: 32 }],
  })
  const email = `${canaries.admin}@console.example`
  ids.userId = await make('/api/users', { email, password, role: 'admin' })
  await make('/api/users', { email: 'viewer@console.example', password, role: 'viewer' })
  await make('/api/projects', {
    name: inside,
    upstream: 'sandbox',
    projectId: 'other',
    keyId: 'k',
    keySecret: `${canaries.admin}-secret`,
    skipTest: true,
  })
  // Only the audit log holds this address; the session below tells who reads other people's sessions.
  await cookieOf(`${canaries.admin}-nobody@console.example`, 'wrong')
  await cookieOf(email, password, `${canaries.admin}-browser`)
  viewer = { cookie: await cookieOf('viewer@console.example', password) }
}, 240_000)
afterAll(() => servers.stop())

async function cookieOf(email: string, given: string, agent = 'a browser'): Promise<string> {
  const csrf = await fetch(`${servers.url}/api/auth/csrf`)
  const { csrfToken }: { csrfToken: string } = JSON.parse(await csrf.text())
  const pairs = (answer: Response) => answer.headers.getSetCookie().map((set) => set.split(';')[0] ?? '')
  const answer = await fetch(`${servers.url}/api/auth/callback/credentials`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: servers.url, cookie: pairs(csrf).join('; '), 'user-agent': agent },
    body: new URLSearchParams({ email, password: given, csrfToken, json: 'true' }),
  })
  return pairs(answer).join('; ')
}

const filled = (route: string) =>
  route
    .replace('[projectId]', 'sandbox')
    .replace(/\[(\w+)\]/g, (_all, name: string) => ids[name] ?? 'no-such-id')

/** The routes of the matrix that this method needs at least one of these roles for. */
function routes(methods: string[], roles: string[]): { method: string; path: string }[] {
  return Object.entries(matrix).flatMap(([route, policies]) =>
    Object.entries(policies)
      .filter(([method, role]) => methods.includes(method) && roles.includes(role))
      .map(([method]) => ({ method, path: filled(`/api/${route}`) })),
  )
}

/** Everything that a bypass would change: the rows, and the writes that reached the vendor. */
async function state(): Promise<string> {
  const database = new SqliteDatabase(join(servers.dataDir, 'console.sqlite'), { readonly: true })
  const rows = ['users', 'projects', 'settings', 'audit'].map((table) =>
    database.prepare(`select * from ${table}`).all(),
  )
  const sessions = database.prepare('select id, userId, expiresAt from sessions order by id').all()
  database.close()
  const seen = await (await fetch(`${servers.sandboxUrl}/__sandbox/requests`)).text()
  const writes = seen.match(/"method":\s*"(POST|PUT|PATCH|DELETE)"/g)?.length
  return JSON.stringify({ rows, sessions, writes: writes ?? 0 })
}

/** Sends them all, sixteen at a time, and collects what no answer may be. A page answers a POST as it does a GET, and changes nothing. */
async function slips(requests: RawRequest[], secrets: string[]): Promise<string[]> {
  const found: string[] = []
  let next = 0
  const worker = async () => {
    for (let request = requests[next++]; request; request = requests[next++]) {
      const answer = await sendRaw(servers.url, request)
      const status = Number(/^HTTP\/1\.1 (\d\d\d) /.exec(answer)?.[1] ?? 0)
      const what = `${request.method} ${request.target} ${JSON.stringify(request.headers)}: ${status}`
      if (status < 200 || status >= 500) found.push(what)
      const asksForChange = !['GET', 'HEAD', 'OPTIONS'].includes(request.method)
      if (asksForChange && status < 300 && !request.target.startsWith('/settings/')) found.push(what)
      if (secrets.some((secret) => answer.toLowerCase().includes(secret))) found.push(`${what} tells`)
    }
  }
  await Promise.all(Array.from({ length: 16 }, worker))
  tried += requests.length
  return found
}

const reads = (path: string, headers: Lines): RawRequest[] => [
  ...['GET', 'HEAD', 'OPTIONS', 'TRACE', 'POST'].map((method) => ({ method, target: path, headers })),
  ...spellings(path, servers.url).map((target) => ({ method: 'GET', target, headers })),
  ...deceptions(path).map((more) => ({ method: 'GET', target: path, headers: { ...headers, ...more } })),
  // A header that names another address than the one that is asked for.
  ...deceptions(path)
    .filter((more) => Object.values(more).includes(path))
    .map((more) => ({ method: 'GET', target: '/api/health', headers: { ...headers, ...more } })),
]

function writes(
  { method, path }: { method: string; path: string },
  cookie: Lines,
  spelt: string[],
): RawRequest[] {
  const headers = { ...cookie, origin: servers.url, 'content-type': 'application/json', 'if-match': '*' }
  const body = JSON.stringify({ ...anyInput, _method: method })
  const send = (more: Partial<RawRequest>) => ({ method, target: path, headers, body, ...more })
  return [
    send({}),
    ...spelt.map((target) => send({ target })),
    ...deceptions(path).map((more) => send({ headers: { ...headers, ...more } })),
    ...disguises(method).map((disguise) =>
      send({
        method: disguise.method,
        target: path + disguise.query,
        headers: { ...headers, ...disguise.headers },
      }),
    ),
  ]
}

describe('no spelling of an address and no header opens a way round the checks (S3)', () => {
  it('the canaries are told to those who may know them', async () => {
    const get = async (target: string, headers: Lines) =>
      await sendRaw(servers.url, { method: 'GET', target, headers })
    expect(await get(`${project}/trunks/${ids.trunkId}`, viewer)).toContain(canaries.signedIn)
    expect(await get(`${project}/accessControlLists/${ids.accessControlListId}`, viewer)).toContain(
      canaries.signedIn,
    )
    const cookie = await cookieOf(`${canaries.admin}@console.example`, password)
    expect(await get('/api/users', { cookie })).toContain(canaries.admin)
    expect(await get('/api/sessions', { cookie })).toContain(`${canaries.admin}-browser`)
    expect(await state()).toContain(`${canaries.admin}-nobody`)
  })

  it('nobody reads anything', { timeout: 120_000 }, async () => {
    const before = await state()
    const paths = [
      ...routes(['GET'], ['viewer', 'operator', 'admin']).map(({ path }) => path),
      ...pages.map(filled),
    ]
    const requests = paths.flatMap((path) => reads(path, {}))
    expect(await slips(requests, Object.values(canaries))).toEqual([])
    expect(await state()).toBe(before)
  })

  // What goes for a viewer below goes all the more without a session: here the headers matter.
  it('nobody changes anything', { timeout: 120_000 }, async () => {
    const before = await state()
    const targets = routes(['POST', 'PUT', 'DELETE'], ['viewer', 'operator', 'admin'])
    expect(
      await slips(
        targets.flatMap((target) => writes(target, {}, [target.path + '/', '/' + target.path])),
        Object.values(canaries),
      ),
    ).toEqual([])
    expect(await state()).toBe(before)
  })

  it('a viewer reads nothing of the admin’s', { timeout: 120_000 }, async () => {
    const before = await state()
    const paths = [
      ...routes(['GET'], ['operator', 'admin']).map(({ path }) => path),
      ...['/settings/users', '/settings/sessions', '/settings/projects', '/api/sessions', '/api/projects'],
      ...[`/api/users/${ids.userId}`, '/api/audit', '/api/activity', '/api/projects/other/key'],
    ]
    const requests = paths.flatMap((path) => reads(path, { ...viewer, origin: servers.url }))
    expect(await slips(requests, [canaries.admin])).toEqual([])
    expect(await state()).toBe(before)
  })

  it('a viewer changes nothing', { timeout: 120_000 }, async () => {
    const before = await state()
    const targets = routes(['POST', 'PUT', 'DELETE'], ['operator', 'admin'])
    expect(
      await slips(
        targets.flatMap((target) => writes(target, viewer, spellings(target.path, servers.url))),
        [canaries.admin],
      ),
    ).toEqual([])
    expect(await state()).toBe(before)
    expect(tried).toBeGreaterThan(8000)
  })
})

describe('the nonce of a page (S29)', () => {
  it('is another one each of a thousand times, and on every script', { timeout: 60_000 }, async () => {
    const nonces = new Set<string>()
    const ask = async (index: number) => {
      const target = index % 20 === 0 ? '/no-such-page' : `/sign-in?try=${index}`
      const prefetch: Lines = index % 3 === 0 ? { purpose: 'prefetch', 'next-router-prefetch': '1' } : {}
      const headers = { ...prefetch, 'x-nonce': 'evil', 'content-security-policy': "script-src 'nonce-evil'" }
      const answer = await sendRaw(servers.url, { method: 'GET', target, headers })
      const nonce = /script-src 'nonce-([A-Za-z0-9+/]{24})' 'strict-dynamic';/.exec(answer)?.[1] ?? 'none'
      const scripts = answer.match(/<script\b[^>]*>/g) ?? []
      expect(scripts.length).toBeGreaterThan(3)
      for (const script of scripts) expect(script).toContain(`nonce="${nonce}"`)
      expect(answer).not.toContain('evil')
      nonces.add(nonce)
    }
    for (let index = 0; index < 1000; index += 10)
      await Promise.all(Array.from({ length: 10 }, (_, more) => ask(index + more)))
    expect(nonces.size).toBe(1000)
  })
})
