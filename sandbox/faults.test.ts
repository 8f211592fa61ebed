import { request } from 'node:http'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { faultKinds, type FaultAction } from './faults'
import { startSandbox, type StartedSandbox } from './testing'
import { basic, testingClient } from './testing-client'

let sandbox: StartedSandbox
beforeAll(async () => {
  sandbox = await startSandbox({ authBucket: false })
})
afterEach(() => sandbox.control.reset())
afterAll(() => sandbox.close())

const tested = new Set<string>()

async function arrange(fault: FaultAction, more = {}): Promise<void> {
  tested.add(fault.kind)
  await sandbox.control.faults({ path: '/v1/**', fault, ...more })
}

function call(method = 'GET', path = '/trunks', timeoutMs = 5_000): Promise<Response> {
  const body = method === 'POST' ? { body: JSON.stringify({ name: 'x', hostName: 'x' }) } : {}
  return fetch(`${sandbox.url}/v1/projects/sandbox${path}`, {
    method,
    headers: { authorization: basic(sandbox), 'content-type': 'application/json', connection: 'close' },
    redirect: 'manual',
    signal: AbortSignal.timeout(timeoutMs),
    ...body,
  })
}

async function codeOf(sent: Promise<Response>): Promise<unknown> {
  const error: unknown = await sent.then(
    () => 'it was answered',
    (reason: unknown) => reason,
  )
  if (!(error instanceof Error)) return error
  const cause = error.cause
  return cause instanceof Error && 'code' in cause ? cause.code : error.name
}

async function trunkCount(): Promise<unknown> {
  await sandbox.control.clearFaults()
  return (await testingClient(sandbox).send('GET', '/trunks')).json.totalItems
}

/** The connection itself, for answers that fetch would hide. */
function raw(path: string): Promise<{ declared: number; received: number; ended: boolean }> {
  return new Promise((resolve, reject) => {
    const headers = { authorization: basic(sandbox) }
    const sent = request(`${sandbox.url}/v1/projects/sandbox${path}`, { headers, agent: false }, (answer) => {
      let received = 0
      answer.on('data', (chunk: Buffer) => (received += chunk.length))
      answer.on('error', () => undefined)
      answer.on('close', () =>
        resolve({ declared: Number(answer.headers['content-length']), received, ended: answer.complete }),
      )
    })
    sent.on('error', reject)
    sent.end()
  })
}

describe('faults (A0)', () => {
  it('delays before execution, and after it', async () => {
    await arrange({ kind: 'delay', ms: 150 })
    const started = performance.now()
    expect((await call()).status).toBe(200)
    expect(performance.now() - started).toBeGreaterThanOrEqual(145)
    await sandbox.control.clearFaults()
    await arrange({ kind: 'delay', ms: 400, after: true })
    const slow = call('POST')
    await new Promise((resolve) => setTimeout(resolve, 150))
    expect((await sandbox.control.requests()).at(-1)).toMatchObject({ executed: true, status: null })
    expect((await slow).status).toBe(201)
  })

  it('hangs without executing, or after it', async () => {
    await arrange({ kind: 'hang' })
    expect(await codeOf(call('POST', '/trunks', 200))).toBe('TimeoutError')
    expect(await trunkCount()).toBe(0)
    await arrange({ kind: 'hang', execute: true })
    expect(await codeOf(call('POST', '/trunks', 200))).toBe('TimeoutError')
    expect(await trunkCount()).toBe(1)
  })

  it('resets the connection before execution', async () => {
    await arrange({ kind: 'resetBefore' })
    expect(await codeOf(call('POST'))).toBe('ECONNRESET')
    expect(await trunkCount()).toBe(0)
  })

  it('resets the connection after execution', async () => {
    await arrange({ kind: 'resetAfter' })
    expect(await codeOf(call('POST'))).toBe('ECONNRESET')
    expect(await trunkCount()).toBe(1)
  })

  it('drops the answer after committing', async () => {
    await arrange({ kind: 'dropAfter', closeAfterMs: 100 })
    const started = performance.now()
    expect(await codeOf(call('POST'))).toBe('UND_ERR_SOCKET')
    expect(performance.now() - started).toBeGreaterThanOrEqual(95)
    expect(await trunkCount()).toBe(1)
  })

  it('says that the token has expired', async () => {
    await arrange({ kind: 'expiredToken' })
    const answer = await call('POST')
    expect([answer.status, answer.headers.get('www-authenticate')]).toEqual([
      401,
      expect.stringContaining('expired'),
    ])
    expect(await answer.json()).toMatchObject({ type: expect.stringMatching(/access-token-expired$/) })
    expect(await trunkCount()).toBe(0)
  })

  it('refuses the credentials', async () => {
    await arrange({ kind: 'unauthorized' })
    const answer = await call()
    expect(answer.status).toBe(401)
    expect(answer.headers.get('www-authenticate')).not.toContain('expired')
  })

  it('throttles without Retry-After, and with any value of it', async () => {
    await arrange({ kind: 'tooManyRequests' })
    const plain = await call()
    expect([plain.status, plain.headers.get('retry-after')]).toEqual([429, null])
    for (const retryAfter of ['0', '7', 'Wed, 21 Oct 2026 07:28:00 GMT', '-1', 'soon']) {
      await sandbox.control.clearFaults()
      await arrange({ kind: 'tooManyRequests', retryAfter })
      expect((await call()).headers.get('retry-after')).toBe(retryAfter)
    }
  })

  it('fails with any 5xx in the shape of EST, before execution or after it', async () => {
    await arrange({ kind: 'status', status: 503, retryAfter: '2' })
    const answer = await call('POST')
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '2'])
    expect(await answer.json()).toMatchObject({ code: 503, status: 'SERVICE_UNAVAILABLE', details: [] })
    expect(await trunkCount()).toBe(0)
    await arrange({ kind: 'status', status: 500, execute: true })
    expect((await call('POST')).status).toBe(500)
    expect(await trunkCount()).toBe(1)
  })

  it('answers a page of HTML', async () => {
    await arrange({ kind: 'html' })
    const answer = await call()
    expect([answer.status, answer.headers.get('content-type')]).toEqual([502, 'text/html'])
    expect(await answer.text()).toMatch(/^<html>/)
  })

  it('answers JSON that is broken but complete for HTTP', async () => {
    await arrange({ kind: 'malformedJson' })
    const answer = await call('POST')
    expect([answer.status, answer.headers.get('content-type')]).toEqual([201, 'application/json'])
    const text = await answer.text()
    expect(() => JSON.parse(text)).toThrow()
    expect(await trunkCount()).toBe(1)
    await arrange({ kind: 'malformedJson' })
    const listed = await testingClient(sandbox)
      .sendLoosely('GET', '/nothing')
      .catch((error: unknown) => error)
    expect(listed).toBeInstanceOf(SyntaxError)
  })

  it('cuts a body shorter than its length says', async () => {
    await arrange({ kind: 'truncated' })
    const half = await raw('/countryPermissions')
    expect(half.received).toBeGreaterThan(0)
    expect(half).toMatchObject({ received: Math.floor(half.declared / 2), ended: false })
    await sandbox.control.clearFaults()
    await arrange({ kind: 'truncated', keepBytes: 0 })
    expect(await raw('/countryPermissions')).toMatchObject({ received: 0, ended: false })
  })

  it('drips a body slowly, complete in the end', async () => {
    await arrange({ kind: 'drip', bytes: 20, intervalMs: 40 })
    const started = performance.now()
    const answer = await call()
    expect(await answer.json()).toMatchObject({ trunks: [], totalItems: 0 })
    expect(performance.now() - started).toBeGreaterThanOrEqual(100)
  })

  it('redirects anywhere', async () => {
    for (const status of [301, 302, 307, 308] as const) {
      await arrange({ kind: 'redirect', status, location: 'http://127.0.0.1:9/elsewhere' })
      const answer = await call('POST')
      expect([answer.status, answer.headers.get('location')]).toEqual([
        status,
        'http://127.0.0.1:9/elsewhere',
      ])
      expect(await trunkCount()).toBe(0)
    }
  })

  it('adds headers to a real answer', async () => {
    await arrange({ kind: 'headers', headers: { 'Set-Cookie': ['a=1', 'b=2'], 'X-Powered-By': 'tests' } })
    const answer = await call()
    expect([answer.status, answer.headers.getSetCookie(), answer.headers.get('x-powered-by')]).toEqual([
      200,
      ['a=1', 'b=2'],
      'tests',
    ])
  })

  it('replaces the body', async () => {
    await arrange({ kind: 'body', body: '{"trunks":"none"}' })
    expect(await (await call()).json()).toEqual({ trunks: 'none' })
    await sandbox.control.clearFaults()
    await arrange({ kind: 'body', body: '', status: 200, contentType: 'text/plain', execute: true })
    expect(await (await call('POST')).text()).toBe('')
    expect(await trunkCount()).toBe(1)
  })

  it('has a test for each kind', () => {
    expect([...tested].sort()).toEqual([...faultKinds].sort())
  })
})
