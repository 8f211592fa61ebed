import { afterEach, describe, expect, it } from 'vitest'
import { TokenBucket, type BucketSize } from '../../sandbox/token-bucket'
import { trunks } from '@/lib/resources/trunks'
import type { EstClient } from './client'
import { systemClock, type EstClock } from './clock'
import { RateBudget } from './rate-budget'
import { backoffMs } from './retry-after'
import { startFixture, type Fixture } from './sandbox-fixture'
import { VirtualClock } from './virtual-clock-fixture'

const limit = { burst: 30, perSecond: 10 }
const whole: BucketSize = { capacity: 30, refillPerSecond: 10 }

interface Answer {
  at: number
  status: number
}

/**
 * The sandbox's own limit on a virtual clock that goes a little slower than ours, at the end of a line on which requests travel for between
 * `shortest` and `longest` ms each way.
 */
function virtualVendor(clock: VirtualClock, ways: [number, number]) {
  let [shortest, longest] = ways
  const theirs = () => clock.monotonic() * 0.9995
  let bucket = new TokenBucket(whole, theirs)
  const answers: Answer[] = []
  const travel = () => clock.sleep(shortest + clock.random() * (longest - shortest))
  return {
    answers,
    change: (size: BucketSize) => {
      bucket = new TokenBucket(size, theirs)
    },
    travels: (ms: number) => {
      shortest = longest = ms
    },
    async ask(): Promise<boolean> {
      await travel()
      const isGood = bucket.take()
      answers.push({ at: clock.monotonic(), status: isGood ? 200 : 429 })
      await travel()
      return isGood
    },
  }
}

/** Background work as fast as it may, six at a time, and people who open something every few seconds, now and then something large. */
function mixedLoad(clock: EstClock, call: (isBackground: boolean) => Promise<void>, actionEveryMs: number) {
  let isOver = false
  const waits: number[] = []
  const timed = async () => {
    const asked = clock.monotonic()
    await call(false)
    waits.push(clock.monotonic() - asked)
  }
  const worker = async () => {
    while (!isOver) await call(true)
  }
  const people = async () => {
    for (let action = 1; !isOver; action += 1) {
      const calls = action % 20 === 0 ? 20 : 1 + (action % 5)
      await Promise.all(Array.from({ length: calls }, timed))
      await clock.sleep(actionEveryMs * (0.5 + clock.random()))
    }
  }
  const ended = Promise.all([people(), ...Array.from({ length: 6 }, worker)])
  return {
    /** How long calls of people took. */
    waits,
    async end() {
      isOver = true
      await ended
    },
  }
}

function virtually(travelMs: [number, number]) {
  const clock = new VirtualClock()
  const vendor = virtualVendor(clock, travelMs)
  const budget = new RateBudget(limit, clock)
  const waits = { people: [] as number[], background: [] as number[] }
  async function call(isBackground: boolean): Promise<void> {
    const deadline = clock.monotonic() + 33_000
    for (let tries = 1; tries <= 4; tries += 1) {
      const asked = clock.monotonic()
      const permit = await budget.take({ isBackground, deadline })
      waits[isBackground ? 'background' : 'people'].push(clock.monotonic() - asked)
      if (await vendor.ask()) return permit.answered()
      permit.throttled(null)
      await clock.sleep(backoffMs(tries, true, clock))
    }
  }
  return { clock, vendor, budget, waits, call, mixed: () => mixedLoad(clock, call, 2_000) }
}

const share = (answers: readonly Answer[]) =>
  answers.filter(({ status }) => status === 429).length / answers.length

describe('ten minutes on a virtual clock', () => {
  it.each<[string, [number, number]]>([
    ['close by', [1, 3]],
    ['far away, by uneven ways', [10, 480]],
  ])(
    'a vendor %s refuses nothing, and people wait for a second at most (P5)',
    async (_, travelMs) => {
      const { clock, vendor, waits, budget, mixed } = virtually(travelMs)
      mixed()
      await clock.pass(600_000)
      expect(vendor.answers.filter(({ status }) => status === 429)).toEqual([])
      expect(vendor.answers.length).toBeGreaterThan(5_900)
      expect(waits.people.length).toBeGreaterThan(800)
      expect(waits.background.length).toBeGreaterThan(3_000)
      expect(Math.max(...waits.people)).toBeLessThanOrEqual(1_000)
      expect(budget.perSecond).toBe(10)
    },
    60_000,
  )

  it('a vendor far away refuses nothing either where people alone ask for more than it allows (P5)', async () => {
    const { clock, vendor, call } = virtually([10, 480])
    const person = async () => {
      for (;;) await call(false)
    }
    for (let count = 0; count < 40; count += 1) void person()
    await clock.pass(600_000)
    expect(vendor.answers.filter(({ status }) => status === 429)).toEqual([])
    expect(vendor.answers.length).toBeGreaterThan(5_900)
  }, 60_000)

  it('a vendor refuses nothing where late requests are overtaken by a burst of quick ones (P5)', async () => {
    const { clock, vendor, call } = virtually([480, 480])
    for (let count = 0; count < 10; count += 1) void call(false)
    await clock.pass(470)
    vendor.travels(1)
    for (let count = 0; count < 30; count += 1) void call(false)
    await clock.pass(5_000)
    expect(vendor.answers.map(({ status }) => status)).toEqual(Array.from({ length: 40 }, () => 200))
  })

  it.each<[string, BucketSize]>([
    ['its rate', { capacity: 30, refillPerSecond: 5 }],
    ['its rate and its burst', { capacity: 15, refillPerSecond: 5 }],
  ])(
    'a vendor that halves %s is found out and followed back (P6)',
    async (_, half) => {
      const { clock, vendor, budget, mixed } = virtually([20, 120])
      mixed()
      await clock.pass(60_000)
      vendor.change(half)
      await clock.pass(10_000)
      const settled = vendor.answers.length
      await clock.pass(410_000)
      const meanwhile = vendor.answers.slice(settled)
      expect(share(meanwhile)).toBeLessThanOrEqual(0.01)
      expect(meanwhile.length).toBeGreaterThan(410 * 5 * 0.85)
      vendor.change(whole)
      await clock.pass(60_000)
      expect(budget.perSecond).toBe(10)
      const released = vendor.answers.length
      await clock.pass(60_000)
      const afterwards = vendor.answers.slice(released)
      expect(share(afterwards)).toBe(0)
      expect(afterwards.length).toBeGreaterThan(590)
    },
    60_000,
  )
})

describe('the sandbox with limits of its own', () => {
  let fixture: Fixture | undefined
  afterEach(() => fixture?.close())

  const asking = (client: EstClient) => {
    const background = client.inBackground()
    return async (isBackground: boolean) => {
      await (isBackground ? background : client).list(trunks, {}, { size: 1 })
    }
  }
  const statuses = async ({ sandbox }: Fixture) =>
    (await sandbox.control.requests())
      .filter(({ path }) => path.startsWith('/v1/'))
      .map(({ status }) => status)

  it('refuses nothing under mixed load, and people wait for a second at most (P5)', async () => {
    fixture = await startFixture({ rateLimit: whole })
    const client = fixture.another({ shared: fixture.fresh({ ...systemClock, rate: limit }) })
    const load = mixedLoad(systemClock, asking(client), 500)
    await systemClock.sleep(7_000)
    await load.end()
    const seen = await statuses(fixture)
    expect(seen.filter((status) => status !== 200)).toEqual([])
    expect(seen.length).toBeGreaterThan(80)
    expect(load.waits.length).toBeGreaterThan(20)
    expect(Math.max(...load.waits)).toBeLessThan(1_000)
  })

  it('is followed when it halves its rate and releases it, in time lapse (P6)', async () => {
    // Fifteen times as fast as life: the sandbox's limit, the client's clock and the load.
    const speed = 15
    const clock: EstClock = {
      ...systemClock,
      monotonic: () => systemClock.monotonic() * speed,
      sleep: (ms, signal) => systemClock.sleep(ms / speed, signal),
    }
    fixture = await startFixture()
    const { control, url, ...key } = fixture.sandbox
    const allow = (capacity: number, perSecond: number) =>
      control.limits({ est: { capacity, refillPerSecond: perSecond * speed } })
    await allow(30, 10)
    const shared = fixture.fresh({ ...clock, rate: limit })
    const load = mixedLoad(clock, asking(fixture.another({ shared })), 2_000)
    await clock.sleep(5_000)
    await allow(15, 5)
    await clock.sleep(10_000)
    await control.clearRequests()
    await clock.sleep(120_000)
    const meanwhile = await statuses(fixture)
    expect(meanwhile.length).toBeGreaterThan(300)
    // Twice the share that is borne on a clock of its own: where the machine is busy, answers of a time lapse come late.
    expect(meanwhile.filter((status) => status === 429).length / meanwhile.length).toBeLessThanOrEqual(0.02)
    await allow(30, 10)
    await clock.sleep(60_000)
    expect(shared.rate(url, { ...key, authUrl: url, estUrl: url })?.perSecond).toBe(10)
    await control.clearRequests()
    await clock.sleep(10_000)
    await load.end()
    expect((await statuses(fixture)).filter((status) => status !== 200)).toEqual([])
  }, 40_000)
})
