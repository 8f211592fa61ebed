import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { exchange, startPreloaded, type Preloaded } from './preloaded'

let direct: Preloaded
let proxied: Preloaded

beforeAll(async () => {
  direct = await startPreloaded()
  proxied = await startPreloaded({ TRUSTED_PROXIES: '127.0.0.0/8, 10.0.0.0/8, not-an-address' })
})
afterAll(() => {
  direct.signal('SIGKILL')
  proxied.signal('SIGKILL')
})

/** The headers that reach the framework when these are sent. */
async function seen(server: Preloaded, sent: Record<string, string>) {
  const answer = await fetch(server.url, { headers: sent })
  const { headers, raw }: { headers: Record<string, string>; raw: string[] } = await answer.json()
  return { headers, names: raw.filter((_, index) => index % 2 === 0).map((name) => name.toLowerCase()) }
}

describe('who is asking', () => {
  it('is the peer of the socket, whatever the client claims (S21)', async () => {
    const { headers, names } = await seen(direct, {
      'X-Forwarded-For': '203.0.113.9',
      'X-Real-IP': '203.0.113.9',
      Forwarded: 'for=203.0.113.9',
      'X-Forwarded-Host': 'evil.example',
    })
    expect(headers['x-forwarded-for']).toBe('127.0.0.1')
    expect(headers['x-real-ip']).toBe('127.0.0.1')
    expect(headers['x-forwarded-by']).toBe('connection')
    expect(headers).not.toHaveProperty('forwarded')
    expect(headers).not.toHaveProperty('x-forwarded-host')
    expect(names.filter((name) => name === 'x-forwarded-for')).toHaveLength(1)
  })

  it.each([
    ['203.0.113.9', '203.0.113.9'],
    ['198.51.100.1, 203.0.113.9', '203.0.113.9'],
    ['203.0.113.9, 10.1.2.3, 127.0.0.9', '203.0.113.9'],
    ['203.0.113.9, garbage, 10.1.2.3', '127.0.0.1'],
    ['10.1.2.3', '127.0.0.1'],
    ['2001:db8::1', '2001:db8::1'],
    ['', '127.0.0.1'],
  ])('is the last hop that no trusted proxy is, for %j', async (told, address) => {
    const { headers } = await seen(proxied, { 'X-Forwarded-For': told, 'X-Forwarded-By': 'canary' })
    expect(headers['x-forwarded-for']).toBe(address)
    expect(headers['x-forwarded-by']).toBe(address === '127.0.0.1' ? 'connection' : 'proxy')
  })

  it('the address people use comes from APP_URL', async () => {
    const server = await startPreloaded({ APP_URL: 'https://console.example' })
    const { headers } = await seen(server, {
      'X-Forwarded-Proto': 'http',
      'X-Forwarded-Host': 'evil.example',
    })
    server.signal('SIGKILL')
    expect(headers['x-forwarded-proto']).toBe('https')
    expect(headers['x-forwarded-host']).toBe('console.example')
  })
})

it.each([
  'next-action',
  'next-resume',
  'x-middleware-subrequest',
  'x-middleware-rewrite',
  'x-invoke-path',
  'x-matched-path',
  'x-nonce',
  'content-security-policy',
])('the header %s does not reach the framework (S1)', async (name) => {
  const { headers, names } = await seen(direct, { [name]: 'canary', 'x-kept': 'yes' })
  expect(headers).toMatchObject({ 'x-kept': 'yes' })
  expect(headers).not.toHaveProperty(name)
  expect(names).not.toContain(name)
})

describe('what is refused', () => {
  const host = 'Host: 127.0.0.1\r\n'

  it.each([
    ['an upgrade', `GET / HTTP/1.1\r\n${host}Connection: Upgrade\r\nUpgrade: websocket\r\n\r\n`, 400],
    [
      'an upgrade of a whole address',
      `GET http://canary.example/ HTTP/1.1\r\n${host}Connection: Upgrade\r\nUpgrade: websocket\r\n\r\n`,
      400,
    ],
    ['a whole address', `GET http://canary.example/ HTTP/1.1\r\n${host}Connection: close\r\n\r\n`, 400],
    ['TRACE', `TRACE / HTTP/1.1\r\n${host}Connection: close\r\n\r\n`, 405],
    ['CONNECT', `CONNECT canary.example:443 HTTP/1.1\r\n${host}\r\n`, 405],
    ['the image service', `GET /_next/image?url=a HTTP/1.1\r\n${host}Connection: close\r\n\r\n`, 404],
    [
      'the image service by another spelling',
      `GET //_next//image HTTP/1.1\r\n${host}Connection: close\r\n\r\n`,
      404,
    ],
  ])('%s', async (_, bytes, status) => {
    const answer = await exchange(direct.port, bytes)
    expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `))
    expect(JSON.parse(answer.split('\r\n\r\n')[1] ?? '')).toHaveProperty('error.code')
  })

  it('a body of 2 MB, with an answer that says so', async () => {
    const answer = await fetch(direct.url, { method: 'POST', body: 'x'.repeat(2 * 1024 * 1024) })
    expect(answer.status).toBe(413)
    expect((await answer.json()).error.code).toBe('too_large')
  })

  it('nothing of a body of exactly 1 MB', async () => {
    const answer = await fetch(direct.url, { method: 'POST', body: 'x'.repeat(1024 * 1024) })
    expect(answer.status).toBe(200)
  })

  it('a long body that gives no length is never read to its end', async () => {
    const kilobytes = (count: number) => {
      let sent = 0
      return new ReadableStream({
        pull(controller) {
          if (sent++ < count) controller.enqueue(new Uint8Array(1024))
          else controller.close()
        },
      })
    }
    const send = (count: number) =>
      fetch(`${direct.url}/late-length`, { method: 'POST', body: kilobytes(count), ...{ duplex: 'half' } })
    expect(await (await send(1000)).text()).toBe(String(1000 * 1024))
    await expect(send(3000)).rejects.toThrow()
  })
})

describe('another name of this machine', () => {
  let server: Preloaded
  const get = (host: string, path: string, method = 'GET') =>
    exchange(server.port, `${method} ${path} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`)
  beforeAll(async () => {
    server = await startPreloaded({ APP_URL: 'http://127.0.0.1:3999' })
  })
  afterAll(() => server.signal('SIGKILL'))

  it.each(['localhost:3999', '127.0.0.2:3999', '[::1]:3999'])('%s is sent to APP_URL', async (host) => {
    const answer = await get(host, '/projects?q=1')
    expect(answer).toMatch(/^HTTP\/1\.1 308 /)
    expect(answer).toMatch(/^location: http:\/\/127\.0\.0\.1:3999\/projects\?q=1\r$/im)
  })

  it.each([
    ['the right name', '127.0.0.1:3999', '/', 'GET'],
    ['a name that is not loopback', 'console.example', '/', 'GET'],
    ['a write', 'localhost:3999', '/', 'POST'],
    ['the health probe', 'localhost:3999', '/api/health', 'GET'],
    ['the readiness probe', 'localhost:3999', '/api/ready', 'GET'],
  ])('%s is not', async (_, host, path, method) => {
    expect(await get(host, path, method)).toMatch(/^HTTP\/1\.1 200 /)
  })

  it('behind https nobody is sent in a circle', async () => {
    const behind = await startPreloaded({ APP_URL: 'https://console.example' })
    const answer = await exchange(
      behind.port,
      'GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n',
    )
    behind.signal('SIGKILL')
    expect(answer).toMatch(/^HTTP\/1\.1 200 /)
  })
})
