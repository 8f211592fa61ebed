import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { pathPattern } from './faults'
import { startSandbox, type StartedSandbox } from './testing'
import { basic } from './testing-client'

let sandbox: StartedSandbox
beforeAll(async () => {
  sandbox = await startSandbox()
})
afterEach(() => sandbox.control.clearFaults())
afterAll(() => sandbox.close())

async function statuses(count: number, path = '/trunks', method = 'GET'): Promise<number[]> {
  const found: number[] = []
  for (let index = 0; index < count; index += 1) {
    const answer = await fetch(`${sandbox.url}/v1/projects/sandbox${path}`, {
      method,
      headers: { authorization: basic(sandbox) },
    })
    await answer.text()
    found.push(answer.status)
  }
  return found
}

const fault = { kind: 'status', status: 503 } as const

describe('which requests a fault meets', () => {
  it('the nth, the first so many, or so many from the nth', async () => {
    await sandbox.control.faults({ path: '**/trunks', nth: 2, fault })
    expect(await statuses(4)).toEqual([200, 503, 200, 200])
    await sandbox.control.clearFaults()
    await sandbox.control.faults({ path: '**/trunks', count: 2, fault })
    expect(await statuses(4)).toEqual([503, 503, 200, 200])
    await sandbox.control.clearFaults()
    await sandbox.control.faults({ path: '**/trunks', nth: 2, count: 2, fault })
    expect(await statuses(4)).toEqual([200, 503, 503, 200])
    expect(await sandbox.control.listFaults()).toMatchObject([{ matched: 4, fired: 2 }])
  })

  it('only its method and path', async () => {
    await sandbox.control.faults({ method: 'get', path: '/v1/projects/*/trunks', fault })
    expect(await statuses(1)).toEqual([503])
    expect(await statuses(1, '/trunks', 'DELETE')).toEqual([405])
    expect(await statuses(1, '/accessControlLists')).toEqual([200])
  })

  it('the token endpoint too', async () => {
    await sandbox.control.faults({ path: '/oauth2/token', fault: { kind: 'html' } })
    const answer = await fetch(`${sandbox.url}/oauth2/token`, { method: 'POST' })
    expect(answer.status).toBe(502)
  })

  it('several faults at once: a delay, headers and an answer', async () => {
    await sandbox.control.faults([
      { fault: { kind: 'delay', ms: 60 } },
      { fault: { kind: 'headers', headers: { 'X-Extra': 'yes' } } },
      { fault },
    ])
    const started = performance.now()
    const answer = await fetch(`${sandbox.url}/v1/projects/sandbox/trunks`)
    expect([answer.status, answer.headers.get('x-extra')]).toEqual([503, 'yes'])
    expect(performance.now() - started).toBeGreaterThanOrEqual(55)
    expect((await sandbox.control.requests()).at(-1)).toMatchObject({
      faults: ['delay', 'headers', 'status'],
      executed: false,
    })
  })

  it('refuses a script that it does not understand, and arms none of it', async () => {
    const bad = { fault: { kind: 'explode' } }
    const answer = await fetch(`${sandbox.url}/__sandbox/faults`, {
      method: 'POST',
      body: JSON.stringify([{ fault }, bad]),
    })
    expect(answer.status).toBe(400)
    expect(await sandbox.control.listFaults()).toEqual([])
  })

  it.each([
    ['/v1/projects/*/trunks', '/v1/projects/sandbox/trunks', true],
    ['/v1/projects/*/trunks', '/v1/projects/sandbox/trunks/1', false],
    ['**/trunks/*', '/v1/projects/sandbox/trunks/1', true],
    ['**', '/oauth2/token', true],
    ['/^\\/v1\\/.*\\/trunks\\/[^/]+$/', '/v1/projects/sandbox/trunks/1', true],
    ['/^\\/v1$/', '/v1/projects', false],
    ['/a.b', '/axb', false],
  ])('reads the pattern %s for %s', (pattern, path, fits) => {
    expect(pathPattern(pattern).test(path)).toBe(fits)
  })
})
