import { unstable_doesMiddlewareMatch as doesProxyMatch } from 'next/experimental/testing/server.js'
import { afterAll, beforeAll, expect, it } from 'vitest'
import nextConfig from '../next.config.js'
import { config as proxyConfig } from '../proxy'
import { exchange, startPreloaded, type Preloaded } from './preloaded'

let server: Preloaded
beforeAll(async () => {
  server = await startPreloaded({ APP_URL: 'http://127.0.0.1:3999' })
})
afterAll(() => server.signal('SIGKILL'))

const ask = (line: string, more = '', host = '127.0.0.1:3999') =>
  exchange(server.port, `${line} HTTP/1.1\r\nHost: ${host}\r\n${more || 'Connection: close\r\n'}\r\n`)
const upgrade = 'Connection: Upgrade\r\nUpgrade: websocket\r\n'

const refusals: [string, number, () => Promise<string>][] = [
  ['TRACE', 405, () => ask('TRACE /')],
  ['CONNECT', 405, () => ask('CONNECT canary.example:443')],
  ['a whole address', 400, () => ask('GET http://canary.example/')],
  ['a body of 2 MB', 413, () => ask('POST /', 'Content-Length: 2097152\r\nConnection: close\r\n')],
  ['the image service', 404, () => ask('GET /_next/image')],
  ['another name of this machine', 308, () => ask('GET /', '', 'localhost:3999')],
  ['an upgrade', 400, () => ask('GET /', upgrade)],
  ['an address that cannot be decoded', 400, () => ask('GET /api/projects/%ff')],
  ['a page’s address that cannot be decoded', 400, () => ask('GET /projects/%ff')],
  ['an address with a broken spelling of a slash', 400, () => ask('GET /api/health/%c0%af')],
  ['a method that the API does not have', 405, () => ask('PATCH /api/users')],
  ['a question about methods', 405, () => ask('OPTIONS //api/users')],
  ['what the framework refuses without a word', 405, () => ask('PUT /api/framework-405')],
  ['the same with its headers sent first', 405, () => ask('PUT /api/framework-405?early')],
  ['what the framework redirects', 308, () => ask('GET /framework-308')],
]

it.each(refusals)('%s is answered with the headers of every other answer', async (_name, status, send) => {
  const answer = await send()
  expect(answer).toMatch(new RegExp(`^HTTP/1\\.1 ${status} `))
  const [first] = (await nextConfig.headers?.()) ?? []
  const wanted = [...(first?.headers ?? []), { key: 'Cache-Control', value: 'no-store' }]
  expect(wanted.length).toBeGreaterThan(7)
  for (const { key, value } of wanted)
    expect(answer.toLowerCase()).toContain(`\r\n${key}: ${value}\r\n`.toLowerCase())
  if (status === 308) return
  expect(JSON.parse(answer.split('\r\n\r\n')[1] ?? '')).toEqual({
    error: {
      code: expect.stringMatching(/^[a-z_]+$/),
      message: expect.stringMatching(/\.$/),
      requestId: expect.any(String),
    },
  })
})

it('an answer that says how long it may be kept is left as it is', async () => {
  expect(await ask('GET /asset')).toMatch(/cache-control: public, max-age=31536000, immutable/i)
})

it('methods of the API and decodable addresses pass', async () => {
  for (const line of [
    'GET /api/a%20b',
    'DELETE /api/users',
    'PUT /api/users',
    'PATCH /settings',
    'GET /?q=%ff',
  ])
    expect(await ask(line), line).toMatch(/^HTTP\/1\.1 200 /)
})

it.each([
  ['/', true],
  ['/sign-in', true],
  ['/favicon.icoX', true],
  ['/favicon.ico', true],
  ['/icon.svgX', true],
  ['/icon.svg/projects', true],
  ['/iconXsvg', true],
  ['/icon.svg', false],
  ['/api/users', false],
  ['/_next/static/a.js', false],
])('%s gets a policy for pages: %s', (url, matches) => {
  expect(doesProxyMatch({ config: proxyConfig, url })).toBe(matches)
})
