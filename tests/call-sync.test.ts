import { describe, expect, it } from 'vitest'
import { testDatabases } from '@/lib/server/testing'
import { seeded } from './random-calls'
import { expectSameCalls, labs } from './sync-lab'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
// Sixty times as many take as long as all other tests together: SYNC_CALLS_PER_SECOND=200 reads a quarter of a million calls.
const perSecond = Number(process.env.SYNC_CALLS_PER_SECOND ?? 3)

const lab = labs()

describe.each(testDatabases)('the archive on %s', (kind) => {
  it(
    'is what the vendor has after twenty minutes of calls that come late and change, with faults and power cuts',
    async () => {
      const here = await lab(kind, { seed: 600 })
      const { control } = here.sandbox
      const random = seeded(2)
      const points = ['calls-read', 'calls-written', 'window-recorded']
      let cuts = 0
      await control.startTraffic({
        perSecond,
        lateMs: 10 * minuteMs,
        amendMs: 4 * minuteMs,
        reprice: 0.2,
        seed: 3,
      })
      for (let minute = 0; minute < 20; minute += 1) {
        if (minute % 4 === 1) await control.faults(faults)
        if (minute % 5 === 2) {
          const at = random.pick(points)
          here.cutAt((name) => {
            if (name !== at) return false
            here.cutAt(undefined)
            cuts += 1
            return true
          })
        }
        await here.run(minuteMs)
      }
      await control.clearFaults()
      expect(cuts).toBeGreaterThanOrEqual(3)
      await control.drainTraffic()
      for (let hour = 0; hour < 28; hour += 1) {
        await here.moveClock(hourMs)
        await here.settle()
      }
      await expectSameCalls(here)
      const coverage = await here.coverage()
      expect(coverage).toMatchObject({ state: 'current', gaps: [], problem: null, isBackToStart: true })
      expect(coverage.calls).toBe((await control.storedCalls()).length)
      const windows = await here.archive.db.selectFrom('callWindows').selectAll().execute()
      expect(windows.filter(({ state, counted, came }) => state !== 'read' || came < counted)).toEqual([])
    },
    Math.max(180_000, perSecond * 20_000),
  )

  it('reads one window again at most after a power cut', async () => {
    const here = await lab(kind, { seed: 600 })
    await here.settle()
    const { control } = here.sandbox
    const asked = async () => (await control.requests()).map(({ path, query }) => `${path} ${query}`)
    for (const point of ['calls-read', 'calls-written', 'window-recorded']) {
      await here.settle()
      const before = await asked()
      await here.moveClock(15_000)
      here.cutAt((name) => name === point)
      await here.step()
      const cut = (await asked()).slice(before.length)
      expect(cut, point).not.toEqual([])
      here.cutAt(undefined)
      await here.settle()
      const after = (await asked()).slice(before.length + cut.length)
      // What had been read before is not read again, and what was cut off once.
      expect(
        after.filter((one) => before.includes(one)),
        point,
      ).toEqual([])
      const again = after.filter((one) => cut.includes(one))
      expect(again, point).toEqual([...new Set(again)])
      await expectSameCalls(here)
    }
  }, 60_000)

  it('reads again what it was told not to keep, once it is to be kept after all', async () => {
    const here = await lab(kind)
    const days = [0.5, 3, 8, 30]
    await here.sandbox.control.addCalls(days.map((ago) => ({ createdAt: here.now() - ago * 24 * hourMs })))
    await here.settle()
    const { operations } = await import('@/lib/calls/operations')
    const { projectId, archive } = here
    const writer = { projectId, fence: 1, now: here.now() }
    await operations.setKeepDays(archive, { projectId, keepDays: 2 })
    while ((await operations.removeOldCalls(archive, writer)).hasMore) await here.step()
    expect(await here.coverage()).toMatchObject({ calls: 1, isBackToStart: true })
    await operations.setKeepDays(archive, { projectId, keepDays: null })
    expect(await here.coverage()).toMatchObject({ isBackToStart: false, state: 'syncing' })
    await here.settle()
    expect(await here.coverage()).toMatchObject({ calls: 4, isBackToStart: true })
    await expectSameCalls(here)
  }, 60_000)

  it('goes back as far as the vendor answers and no further', async () => {
    const here = await lab(kind)
    const now = here.now()
    const at = (ms: number) => ({ createdAt: now - ms })
    await here.sandbox.control.addCalls([at(hourMs), at(30 * 24 * hourMs), at(700 * 24 * hourMs)])
    await here.settle()
    await expectSameCalls(here)
    expect(await here.coverage()).toMatchObject({ state: 'current', isBackToStart: true, calls: 3 })
    await here.sent()
    await here.settle()
    expect(await here.sent()).toEqual([])
  }, 60_000)

  it('writes nothing any more once another console has taken over', async () => {
    const here = await lab(kind, { seed: 500 })
    await here.settle()
    const { operations } = await import('@/lib/calls/operations')
    const late = operations.write(here.archive, { projectId: here.projectId, fence: 0, calls: [] })
    await expect(late).resolves.toBeDefined()
    const record = operations.recordWindows(here.archive, {
      projectId: here.projectId,
      fence: 0,
      replaces: { start: 0, end: here.now() },
      windows: [],
      now: here.now(),
    })
    await expect(record).rejects.toThrow('another console')
    expect(await here.coverage()).toMatchObject({ gaps: [] })
  }, 60_000)
})

it('reads busy minutes again in parts, until each of their calls has its end and its price', async () => {
  const here = await lab('sqlite', { seed: 600 })
  const { control } = here.sandbox
  // More in five minutes than are read at once.
  await control.startTraffic({
    perSecond: 100,
    lateMs: minuteMs,
    amendMs: 2 * minuteMs,
    reprice: 0.1,
    seed: 9,
  })
  await here.run(5 * minuteMs, 10_000)
  await control.drainTraffic()
  for (let hour = 0; hour < 8; hour += 1) {
    await here.moveClock(hourMs)
    await here.settle()
  }
  expect((await control.storedCalls()).length).toBeGreaterThan(25_000)
  await expectSameCalls(here)
  // What was read is not read for ever.
  await here.sent()
  await here.moveClock(minuteMs)
  await here.settle()
  expect((await here.sent()).length).toBeLessThan(10)
}, 120_000)

const faults = [
  { path: '**/calls', nth: 2, fault: { kind: 'status', status: 500 } },
  { path: '**/calls', nth: 5, fault: { kind: 'resetAfter' } },
  { path: '**/calls/export', nth: 1, fault: { kind: 'truncated', keepBytes: 300 } },
  { path: '**/calls', nth: 7, fault: { kind: 'malformedJson' } },
  { path: '**/calls/export', nth: 3, fault: { kind: 'tooManyRequests' } },
  { path: '**/calls', nth: 9, fault: { kind: 'html', status: 502 } },
] as const
