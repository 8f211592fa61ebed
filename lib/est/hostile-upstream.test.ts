import { createServer, type Server } from 'node:http'
import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { ApiError } from '@/lib/errors'
import { credentials } from '@/lib/resources/credential-lists'
import { endpoints } from '@/lib/resources/endpoints'
import { trunks } from '@/lib/resources/trunks'
import { startFixture, type Fixture } from './sandbox-fixture'

let fixture: Fixture
let canary: Server
let canaryUrl = ''
let canaryVisits = 0

beforeAll(async () => {
  fixture = await startFixture({ seed: false })
  canary = createServer((_, answer) => {
    canaryVisits += 1
    answer.end('{}')
  })
  await new Promise<void>((resolve) => canary.listen(0, '127.0.0.1', resolve))
  const address = canary.address()
  canaryUrl = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
})
afterEach(() => fixture.sandbox.control.clearFaults())
afterAll(async () => {
  canary.close()
  await fixture.close()
})

describe('parameters of a path', () => {
  it('reach the sandbox inside their template or not at all (S8)', async () => {
    const client = fixture.another()
    const hostile = fc.oneof(
      fc.constantFrom(
        '..',
        '%2e%2e',
        'a/b',
        'a%2fb',
        'a?b',
        'a#b',
        'a\u0000',
        'a\r\nb',
        '\u2215',
        '',
        'a;b',
        '@b',
      ),
      fc.string({ unit: 'binary', maxLength: 30 }),
      fc.stringMatching(/^[A-Za-z0-9_-]{1,64}$/),
    )
    await fixture.sent()
    const outcomes = await Promise.all(
      fc.sample(hostile, 3_000).map(async (value, index) => {
        const call =
          index % 3 === 0
            ? client.read(trunks, { trunkId: value })
            : index % 3 === 1
              ? client.remove(endpoints, { trunkId: 'T1', endpointId: value })
              : client.remove(credentials, { credentialListId: 'L1', username: value })
        return await call.then(
          () => 'ok',
          (error: unknown) => (error instanceof ApiError ? error.code : String(error)),
        )
      }),
    )
    expect(new Set(outcomes)).toEqual(new Set(['not_found', 'bad_request']))
    const templates = [
      /^GET \/trunks\/[A-Za-z0-9_-]{1,64}$/,
      /^DELETE \/trunks\/T1\/endpoints\/[A-Za-z0-9_-]{1,64}$/,
      /^DELETE \/credentialLists\/L1\/credentials\/[^/?#]+$/,
    ]
    const sent = await fixture.sent()
    expect(sent.length).toBeGreaterThan(1_000)
    expect(sent.filter((line) => !templates.some((template) => template.test(line)))).toEqual([])
  }, 60_000)
})

describe('a request to the vendor', () => {
  it('carries only the headers and fields of the list (S9)', async () => {
    const name = 'allow-list'
    const clean = trunks.input.parse({ name, hostName: name })
    const smuggled = { ...clean, isAdmin: true, constructor: 'x', Authorization: 'Bearer stolen' }
    await fixture.client.create(trunks, {}, smuggled)
    const requests = await fixture.sandbox.control.requests()
    const post = requests.filter(({ method, path }) => method === 'POST' && path.endsWith('/trunks')).at(-1)
    expect(post?.body).toEqual(clean)
    const wire = ['host', 'connection', 'content-length']
    const allowed = ['accept', 'authorization', 'content-type', 'idempotency-key', ...wire]
    expect(Object.keys(post?.headers ?? {}).filter((header) => !allowed.includes(header))).toEqual([])
  })

  it('gives each create its own idempotency key', async () => {
    await fixture.sent()
    for (const name of ['key-a', 'key-b']) {
      await fixture.client.create(trunks, {}, trunks.input.parse({ name, hostName: name }))
    }
    const posts = (await fixture.sandbox.control.requests()).filter(({ method }) => method === 'POST')
    const keys = posts.map(({ headers }) => headers['idempotency-key']).filter((key) => key !== undefined)
    expect(new Set(keys).size).toBe(2)
  })
})

describe('a redirect', () => {
  it.each([301, 302, 307, 308] as const)(
    'of EST with %d is an error and is not followed (S10)',
    async (status) => {
      const fault = { kind: 'redirect', status, location: `${canaryUrl}/v1/steal` } as const
      await fixture.sandbox.control.faults([{ path: '/v1/**', fault }])
      await expect(fixture.client.list(trunks, {})).rejects.toMatchObject({ code: 'upstream_contract' })
      const input = trunks.input.parse({ name: 'r', hostName: 'r' })
      await expect(fixture.client.create(trunks, {}, input)).rejects.toMatchObject({
        code: 'upstream_contract',
      })
      expect(canaryVisits).toBe(0)
    },
  )

  it.each([301, 302, 307, 308] as const)(
    'of the token service with %d sends no secret on (S10)',
    async (status) => {
      const fault = { kind: 'redirect', status, location: `${canaryUrl}/oauth2/token` } as const
      await fixture.sandbox.control.faults([{ path: '/oauth2/token', fault }])
      await expect(fixture.another().list(trunks, {})).rejects.toMatchObject({ code: 'upstream_contract' })
      expect(canaryVisits).toBe(0)
    },
  )
})

describe('what comes back', () => {
  it('is the object alone: no header of the vendor, no page of HTML, no stack trace (S11)', async () => {
    const headers = { 'set-cookie': 'session=stolen', location: canaryUrl, 'x-internal': 'host-17' }
    await fixture.sandbox.control.faults([{ path: '/v1/**', fault: { kind: 'headers', headers } }])
    const { items } = await fixture.client.list(trunks, {})
    expect(JSON.stringify(items)).not.toMatch(/stolen|host-17/)
    await fixture.sandbox.control.clearFaults()
    const stack = '<html>at Object.<anonymous> (/srv/app.js:1:1)</html>'
    for (const status of [200, 400, 500]) {
      const fault = { kind: 'body', body: stack, status, contentType: 'text/html' } as const
      await fixture.sandbox.control.faults([{ path: '/v1/**', fault }])
      const error: unknown = await fixture
        .another()
        .list(trunks, {})
        .catch((reason: unknown) => reason)
      expect(error).toBeInstanceOf(ApiError)
      expect(JSON.stringify(error instanceof ApiError ? error.toBody('r') : null)).not.toContain('app.js')
      await fixture.sandbox.control.clearFaults()
    }
  })
})
