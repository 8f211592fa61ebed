import SqliteDatabase from 'better-sqlite3'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { ensureBuild } from '../scripts/lib/build.mjs'
import { startFresh } from '../scripts/lib/end-to-end.mjs'
import { prepareData } from '../scripts/lib/data-folder.mjs'
import { freePort, startConsole, startSandbox, untilReady } from '../scripts/lib/servers.mjs'
import { claimAndSignIn } from './session'

const trunksPath = '/api/projects/sandbox/trunks'
const ends: (() => unknown)[] = []

beforeAll(() => ensureBuild(), 240_000)
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

async function fresh() {
  const servers = await startFresh()
  ends.push(() => servers.stop())
  return { ...servers, api: await claimAndSignIn(servers.url, servers.setupToken) }
}

function dataFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'est-console-test-'))
  ends.push(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

async function startAlone(dataDir: string, env: Record<string, string> = {}) {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const server = startConsole({
    env: {
      HOST: '127.0.0.1',
      PORT: String(port),
      APP_URL: url,
      DATA_DIR: dataDir,
      DATABASE_URL: '',
      LOG_LEVEL: 'error',
      SANDBOX_PORT: '1',
      EST_CALLS_PER_SECOND: '1000',
      ...env,
    },
    stdio: 'pipe',
  })
  let output = ''
  server.child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()))
  ends.push(() => server.stop())
  return { url, server, output: () => output }
}

async function within(seconds: number, check: () => Promise<boolean>): Promise<number> {
  const began = Date.now()
  while (Date.now() - began < seconds * 1000) {
    if (await check()) return (Date.now() - began) / 1000
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  throw new Error(`not within ${seconds} seconds`)
}

describe('the vendor goes away', () => {
  it(
    'killing it loses nothing: the last list stays with its age and reason, and is fresh within ten seconds of its return (A30)',
    { timeout: 90_000 },
    async () => {
      const { api, stopSandbox, restartSandbox } = await fresh()
      const before = await (await api.get(trunksPath)).json()
      await stopSandbox()
      const lost = await api.post(trunksPath, { name: 'Lost', hostName: 'lost-in-an-outage' })
      expect(lost.status).toBe(503)
      expect((await lost.json()).error.message).toMatch(/refused the connection|not answering/)
      const stale = await (await api.get(trunksPath)).json()
      expect(stale).toMatchObject({
        stale: true,
        total: before.total,
        staleReason: expect.stringMatching(/\.$/),
      })
      expect((await api.get('/api/session')).status).toBe(200)
      await restartSandbox()
      await within(10, async () => (await (await api.get(trunksPath)).json()).stale === false)
      expect((await (await api.get(trunksPath)).json()).total).toBe(before.total)
    },
  )

  it(
    'not being there at the start keeps nobody out, and its coming is noticed (A30)',
    { timeout: 60_000 },
    async () => {
      const dataDir = dataFolder()
      prepareData(dataDir)
      const sandboxPort = await freePort()
      const began = Date.now()
      const { url, server } = await startAlone(dataDir, { SANDBOX_PORT: String(sandboxPort) })
      await untilReady(server, `${url}/api/ready`)
      expect(Date.now() - began).toBeLessThan(5_000)
      const api = await claimAndSignIn(url, readFileSync(join(dataDir, 'setup-token'), 'utf8').trim())
      expect((await api.get(trunksPath)).status).toBe(503)
      expect((await (await api.get('/api/projects/sandbox/status')).json()).state).toBe('unreachable')
      const sandbox = startSandbox({ dataDir, port: sandboxPort, stdio: 'ignore' })
      ends.push(() => sandbox.stop())
      await untilReady(sandbox, `http://127.0.0.1:${sandboxPort}/__sandbox/requests`)
      await within(10, async () => (await api.get(trunksPath)).status === 200)
    },
  )
})

describe('a start that cannot work is one clear line and an exit code', () => {
  it(
    'a database newer than the program is refused and left untouched (A29)',
    { timeout: 30_000 },
    async () => {
      const dataDir = dataFolder()
      const first = await startAlone(dataDir)
      await untilReady(first.server, `${first.url}/api/ready`)
      await first.server.stop()
      const database = new SqliteDatabase(join(dataDir, 'console.sqlite'))
      database.prepare('insert into schema_version (version, name) values (999, ?)').run('from-the-future')
      database.close()
      const before = readFileSync(join(dataDir, 'console.sqlite'))
      const { server, output } = await startAlone(dataDir)
      expect((await server.ended).code).not.toBe(0)
      expect(output().trim()).toMatch(/^.*newer console.*$/)
      expect(readFileSync(join(dataDir, 'console.sqlite')).equals(before)).toBe(true)
    },
  )

  it.each([
    ['a weak key', { ENCRYPTION_KEY: 'changeme' }, /ENCRYPTION_KEY/],
    ['plain http on a real address', { APP_URL: 'http://console.example.com' }, /APP_URL must use https/],
    ['a vendor address with a path', { EST_API_URL: 'https://example.com/v1' }, /EST_API_URL/],
    ['a database that is not there', { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' }, /./],
  ])('%s (S5)', { timeout: 30_000 }, async (_name, env, message) => {
    const { server, output } = await startAlone(dataFolder(), env)
    expect((await server.ended).code).not.toBe(0)
    expect(output()).toMatch(message)
    expect(output()).not.toMatch(/\n\s+at /)
  })
})

describe('projects', () => {
  it(
    'a wrong secret is said at the test, a second project of one id is refused, and a new key heals it (S13)',
    { timeout: 40_000 },
    async () => {
      const { api, dataDir } = await fresh()
      const key = JSON.parse(readFileSync(join(dataDir, 'sandbox-key.json'), 'utf8'))
      const again = await api.post('/api/projects', {
        name: 'Twin',
        upstream: 'sandbox',
        projectId: 'sandbox',
        keyId: 'k',
        keySecret: 's',
      })
      expect(again.status).toBe(409)
      const other = {
        name: 'Other',
        upstream: 'sandbox',
        projectId: 'other',
        keyId: key.keyId,
        keySecret: 'wrong-secret-canary',
      }
      const refused = await api.post('/api/projects', other)
      expect(refused.status).toBe(422)
      expect((await refused.json()).error).toMatchObject({
        code: 'upstream_rejected',
        fields: { keySecret: expect.stringContaining('wrong') },
      })
      expect((await api.get('/api/projects/other')).status).toBe(404)
      const made = await api.post('/api/projects', { ...other, skipTest: true })
      expect(made.status).toBe(201)
      const text = await made.text()
      expect(text).not.toContain('canary')
      const test = await (await api.post('/api/projects/other/test', {})).json()
      expect(test).toMatchObject({
        ok: false,
        steps: [{ name: 'token', ok: false, message: expect.stringMatching(/reject|secret/i) }],
      })
      expect((await api.get('/api/projects/other/trunks')).status).toBe(502)
      expect((await api.get('/api/session')).status).toBe(200)
      const replaced = await api.put('/api/projects/other/key', made.headers.get('etag') ?? '', {
        keyId: key.keyId,
        keySecret: key.keySecret,
      })
      expect(replaced.status).toBe(200)
      expect((await (await api.post('/api/projects/other/test', {})).json()).steps[0]).toMatchObject({
        ok: true,
      })
      expect(await (await api.post('/api/projects/sandbox/test', {})).json()).toMatchObject({ ok: true })
      const changed = await api.put('/api/projects/other', replaced.headers.get('etag') ?? '', {
        name: 'Renamed',
        upstream: 'sinch',
      })
      expect(await changed.json()).toMatchObject({ name: 'Renamed', upstream: 'sandbox' })
    },
  )
})
