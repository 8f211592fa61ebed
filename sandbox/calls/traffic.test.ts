import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openDatabase } from '../database'
import { defaultDialect } from '../dialect'
import { liveCalls } from './live'
import { listCalls, type StoredCall } from './stored-calls'
import { CallTraffic, type TrafficSettings } from './traffic'

const start = Date.parse('2026-11-20T11:00:00Z')
const dayMs = 86_400_000
const scene = {
  trunks: [{ id: 't1', name: 'Trunk', domain: 'trunk.pstn.sinch.com' }],
  numbers: [{ phoneNumber: '+14155550100', sipTrunkId: 't1' }],
}
const settings: TrafficSettings = {
  everyMs: 50,
  straying: 0,
  lateMs: 0,
  amendMs: 0,
  reprice: 0,
  longestJumpMs: dayMs,
  seed: 7,
}

// A clock that stands until a test moves it: nothing happens by itself, whatever the machine is busy with.
let now: number
let database: ReturnType<typeof openDatabase>
let traffic: CallTraffic
beforeEach(() => {
  now = start
  database = openDatabase(':memory:')
  traffic = new CallTraffic(
    { database, clock: { now: () => now }, dialect: defaultDialect },
    'p',
    () => scene,
  )
})
afterEach(() => {
  traffic.close()
  database.close()
})

const stored = () => listCalls(database, 'p', 0, 1_000_000)
const ongoing = (calls: readonly StoredCall[]) => calls.filter((call) => call.result === null)

async function pass(ms: number): Promise<StoredCall[]> {
  now += ms
  await traffic.catchUp()
  return stored()
}

describe('traffic', () => {
  it('makes as many calls as were asked for, evenly, and says how it stands', async () => {
    traffic.start(settings)
    // A second and the call at its end; a forwarded pair that begins there may be one more.
    const calls = await pass(1_000)
    expect([21, 22]).toContain(calls.length)
    expect(calls[1]?.createdAt).toBe(start + 50)
    expect(new Set(calls.map((call) => call.createdAt)).size).toBeGreaterThan(18)
    expect(traffic.state()).toEqual({ running: true, made: calls.length, outstanding: 0 })
    const later = await pass(600_000)
    expect(Math.abs(later.length - 12_021)).toBeLessThanOrEqual(1)
    expect(later.filter((call) => call.parentId !== '').length).toBeGreaterThan(100)
    expect(new Set(later.map((call) => call.callId)).size).toBe(later.length)
    expect(ongoing(later)).toEqual([])
  })

  it('lets calls appear late, in another order than they began', async () => {
    traffic.start({ ...settings, lateMs: 10_000 })
    const calls = await pass(10_000)
    // By then half of those that began have appeared.
    expect(calls.length).toBeGreaterThan(70)
    expect(calls.length).toBeLessThan(130)
    expect(traffic.state().outstanding).toBe(traffic.state().made - calls.length)
    const times = calls.map((call) => call.createdAt)
    expect(times).not.toEqual([...times].sort((one, other) => one - other))
    const { outstanding } = traffic.state()
    const known = new Set(calls.map((call) => call.callId))
    const others = (await pass(10_000)).filter((call) => !known.has(call.callId))
    expect(others.filter((call) => call.createdAt <= start + 10_000)).toHaveLength(outstanding)
  })

  it('amends a call when it ends, after the longest time at most', async () => {
    traffic.start({ ...settings, amendMs: 20_000 })
    const before = await pass(10_000)
    expect(ongoing(before).length).toBeGreaterThan(100)
    for (const call of ongoing(before)) {
      const unknown = [call.answeredAt, call.endedAt, call.durationSeconds, call.billedSeconds, call.price]
      expect([...unknown, call.sipCode, call.causeCode, call.mos]).toEqual(Array(8).fill(null))
    }
    for (const call of before.filter((one) => one.result !== null))
      expect(call.endedAt).toBeLessThanOrEqual(start + 10_000)
    const after = new Map((await pass(20_000)).map((call) => [call.callId, call]))
    for (const { callId, seq } of before) {
      const call = after.get(callId)
      expect(call).toMatchObject({ seq, result: expect.any(String), price: expect.any(Number) })
    }
    expect(traffic.state().outstanding).toBe(ongoing([...after.values()]).length)
  })

  it('changes the price once more, and nothing else', async () => {
    traffic.start({ ...settings, amendMs: 4_000, reprice: 1 })
    const first = new Map<string, StoredCall>()
    for (let tick = 0; tick < 200; tick += 1)
      for (const call of await pass(100))
        if (call.result !== null && !first.has(call.callId)) first.set(call.callId, call)
    await traffic.drain()
    const last = stored()
    const seen = last.filter((call) => first.has(call.callId))
    const repriced = seen.filter((call) => call.price !== first.get(call.callId)?.price)
    expect(first.size).toBeGreaterThan(300)
    // Where both fell into one tick the first price was not seen.
    expect(repriced.length).toBeGreaterThan(0.9 * first.size)
    for (const call of last) {
      const before = first.get(call.callId)
      if (before) expect({ ...call, price: 0 }).toEqual({ ...before, price: 0 })
      expect(call.price).toBe(Number(call.price?.toFixed(4)))
    }
  })

  it('gives the price of no call twice when none was asked for', async () => {
    traffic.start({ ...settings, amendMs: 1_000 })
    const before = new Map((await pass(5_000)).map((call) => [call.callId, call]))
    for (const call of await pass(5_000)) {
      const earlier = before.get(call.callId)
      if (earlier && earlier.result !== null) expect(call).toEqual(earlier)
    }
  })

  it('drains: late calls appear and all are amended at once, and then nothing changes', async () => {
    traffic.start({ ...settings, lateMs: 600_000, amendMs: 60_000, reprice: 0.5 })
    await pass(5_000)
    expect(traffic.state().outstanding).toBeGreaterThan(90)
    await traffic.drain()
    const calls = stored()
    expect(traffic.state()).toEqual({ running: false, made: calls.length, outstanding: 0 })
    expect(ongoing(calls)).toEqual([])
    expect(await pass(3_600_000)).toEqual(calls)
    // What starts afterwards is not drained with it.
    traffic.start({ ...settings, amendMs: 60_000 })
    expect(ongoing(await pass(1_000)).length).toBeGreaterThan(10)
  })

  it('ends what was begun under earlier settings, and repeats no id of theirs', async () => {
    traffic.start({ ...settings, amendMs: 60_000 })
    const first = await pass(1_000)
    traffic.start({ ...settings, everyMs: 500, amendMs: 0 })
    expect(traffic.state().made).toBe(0)
    const calls = await pass(120_000)
    expect(ongoing(calls)).toEqual([])
    expect(Math.abs(calls.length - first.length - 241)).toBeLessThanOrEqual(1)
    // The same seed at the same time of a clock that was put back.
    await traffic.drain()
    now = start
    traffic.start({ ...settings, amendMs: 0 })
    const again = await pass(60_000)
    expect(new Set(again.map((call) => call.callId)).size).toBe(again.length)
    expect(again.length).toBeGreaterThan(calls.length + 1_200)
  })
})

describe('the clock of the traffic', () => {
  it('goes on where it was when the sandbox’s is put back', async () => {
    traffic.start({ ...settings, amendMs: 60_000 })
    const before = await pass(10_000)
    await pass(-dayMs)
    const calls = await pass(10_000)
    expect(Math.abs(calls.length - 2 * before.length)).toBeLessThanOrEqual(3)
    expect(calls.at(-1)?.createdAt).toBeLessThanOrEqual(start - dayMs + 20_000)
    expect(calls.at(-1)?.createdAt).toBeGreaterThanOrEqual(start - dayMs + 19_900)
    const known = new Set(before.map((call) => call.callId))
    expect(ongoing(await pass(50_000)).filter((call) => known.has(call.callId))).toEqual([])
  })

  it('does not fill days with the calls of the demonstration, but does end those that go on', async () => {
    traffic.keep(liveCalls)
    const calls = await pass(50_000)
    expect(calls.length).toBeGreaterThan(3)
    const later = await pass(11 * dayMs)
    expect(later.length - calls.length).toBeLessThanOrEqual(2)
    expect(ongoing(later).length).toBeLessThanOrEqual(2)
    expect((await pass(50_000)).length - later.length).toBeGreaterThan(3)
  })

  it('begins afresh with the calls that were there at first', async () => {
    traffic.keep({ ...settings, everyMs: 1_000 })
    traffic.start({ ...settings, lateMs: 5_000, amendMs: 60_000 })
    await pass(1_000)
    database.exec('delete from calls')
    traffic.reset()
    expect(traffic.state()).toEqual({ running: true, made: 0, outstanding: 0 })
    expect((await pass(10_000)).length).toBeLessThan(13)
  })

  it(
    'writes five minutes of 200 calls a second in batches, while others run',
    { timeout: 60_000 },
    async () => {
      traffic.start({ ...settings, everyMs: 5, lateMs: 150_000, amendMs: 120_000, reprice: 0.2 })
      let longest = 0
      let last = performance.now()
      const beating = setInterval(() => {
        longest = Math.max(longest, performance.now() - last)
        last = performance.now()
      }, 1)
      const began = performance.now()
      now += 5 * 60_000
      await traffic.catchUp()
      await traffic.drain()
      await new Promise((resolve) => setTimeout(resolve, 10))
      clearInterval(beating)
      const seconds = (performance.now() - began) / 1000
      const count = database.prepare('select count(*) from calls').pluck().get()
      expect(Math.abs(Number(count) - 60_001)).toBeLessThanOrEqual(1)
      expect(database.prepare('select count(*) from calls where result is null').pluck().get()).toBe(0)
      expect(seconds).toBeLessThan(30)
      expect(longest).toBeLessThan(1_000)
    },
  )
})
