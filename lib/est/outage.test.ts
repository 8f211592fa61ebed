import { createServer } from 'node:http'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { trunks } from '@/lib/resources/trunks'
import { createEstClient } from './client'
import { startFixture, type Fixture } from './sandbox-fixture'

let fixture: Fixture
beforeEach(async () => {
  fixture = await startFixture({ seed: false })
})
afterEach(() => fixture.close())

const everything = '/v1/**'
const failed = () => 'failed' as const
/** How many sockets and timers this process holds. */
function held(): number {
  return process.getActiveResourcesInfo().filter((name) => name === 'TCPSocketWrap' || name === 'Timeout')
    .length
}

describe('a vendor that fails at everything', () => {
  it('gets at most a tenth more requests than were made, and is back within five seconds (A12)', async () => {
    let now = 0
    const client = fixture.another({ shared: fixture.fresh({ monotonic: () => now }) })
    await client.list(trunks, {})
    await fixture.sandbox.control.faults([{ path: everything, fault: { kind: 'status', status: 503 } }])
    await fixture.sent()
    // Fifty a second for a minute.
    const incoming = 3_000
    for (let request = 0; request < incoming; request += 1) {
      await client.list(trunks, {}).catch(failed)
      now += 20
    }
    expect((await fixture.sent()).length).toBeLessThanOrEqual(incoming * 1.1)
    await fixture.sandbox.control.clearFaults()
    const ended = now
    let isBack = false
    while (!isBack && now - ended <= 6_000) {
      now += 20
      isBack = (await client.list(trunks, {}).catch(failed)) !== 'failed'
    }
    expect(now - ended).toBeLessThanOrEqual(5_000)
    expect(client.health().state).toBe('ok')
  }, 60_000)

  it('is asked once in five seconds and answers for at once meanwhile (A13)', async () => {
    let now = 0
    const client = fixture.another({ shared: fixture.fresh({ monotonic: () => now }) })
    await client.list(trunks, {})
    await fixture.sandbox.control.faults([{ path: everything, fault: { kind: 'status', status: 502 } }])
    await fixture.sent()
    for (let request = 0; request < 10; request += 1) await client.list(trunks, {}).catch(failed)
    const opening = (await fixture.sent()).length
    expect(opening).toBeLessThanOrEqual(10)
    const started = performance.now()
    for (let request = 0; request < 100; request += 1) {
      const answer = client.list(trunks, {})
      await expect(answer).rejects.toMatchObject({ code: 'upstream_unavailable' })
    }
    expect((performance.now() - started) / 100).toBeLessThan(50)
    expect(await fixture.sent()).toHaveLength(0)
    expect(client.health()).toMatchObject({ state: 'unreachable' })
    for (let second = 0; second < 30; second += 1) {
      now += 1_000
      await client.list(trunks, {}).catch(failed)
    }
    expect((await fixture.sent()).length).toBeLessThanOrEqual(6)
  })

  it('does not stop another host of the vendor, nor the token service (A13)', async () => {
    const other = await startFixture({ seed: 0 })
    const { projectId, keyId, keySecret, url } = other.sandbox
    const estUrl = fixture.sandbox.url
    await fixture.sandbox.control.faults([{ path: everything, fault: { kind: 'status', status: 503 } }])
    const project = { projectId, keyId, keySecret, estUrl, authUrl: url, numbersUrl: url }
    const client = createEstClient(project, other.fresh())
    for (let request = 0; request < 15; request += 1) await client.list(trunks, {}).catch(failed)
    await fixture.sent()
    await expect(client.list(trunks, {})).rejects.toMatchObject({ code: 'upstream_unavailable' })
    expect(await fixture.sent()).toEqual([])
    expect((await client.listRegions()).length).toBeGreaterThan(0)
    await other.close()
  })
})

describe('a vendor that is slow', () => {
  it('is waited for as long as the limits say, and no socket or timer stays behind (A14)', async () => {
    const names = ['hang', 'drip', 'write', 'slow write'] as const
    const clients = names.map(() => fixture.another({ shared: fixture.fresh() }))
    for (const client of clients) await client.list(trunks, {})
    const kept = await clients[3]?.create(trunks, {}, trunks.input.parse({ name: 'kept', hostName: 'kept' }))
    const path = { trunkId: kept?.id ?? '' }
    const before = held()
    const input = trunks.input.parse({ name: 'slow', hostName: 'slow' })
    await fixture.sandbox.control.faults([
      { method: 'GET', path: '/v1/*/*/trunks/hang', count: 1, fault: { kind: 'hang' } },
      {
        method: 'GET',
        path: '/v1/*/*/trunks',
        count: 1,
        fault: { kind: 'drip', bytes: 1, intervalMs: 1_000 },
      },
      { method: 'POST', path: '/v1/*/*/trunks', fault: { kind: 'hang' } },
      { method: 'PUT', path: '/v1/**', fault: { kind: 'drip', bytes: 1, intervalMs: 1_000 } },
    ])
    const took = async (call: Promise<unknown> | undefined) => {
      const started = performance.now()
      const error: unknown = await call?.then(
        () => undefined,
        (reason: unknown) => reason,
      )
      return { seconds: (performance.now() - started) / 1_000, error }
    }
    const [hang, drip, write, slowWrite] = await Promise.all([
      took(clients[0]?.read(trunks, { trunkId: 'hang' })),
      took(clients[1]?.list(trunks, {})),
      took(clients[2]?.create(trunks, {}, input)),
      took(kept && clients[3]?.replace(trunks, path, { ...input, hostName: 'kept' }, kept)),
    ])
    expect(hang?.error).toMatchObject({ code: 'not_found' })
    expect(hang?.seconds).toBeGreaterThan(9.9)
    expect(hang?.seconds).toBeLessThan(11.5)
    expect(drip?.error).toBeUndefined()
    expect(drip?.seconds).toBeGreaterThan(14.9)
    expect(drip?.seconds).toBeLessThan(16.5)
    expect(write?.error).toMatchObject({ code: 'upstream_unavailable', details: { outcomeUnknown: true } })
    expect(write?.seconds).toBeLessThan(11.5)
    expect(slowWrite?.error).toBeUndefined()
    expect(slowWrite?.seconds).toBeGreaterThan(29.9)
    expect(slowWrite?.seconds).toBeLessThan(32)
    const ended = performance.now()
    while (held() > before && performance.now() - ended < 5_000) {
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    expect(held()).toBeLessThanOrEqual(before)
  }, 60_000)

  it('cannot keep a request for more than 33 seconds, waits included (A14)', async () => {
    let now = 0
    const shared = fixture.fresh({
      monotonic: () => now,
      sleep: async (ms) => {
        now += ms
      },
    })
    const client = fixture.another({ shared })
    await client.list(trunks, {})
    const fault = { kind: 'tooManyRequests', retryAfter: '20' } as const
    await fixture.sandbox.control.faults([{ path: everything, fault }])
    await fixture.sent()
    const started = now
    await expect(client.list(trunks, {})).rejects.toMatchObject({ details: { retryAfterSeconds: 20 } })
    expect(now - started).toBeLessThanOrEqual(33_000)
    expect(await fixture.sent()).toHaveLength(2)
  })

  it('and never ends its answer is cut off at the size limit (A14)', async () => {
    const flood = createServer((_, answer) => {
      answer.writeHead(200, { 'content-type': 'application/json' })
      const piece = Buffer.alloc(1024 * 1024, 32)
      const pour = () => {
        while (!answer.destroyed && answer.write(piece));
      }
      answer.on('drain', pour)
      pour()
    })
    await new Promise<void>((resolve) => flood.listen(0, '127.0.0.1', resolve))
    const address = flood.address()
    const estUrl = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`
    const client = fixture.another({ estUrl, authUrl: fixture.sandbox.url })
    await expect(client.list(trunks, {})).rejects.toMatchObject({ code: 'upstream_contract' })
    flood.closeAllConnections()
    flood.close()
  })
})

describe('a caller that goes away', () => {
  it('ends its request at the vendor and leaves the breaker as it was', async () => {
    await fixture.client.list(trunks, {})
    await fixture.sandbox.control.faults([{ path: '/v1/*/*/trunks/*', fault: { kind: 'hang' } }])
    for (let request = 0; request < 15; request += 1) {
      const controller = new AbortController()
      const reading = fixture.client.read(trunks, { trunkId: 'T1' }, { signal: controller.signal })
      setTimeout(() => controller.abort(), 10)
      await expect(reading).rejects.toMatchObject({ code: 'upstream_unavailable' })
    }
    await expect(fixture.client.list(trunks, {})).resolves.toMatchObject({ items: [] })
    expect(fixture.client.health().state).toBe('ok')
  })
})
