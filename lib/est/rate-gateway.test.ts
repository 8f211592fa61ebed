import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { accessControlLists } from '@/lib/resources/access-control-lists'
import { trunks } from '@/lib/resources/trunks'
import type { RateLimit } from './adaptive-rate'
import { systemClock } from './clock'
import { startFixture, type Fixture } from './sandbox-fixture'
import { VirtualClock } from './virtual-clock-fixture'

let fixture: Fixture
beforeEach(async () => {
  fixture = await startFixture({ seed: false })
})
afterEach(() => fixture.close())

// So slow that nothing comes back while a test runs.
const three: RateLimit = { burst: 3, perSecond: 0.001 }
const everything = '/v1/**'
const input = trunks.input.parse({ name: 'limited', hostName: 'limited' })

function limited(rate: RateLimit) {
  const shared = fixture.fresh({ ...systemClock, random: () => 0, rate })
  return { shared, client: fixture.another({ shared }) }
}

/** A client whose only place is taken; another comes after ten seconds of a clock that must be told to go on. */
async function exhausted() {
  const clock = new VirtualClock()
  const client = fixture.another({ shared: fixture.fresh({ ...clock, rate: { burst: 1, perSecond: 0.1 } }) })
  await client.list(trunks, {})
  await fixture.sent()
  return { clock, client }
}

describe('what the rate of a host counts', () => {
  it('is each request, the ones that are sent again among them, and no request for a token', async () => {
    const { client } = limited(three)
    await fixture.sandbox.control.faults([
      { path: everything, count: 2, fault: { kind: 'status', status: 503 } },
    ])
    await client.list(trunks, {})
    expect(await fixture.tokenCalls()).toBe(1)
    await expect(client.list(trunks, {})).rejects.toMatchObject({ code: 'rate_limited' })
    expect(await fixture.sent()).toHaveLength(3)
  })

  it('is also what is sent again with a fresh token', async () => {
    const { client } = limited(three)
    await client.list(trunks, {})
    await fixture.sandbox.control.revokeTokens()
    await client.list(trunks, {})
    expect(await fixture.tokenCalls()).toBe(2)
    await expect(client.list(trunks, {})).rejects.toMatchObject({ code: 'rate_limited' })
    expect(await fixture.sent()).toHaveLength(3)
  })

  it('is not what never reached the host', async () => {
    const { shared } = limited({ ...three, burst: 2 })
    const client = fixture.another({ shared, estUrl: 'http://127.0.0.1:1', authUrl: fixture.sandbox.url })
    for (let time = 0; time < 2; time += 1)
      await expect(client.list(trunks, {})).rejects.toMatchObject({ code: 'upstream_unavailable' })
  })

  it('is counted for each host and each access key, whatever the project', () => {
    const { shared } = limited(three)
    const key = { projectId: 'p', keyId: 'k', keySecret: 's', authUrl: 'https://auth', estUrl: 'https://est' }
    const own = shared.rate('https://est', key)
    expect(own).toBeDefined()
    expect(shared.rate('https://est', { ...key, projectId: 'other', keySecret: 'newer' })).toBe(own)
    expect(shared.rate('https://numbers', key)).not.toBe(own)
    expect(shared.rate('https://est', { ...key, keyId: 'other' })).not.toBe(own)
    expect(fixture.shared.rate('https://est', key)).toBeUndefined()
  })
})

describe('a call that waits for its turn', () => {
  it('is refused where its time is too short, and was not sent', async () => {
    const { clock, client } = await exhausted()
    const brief = client.until(clock.monotonic() + 9_000)
    const error: unknown = await brief.create(trunks, {}, input).catch((reason: unknown) => reason)
    expect(error).toMatchObject({ code: 'rate_limited', details: { retryAfterSeconds: 11 } })
    expect(error).not.toHaveProperty('details.outcomeUnknown')
    expect(await fixture.sent()).toEqual([])
  })

  it('ends with its caller, and was not sent', async () => {
    const { clock, client } = await exhausted()
    const leaving = new AbortController()
    const reading = client.list(trunks, {}, {}, { signal: leaving.signal })
    const outcome = expect(reading).rejects.toMatchObject({ code: 'upstream_unavailable' })
    await clock.pass(1_000)
    leaving.abort()
    await outcome
    await clock.pass(20_000)
    expect(await fixture.sent()).toEqual([])
    expect(client.health().state).toBe('ok')
  })

  it('does not make the vendor slow in the eyes of people', async () => {
    const { clock, client } = await exhausted()
    const reading = client.list(trunks, {})
    await clock.pass(9_000)
    expect(client.health()).toMatchObject({ state: 'ok' })
    await clock.pass(2_000)
    await reading
    expect(client.health()).toMatchObject({ state: 'ok' })
  })

  it('goes before the calls of a client in the background, however that was made', async () => {
    const { clock, client } = await exhausted()
    const background = client
      .inBackground()
      .until(clock.monotonic() + 33_000)
      .telling(() => undefined)
      .list(trunks, {})
    const person = client.until(clock.monotonic() + 33_000).list(accessControlLists, {})
    await clock.pass(11_000)
    await person
    await clock.pass(11_000)
    await background
    expect(await fixture.sent()).toEqual(['GET /accessControlLists', 'GET /trunks'])
  })

  it('is not kept waiting for a host that is left alone', async () => {
    const { client } = limited({ ...three, burst: 10 })
    await fixture.sandbox.control.faults([{ path: everything, fault: { kind: 'status', status: 503 } }])
    for (let request = 0; request < 10; request += 1) await client.list(trunks, {}).catch(() => undefined)
    expect(await fixture.sent()).toHaveLength(10)
    await expect(client.list(trunks, {})).rejects.toMatchObject({
      code: 'upstream_unavailable',
      message: expect.stringContaining('next try in'),
    })
  })
})
