import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { trunks } from '@/lib/resources/trunks'
import { startFixture, type Fixture } from './sandbox-fixture'

let fixture: Fixture
beforeEach(async () => {
  fixture = await startFixture({ seed: false })
})
afterEach(() => fixture.close())

/** The same list a thousand times at once. */
async function thousand(client = fixture.client): Promise<number> {
  const results = await Promise.all(
    Array.from({ length: 1_000 }, () => client.list(trunks, {}, { size: 1 }).then(() => 1)),
  )
  return results.length
}

describe('a thousand parallel requests', () => {
  it('ask for one token when there is none (A15)', async () => {
    expect(await thousand()).toBe(1_000)
    expect(await fixture.tokenCalls()).toBe(1)
    expect(await fixture.sent()).toHaveLength(1_000)
  })

  it('ask for one token when the old one is about to end (A15)', async () => {
    let now = 0
    const client = fixture.another({ shared: fixture.fresh({ monotonic: () => now }) })
    await client.list(trunks, {})
    now = 3_539_000
    await client.list(trunks, {})
    expect(await fixture.tokenCalls()).toBe(1)
    now = 3_541_000
    await thousand(client)
    expect(await fixture.tokenCalls()).toBe(2)
  })

  it('ask for one token when theirs was revoked, and replay each request at most once (A15)', async () => {
    await fixture.client.list(trunks, {})
    await fixture.sandbox.control.revokeTokens()
    await fixture.sent()
    await thousand()
    expect(await fixture.tokenCalls()).toBe(1)
    expect((await fixture.sent()).length).toBeLessThanOrEqual(2_000)
  })

  it('ask for one token when theirs has expired at the vendor (A15)', async () => {
    await fixture.client.list(trunks, {})
    await fixture.sandbox.control.clock({ advanceMs: 3_700_000 })
    await fixture.sent()
    await thousand()
    expect(await fixture.tokenCalls()).toBe(1)
  })
})

describe('the token service', () => {
  const path = '/oauth2/token'

  it('is asked four times when it throttles without saying for how long (A16)', async () => {
    await fixture.sandbox.control.faults([{ path, count: 3, fault: { kind: 'tooManyRequests' } }])
    await fixture.client.list(trunks, {})
    expect(fixture.waits).toEqual([500, 1_000, 2_000])
    expect(await fixture.tokenCalls()).toBe(4)
  })

  it.each([
    ['500', { kind: 'status', status: 500 }, 'upstream_unavailable'],
    ['no token in the answer', { kind: 'body', body: '{"token_type":"bearer"}' }, 'upstream_contract'],
    ['429', { kind: 'tooManyRequests' }, 'rate_limited'],
    ['a reset', { kind: 'resetBefore' }, 'upstream_unavailable'],
  ] as const)('is asked at most four times a minute, whoever asks: %s (A16)', async (_, fault, code) => {
    let now = 0
    const client = fixture.another({ shared: fixture.fresh({ monotonic: () => now }) })
    await fixture.sandbox.control.faults([{ path, fault }])
    for (let request = 0; request < 20; request += 1) {
      await expect(client.list(trunks, {})).rejects.toMatchObject({ code })
      now += 2_000
    }
    expect(await fixture.tokenCalls()).toBe(4)
    await fixture.sandbox.control.clearFaults()
    now += 61_000
    await client.list(trunks, {})
    expect(client.health().state).toBe('ok')
  })

  it('is not asked again with a key that it refused, until the key is replaced or half a minute is over (A16)', async () => {
    let now = 0
    const shared = fixture.fresh({ monotonic: () => now })
    const wrong = fixture.another({ shared, keySecret: 'not-the-secret' })
    for (let request = 0; request < 10; request += 1) {
      const error: unknown = await wrong.list(trunks, {}).catch((reason: unknown) => reason)
      expect(error).toMatchObject({ code: 'upstream_rejected_credentials' })
      expect(String(error)).not.toContain('not-the-secret')
    }
    expect(await fixture.tokenCalls()).toBe(1)
    expect(wrong.health()).toMatchObject({ state: 'key_rejected', lastSuccessAt: null })
    now += 31_000
    await expect(wrong.list(trunks, {})).rejects.toMatchObject({ code: 'upstream_rejected_credentials' })
    expect(await fixture.tokenCalls()).toBe(2)
    await fixture.another({ shared }).list(trunks, {})
    expect(await fixture.tokenCalls()).toBe(3)
  })

  it('is asked afresh by a test of the connection, which says what failed and never the secret', async () => {
    const wrong = fixture.another({ keySecret: 'not-the-secret' })
    expect(await wrong.testConnection()).toMatchObject({ ok: false, steps: [{ name: 'token', ok: false }] })
    expect(await wrong.testConnection()).toMatchObject({ ok: false })
    expect(await fixture.tokenCalls()).toBe(2)
    expect(JSON.stringify(await wrong.testConnection())).not.toContain('not-the-secret')
    const good = await fixture.client.testConnection()
    expect(good).toMatchObject({ ok: true, steps: [{ name: 'token' }, { name: 'trunks', ok: true }] })
  })

  it('being down does not stop a client that has its token (A13)', async () => {
    await fixture.client.list(trunks, {})
    await fixture.sandbox.control.faults([{ path, fault: { kind: 'status', status: 503 } }])
    const stranger = fixture.another({ shared: fixture.shared, keySecret: 'other' })
    for (let request = 0; request < 20; request += 1) await stranger.list(trunks, {}).catch(() => undefined)
    await expect(fixture.client.list(trunks, {})).resolves.toMatchObject({ items: [] })
  })
})

describe('a 401 for the old token that arrives after the refresh', () => {
  it('leaves the fresh token in place (A15)', async () => {
    await fixture.client.list(trunks, {})
    const late = { kind: 'delay', ms: 300, after: true } as const
    await fixture.sandbox.control.faults([
      { path: '/v1/**', count: 1, fault: late },
      { path: '/v1/**', count: 1, fault: { kind: 'expiredToken' } },
    ])
    const slow = fixture.client.list(trunks, {})
    await new Promise((resolve) => setTimeout(resolve, 100))
    await fixture.sandbox.control.revokeTokens()
    await fixture.sent()
    await fixture.client.list(trunks, {})
    expect(await fixture.tokenCalls()).toBe(1)
    await slow
    expect(await fixture.tokenCalls()).toBe(1)
  })
})
