import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startSandbox, type StartedSandbox } from '../testing'
import { listOf, testingClient, type TestingClient } from '../testing-client'

const noon = Date.parse('2026-11-20T12:00:00Z')
const dayMs = 86_400_000

let sandbox: StartedSandbox
let client: TestingClient
beforeAll(async () => {
  sandbox = await startSandbox()
  client = testingClient(sandbox)
})
beforeEach(async () => {
  await sandbox.control.reset({ seed: 0 })
  await sandbox.control.clock({ now: noon, frozen: true })
})
afterAll(() => sandbox.close())

const shown = async (query: string) => (await client.send('GET', `/calls?${query}`)).json
const refused = async (method: string, path: string, body?: unknown) => {
  const answer = await fetch(`${sandbox.url}/__sandbox/${path}`, { method, body: JSON.stringify(body) })
  const { error }: { error: string } = await answer.json()
  return `${answer.status} ${error}`
}

describe('traffic on demand', () => {
  it('follows the sandbox’s clock, tick by tick, and is drained', async () => {
    const { control } = sandbox
    expect(await control.trafficState()).toEqual({ running: false, made: 0, outstanding: 0 })
    expect(await control.startTraffic({ perSecond: 100, lateMs: 30_000, seed: 3 })).toEqual({
      running: true,
      made: 0,
      outstanding: 0,
    })
    await control.clock({ advanceMs: 60_000 })
    // By itself, without anybody asking how it stands.
    await expect
      .poll(async () => (await control.storedCalls()).length, { timeout: 10_000 })
      .toBeGreaterThan(4_000)
    const { made, outstanding } = await control.trafficState()
    expect(made).toBeGreaterThanOrEqual(6_001)
    expect(made).toBeLessThanOrEqual(6_002)
    expect(outstanding).toBeGreaterThan(1_500)
    const going = await shown('size=1')
    expect(going.totalItems).toBe((await control.storedCalls()).length)
    const total = await control.drainTraffic()
    expect(total).toBe(made)
    expect(await control.trafficState()).toEqual({ running: false, made, outstanding: 0 })
    const stored = await control.storedCalls()
    expect(stored).toHaveLength(total)
    expect(stored.every((call) => call.result !== null)).toBe(true)
    // Every call a client can see, once, as it is stored.
    const seen = new Map<unknown, unknown>()
    for (let page = 1; page <= 7; page += 1)
      for (const call of listOf(await client.send('GET', `/calls?size=1000&page=${page}`), 'calls'))
        seen.set(call.callId, call.callResult)
    expect([...seen]).toEqual(stored.map((call) => [call.callId, call.result]))
  })

  it('sees each move of the clock, however soon another follows', async () => {
    const { control } = sandbox
    await control.startTraffic({ perSecond: 10, amendMs: 0 })
    await control.clock({ advanceMs: -dayMs })
    await control.clock({ advanceMs: 60_000 })
    await control.clock({ advanceMs: -60_000 })
    expect((await control.trafficState()).made).toBeGreaterThanOrEqual(601)
  })

  it('runs by itself while the clock does, and ends with a reset', async () => {
    const { control } = sandbox
    await control.clock({ frozen: false })
    await control.startTraffic({ perSecond: 500, amendMs: 200 })
    await expect
      .poll(async () => (await control.storedCalls()).length, { timeout: 10_000 })
      .toBeGreaterThan(50)
    await control.reset({ seed: 0 })
    expect(await control.trafficState()).toEqual({ running: false, made: 0, outstanding: 0 })
    expect(await control.drainTraffic()).toBe(0)
  })

  it('says what it does not understand', async () => {
    expect(await refused('POST', 'calls/traffic', {})).toContain('400 perSecond is a number from 1 to 500')
    expect(await refused('POST', 'calls/traffic', { perSecond: 501 })).toContain('400 perSecond')
    expect(await refused('POST', 'calls/traffic', { perSecond: 1, lateMs: -1 })).toContain('400 lateMs')
    expect(await refused('POST', 'calls/traffic', { perSecond: 1, amendMs: 'x' })).toContain('400 amendMs')
    expect(await refused('POST', 'calls/traffic', { perSecond: 1, reprice: 1.1 })).toContain('400 reprice')
    expect(await refused('POST', 'calls/traffic', { perSecond: 1, seed: 0.5 })).toContain('400 seed')
    expect(await refused('POST', 'calls/traffic', { perSecond: 1, late: 5 })).toContain('has no late')
    expect(await refused('POST', 'calls/traffic', [])).toContain('400')
    await sandbox.control.reset()
    expect(await refused('POST', 'calls/traffic', { perSecond: 1 })).toContain('400 Calls need a trunk')
  })
})

describe('stored calls', () => {
  it('come in pages, with all their fields, in the order in which they arrived', async () => {
    await sandbox.control.seed({ calls: 12 })
    const page = async (query: string) => {
      const answer = await fetch(`${sandbox.url}/__sandbox/calls?${query}`)
      const { calls }: { calls: { seq: number }[] } = await answer.json()
      return calls
    }
    const all = await page('')
    expect(all).toHaveLength(12)
    expect(all[0]).toEqual(
      expect.objectContaining({
        seq: 1,
        fromCountry: expect.any(String),
        sipCode: expect.any(Number),
        hasChildren: expect.any(Number),
      }),
    )
    const [first, second] = [await page('size=7'), await page('after=7&size=7')]
    expect([...first, ...second]).toEqual(all)
    expect(await page('after=12')).toEqual([])
    expect(await refused('GET', 'calls?size=5001')).toContain('400 size')
    expect(await refused('GET', 'calls?after=x')).toContain('400 after')
  })

  it('takes exact calls, and what is left out goes with what was given', async () => {
    const createdAt = noon - 3_600_000
    const [failed, answered, going, leg] = await sandbox.control.addCalls([
      { callId: '304356791_91867084@198.51.100.7', sipCode: 503, createdAt, toCountry: 'SE' },
      { direction: 'INBOUND' },
      { result: null },
      { parentId: 'P1', price: 0.5, hasChildren: 1 },
    ])
    expect(failed).toMatchObject({
      result: 'FAILED',
      causeCode: 34,
      sipCode: 503,
      answeredAt: null,
      price: 0,
    })
    expect(failed).toMatchObject({ createdAt, endedAt: createdAt + 4_000, durationSeconds: 0, mos: null })
    expect(answered).toMatchObject({
      result: 'COMPLETED',
      sipCode: 200,
      durationSeconds: 64,
      billedSeconds: 60,
    })
    expect(answered).toMatchObject({ createdAt: noon, price: 0.004, trunkName: expect.stringMatching(/./) })
    expect(going).toMatchObject({ endedAt: null, durationSeconds: null, price: null, sipCode: null })
    expect(leg).toMatchObject({ relationship: 'forwarded', groupId: 'P1', captured: 0, price: 0.5 })
    expect(await sandbox.control.storedCalls()).toEqual([failed, answered, going, leg])
    const { calls, totalItems } = await shown('callResult=FAILED')
    expect(totalItems).toBe(1)
    expect(calls).toMatchObject([
      { callId: '304356791_91867084@198.51.100.7', createTime: '2026-11-20T11:00:00+0000', answerTime: null },
    ])
    // One that is not understood or not new leaves nothing of the others behind.
    const twice = [{ callId: 'A' }, { callId: 'A' }]
    expect(await refused('POST', 'calls', { calls: twice })).toContain('400 There is a call A')
    expect(await refused('POST', 'calls', { calls: [{ createdAt: '2026' }] })).toContain('400 createdAt is')
    expect(await refused('POST', 'calls', { calls: [{ price: 0.00001 }] })).toContain('400 price is')
    expect(await refused('POST', 'calls', { calls: [{ cost: 1 }] })).toContain('400 A call has no cost')
    expect(await refused('POST', 'calls', {})).toContain('400 Send')
    expect(await sandbox.control.storedCalls()).toHaveLength(4)
  })

  it('are amended and taken away behind every client’s back', async () => {
    const [call] = await sandbox.control.addCalls([{ callId: 'a_1@198.51.100.7' }])
    const callId = call?.callId ?? ''
    expect(await sandbox.control.amendCall(callId, { price: 0.1234, sipCode: null })).toEqual({
      ...call,
      price: 0.1234,
      sipCode: null,
    })
    expect(await shown('')).toMatchObject({ calls: [{ price: { amount: 0.1234 } }] })
    const path = `calls/${encodeURIComponent(callId)}`
    expect(await refused('PUT', path, { callId: 'other' })).toContain('400 A call keeps its callId')
    expect(await refused('PUT', path, { emergency: 2 })).toContain('400 emergency is true, false')
    expect(await refused('PUT', path, { toParty: null })).toContain('400 toParty is a text')
    expect(await refused('PUT', 'calls/none', { price: 1 })).toContain('404')
    await sandbox.control.deleteCall(callId)
    expect(await shown('')).toMatchObject({ calls: [], totalItems: 0 })
    await expect(sandbox.control.deleteCall(callId)).rejects.toThrow('404')
  })
})

describe('the horizon', () => {
  it('hides older calls from every answer of the service, and gives them back', async () => {
    const { control } = sandbox
    await control.addCalls([
      { callId: 'old', createdAt: noon - 3 * dayMs - 1 },
      { callId: 'new', createdAt: noon - 3 * dayMs },
    ])
    const everything = 'createTime%3E=2020-01-01'
    const ids = async () => {
      const csv = (await client.send('GET', `/calls/export?${everything}`)).text
      const { calls, totalItems } = await shown(everything)
      const listed = listOf(await client.send('GET', `/calls?${everything}`), 'calls').map(
        (call) => call.callId,
      )
      expect(csv.trimEnd().split('\n')).toHaveLength(1 + listed.length)
      expect(calls).toHaveLength(Number(totalItems))
      return listed
    }
    const capture = async () => (await client.send('GET', '/calls/records/old/pcap')).status
    expect(await ids()).toEqual(['old', 'new'])
    expect(await capture()).toBe(200)
    await control.callHorizon(3)
    expect(await ids()).toEqual(['new'])
    expect(await capture()).toBe(404)
    expect((await control.storedCalls()).map((call) => call.callId)).toEqual(['old', 'new'])
    await control.clock({ advanceMs: 1 })
    expect(await ids()).toEqual([])
    await control.callHorizon(null)
    expect(await ids()).toEqual(['old', 'new'])
    await control.callHorizon(1)
    expect(await refused('PUT', 'calls/horizon', { days: 0 })).toContain('400 days')
    expect(await refused('PUT', 'calls/horizon', {})).toContain('400 days')
    const horizon = async () => await (await fetch(`${sandbox.url}/__sandbox/calls/horizon`)).json()
    expect(await horizon()).toEqual({ days: 1 })
    await control.reset()
    expect(await horizon()).toEqual({ days: null })
  })

  it('outlives a restart', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sandbox-horizon-'))
    const options = { file: join(folder, 'sandbox.sqlite') }
    const before = await startSandbox(options)
    await before.control.callHorizon(0.5)
    await before.close()
    const after = await startSandbox(options)
    const answer = await fetch(`${after.url}/__sandbox/calls/horizon`)
    expect(await answer.json()).toEqual({ days: 0.5 })
    await after.close()
    rmSync(folder, { recursive: true })
  })
})
