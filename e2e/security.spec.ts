import { expect, test } from '@playwright/test'
import { connect } from 'node:net'
import { apiAs, baseUrl, signIn, stateOf, trunksPath } from './helpers'

type Headers = Record<string, string>

const pages = [
  '/sign-in',
  '/setup',
  '/no-such-page',
  '/projects/sandbox',
  '/projects/sandbox/trunks',
  '/projects/sandbox/calls',
  '/projects/sandbox/trunks/no-such-id',
  '/settings/projects',
  '/settings/sessions',
  '/settings/users',
]

test('every page has a fresh nonce on every script and a strict policy, prefetches included (S29)', async () => {
  const api = await apiAs('admin')
  const nonces = new Set<string>()
  let answers = 0
  for (const path of pages) {
    for (const headers of [
      {},
      { purpose: 'prefetch', 'next-router-prefetch': '1' },
      { 'content-security-policy': "script-src 'nonce-evil'", 'x-nonce': 'evil' },
    ] as Headers[]) {
      const answer = await api.get(path, { headers, maxRedirects: 0 })
      const policy = answer.headers()['content-security-policy'] ?? ''
      const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? ''
      answers += 1
      expect(nonce, path).toMatch(/^[A-Za-z0-9+/=]{16,}$/)
      nonces.add(nonce)
      expect(policy).toContain("'strict-dynamic'")
      expect(policy).toContain("base-uri 'none'")
      expect(policy).toContain("object-src 'none'")
      expect(policy).toContain("frame-ancestors 'none'")
      expect(/script-src [^;]*/.exec(policy)?.[0]).not.toContain('unsafe')
      const html = await answer.text()
      expect(html).not.toContain('evil')
      if (!(answer.headers()['content-type'] ?? '').includes('text/html')) continue
      for (const [tag] of html.matchAll(/<script\b[^>]*>/g)) expect(tag, path).toContain(`nonce="${nonce}"`)
    }
  }
  expect(nonces.size).toBe(answers)
})

test('every answer carries the other headers, and none tells what it runs on (S31)', async () => {
  const api = await apiAs('admin')
  const asset = /\/_next\/static\/[^"']+\.css/.exec(await (await api.get('/sign-in')).text())?.[0] ?? ''
  expect(asset).not.toBe('')
  for (const path of [
    ...pages,
    asset,
    '/api/health',
    '/api/session',
    '/api/nothing',
    trunksPath,
    '/icon.svg',
  ]) {
    const headers = (await api.get(path, { maxRedirects: 0 })).headers()
    expect(headers['strict-transport-security'], path).toMatch(/max-age=(\d{8,})/)
    expect(headers['x-content-type-options'], path).toBe('nosniff')
    expect(headers['referrer-policy'], path).toBe('same-origin')
    expect(headers['cross-origin-opener-policy'], path).toBe('same-origin')
    expect(headers, path).not.toHaveProperty('x-powered-by')
  }
})

test('the framework’s side doors lead nowhere (S1)', async () => {
  const api = await apiAs('admin')
  expect((await api.get('/_next/image?url=%2Ficon.svg&w=64&q=75')).status()).toBe(404)
  const plain = await (await api.get(trunksPath)).json()
  for (const headers of [
    { 'next-action': 'abcdef' },
    { 'next-resume': '1' },
    { 'x-middleware-subrequest': 'proxy:proxy:proxy:proxy:proxy' },
    { 'x-middleware-rewrite': '/api/users' },
    { 'x-invoke-path': '/api/users' },
    { 'x-matched-path': '/api/users' },
  ] as Headers[]) {
    const answer = await api.get(trunksPath, { headers })
    expect((await answer.json()).total).toBe(plain.total)
    const posted = await api.post('/sign-in', { headers, data: {} })
    expect(posted.status()).toBe((await api.post('/sign-in', { data: {} })).status())
    expect(posted.headers()).not.toHaveProperty('x-action-redirect')
  }
  expect(
    await rawRequest('GET http://127.0.0.2:9/ HTTP/1.1\r\nHost: 127.0.0.2:9\r\nConnection: close\r\n\r\n'),
  ).toContain(' 400 ')
  const upgrade = await rawRequest(
    'GET /api/health HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n',
  )
  expect(upgrade).not.toContain(' 101 ')
})

test('an address is decoded once and never decoded twice', async () => {
  const api = await apiAs('admin')
  expect((await api.get('/api/projects/%73andbox')).status()).toBe(200)
  expect((await api.get('/api/projects/%2573andbox')).status()).toBe(404)
  expect((await api.get('/api/projects/%252573andbox')).status()).toBe(404)
  expect((await api.get('/api/projects/%00')).status()).toBe(400)
})

test('malformed cookies and authorisation are nobody’s and break nothing (S6)', async () => {
  const api = await apiAs(null)
  for (const value of [
    '%',
    '%E0%A4%A',
    'a'.repeat(8000),
    'ey.ey.ey',
    '..',
    'null',
    '{"sid":1}',
    '"',
    "'",
    ';;;',
    '=',
  ]) {
    const answer = await api.get('/api/session', {
      headers: {
        cookie: `est-console-session=${value}; __Host-est-console-session=${value}`,
        authorization: `Bearer ${value}`,
      },
    })
    // Node itself refuses headers that are too long.
    expect([401, 431], value.slice(0, 20)).toContain(answer.status())
  }
})

test('the session cookie is out of reach of scripts and of other sites (S26)', async ({ browser }) => {
  const context = await browser.newContext({ storageState: stateOf('viewer') })
  const cookie = (await context.cookies(baseUrl)).find(({ name }) => name === 'est-console-session')
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' })
  expect(cookie?.value.length).toBeLessThan(4096)
  await context.close()
})

test('forged forwarding headers change nothing about who is asking (S21)', async () => {
  const api = await apiAs(null)
  for (let index = 0; index < 3; index += 1) {
    await api.get('/api/auth/csrf')
    await signIn(api, `spoof${index}@console.example`, 'wrong-password')
  }
  const sessions = await (
    await (
      await apiAs('operator')
    ).get('/api/sessions', {
      headers: { 'x-forwarded-for': '198.51.100.99', forwarded: 'for=198.51.100.99' },
    })
  ).json()
  for (const session of sessions.items) expect(session.address).toBe('127.0.0.1')
})

test('an unknown address, a body of 2 MB and a method that is not there get one sentence each', async () => {
  const api = await apiAs('operator')
  const unknown = await api.get('/api/projects/sandbox/nothing')
  expect(unknown.status()).toBe(404)
  expect((await unknown.json()).error).toMatchObject({
    code: 'not_found',
    message: expect.stringMatching(/\.$/),
  })
  const large = await api.post(trunksPath, { data: { name: 'x'.repeat(2 * 1024 * 1024), hostName: 'x' } })
  expect(large.status()).toBe(413)
  expect((await large.json()).error).toMatchObject({ code: 'too_large' })
  expect((await api.patch(trunksPath, { data: {} })).status()).toBe(405)
})

function rawRequest(text: string): Promise<string> {
  const { hostname, port } = new URL(baseUrl)
  return new Promise((resolve) => {
    let answer = ''
    const socket = connect(Number(port), hostname, () => socket.write(text))
    socket.setTimeout(3000, () => socket.destroy())
    socket.on('data', (chunk) => {
      answer += chunk.toString()
    })
    socket.on('error', () => resolve(answer))
    socket.on('close', () => resolve(answer))
  })
}
