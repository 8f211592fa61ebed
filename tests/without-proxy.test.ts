import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { matrix, pathOf } from '../e2e/role-matrix'
import { ensureBuild, standalone } from '../scripts/lib/build.mjs'
import { prepareData } from '../scripts/lib/data-folder.mjs'
import { freePort, startConsole, untilReady } from '../scripts/lib/servers.mjs'
import { claimAndSignIn } from './session'

const folder = mkdtempSync(join(tmpdir(), 'est-console-no-proxy-'))
const dataDir = join(folder, 'data')
let url = ''
let server: ReturnType<typeof startConsole> | undefined

beforeAll(async () => {
  ensureBuild()
  const copy = join(folder, 'standalone')
  cpSync(standalone, copy, { recursive: true })
  const compiled = join(copy, '.next', 'server')
  // What a build without proxy.ts has: no such function, and nothing that says when to run it.
  expect(existsSync(join(compiled, 'middleware.js'))).toBe(true)
  rmSync(join(compiled, 'middleware.js'))
  writeFileSync(join(compiled, 'functions-config-manifest.json'), '{"version":1,"functions":{}}')
  prepareData(dataDir)
  const port = await freePort()
  url = `http://127.0.0.1:${port}`
  server = startConsole({
    folder: copy,
    stdio: 'ignore',
    env: {
      HOST: '127.0.0.1',
      PORT: String(port),
      APP_URL: url,
      DATA_DIR: dataDir,
      DATABASE_URL: '',
      SANDBOX_PORT: '1',
      EST_CALLS_PER_SECOND: '1000',
      LOG_LEVEL: 'error',
    },
  })
  await untilReady(server, `${url}/api/ready`)
}, 240_000)

afterAll(async () => {
  await server?.stop()
  rmSync(folder, { recursive: true, force: true })
})

it('with the proxy deleted nobody gets any further (S2)', async () => {
  expect((await fetch(`${url}/sign-in`)).headers.get('content-security-policy')).toBeNull()
  for (const [route, methods] of Object.entries(matrix)) {
    for (const [method, least] of Object.entries(methods)) {
      if (least === 'public') continue
      const answer = await fetch(url + pathOf(route), {
        method,
        headers: { origin: url },
        redirect: 'manual',
      })
      expect(answer.status, `${method} ${route}`).toBe(401)
    }
  }
  for (const page of [
    '/',
    '/projects/sandbox',
    '/projects/sandbox/trunks',
    '/projects/sandbox/calls',
    '/settings/projects',
    '/settings/users',
  ]) {
    const answer = await fetch(url + page, { redirect: 'manual' })
    expect(answer.status, page).toBe(307)
    expect(answer.headers.get('location'), page).toMatch(/\/sign-in/)
  }
})

it('with the proxy deleted a viewer still changes nothing (S2)', async () => {
  const admin = await claimAndSignIn(url, readFileSync(join(dataDir, 'setup-token'), 'utf8').trim())
  const [email, password] = ['viewer@console.example', 'a-long-viewer-password-1']
  expect((await admin.post('/api/users', { email, password, role: 'viewer' })).status).toBe(201)
  const viewer = await claimAndSignIn(url, 'no-token', email, password)
  expect((await viewer.get('/api/session')).status).toBe(200)
  for (const [route, methods] of Object.entries(matrix)) {
    for (const [method, least] of Object.entries(methods)) {
      if (least !== 'operator' && least !== 'admin') continue
      const answer = await viewer.send(pathOf(route), { method })
      expect(answer.status, `${method} ${route}`).toBe(403)
    }
  }
})
