import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { trunks } from '@/lib/resources/trunks'
import { retryAfterMs } from './retry-after'
import { startFixture, type Fixture } from './sandbox-fixture'

let fixture: Fixture
beforeAll(async () => {
  fixture = await startFixture({ seed: false })
})
afterAll(() => fixture.close())

/** Reads the trunks while the first answer is a 429 with this header; returns the waits and the error. */
async function throttled(retryAfter: string | undefined, count = 1, sleep?: (ms: number) => Promise<void>) {
  const waits: number[] = []
  const shared = fixture.fresh({
    sleep: async (ms) => {
      waits.push(ms)
      await sleep?.(ms)
    },
  })
  const client = fixture.another({ shared })
  const fault = { kind: 'tooManyRequests', ...(retryAfter === undefined ? {} : { retryAfter }) } as const
  await fixture.sandbox.control.faults([{ path: '/v1/**', count, fault }])
  const error: unknown = await client.list(trunks, {}).then(
    () => undefined,
    (reason: unknown) => reason,
  )
  await fixture.sandbox.control.clearFaults()
  return { waits, error }
}

describe('Retry-After', () => {
  it.each([
    ['0', 0],
    ['2', 2_000],
    ['29', 29_000],
    [new Date(Date.now() - 3_600_000).toUTCString(), 0],
  ])('is honoured exactly: %s (A11)', async (header, wait) => {
    const { waits, error } = await throttled(header)
    expect(error).toBeUndefined()
    expect(waits).toEqual([wait])
  })

  it('is honoured as a date, to a quarter of a second (A11)', async () => {
    const until = Math.ceil(Date.now() / 1_000) * 1_000 + 5_000
    const asked = Date.now()
    const { waits, error } = await throttled(new Date(until).toUTCString())
    expect(error).toBeUndefined()
    expect(Math.abs((waits[0] ?? 0) - (until - asked))).toBeLessThan(250)
  })

  it('is really waited for (A11)', async () => {
    const started = performance.now()
    const { error } = await throttled('1', 1, (ms) => new Promise((resolve) => setTimeout(resolve, ms)))
    const took = performance.now() - started
    expect(error).toBeUndefined()
    expect(took).toBeGreaterThanOrEqual(995)
    expect(took).toBeLessThan(1_900)
  })

  it.each(['86400', '31', '999999999999', new Date(Date.now() + 86_400_000).toUTCString()])(
    'above 30 seconds ends the request and says when to come back: %s (A11)',
    async (header) => {
      const { waits, error } = await throttled(header)
      expect(waits).toEqual([])
      expect(error).toMatchObject({ code: 'rate_limited', details: { vendorHttpStatus: 429 } })
      expect(error).toHaveProperty('details.retryAfterSeconds', expect.any(Number))
    },
  )

  it.each(['-1', 'abc', undefined, '', '1.5'])(
    'that says nothing is met with jitter that doubles, four tries in all: %s (A11)',
    async (header) => {
      const { waits, error } = await throttled(header, 4)
      expect(waits).toEqual([500, 1_000, 2_000])
      expect(error).toMatchObject({ code: 'rate_limited' })
    },
  )

  it("counts by the vendor's clock where ours is wrong (A17)", () => {
    const theirs = 'Wed, 21 Oct 2026 07:28:00 GMT'
    const until = 'Wed, 21 Oct 2026 07:28:07 GMT'
    expect(retryAfterMs(until, theirs, Date.parse(theirs) + 3_600_000)).toBe(7_000)
    expect(retryAfterMs(until, theirs, Date.parse(theirs) - 86_400_000)).toBe(7_000)
    expect(retryAfterMs(until, undefined, Date.parse(theirs))).toBe(7_000)
  })
})
