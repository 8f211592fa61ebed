import { describe, expect, it } from 'vitest'
import type { CallTable } from '@/lib/database/archive-schema'
import { testDatabases } from '@/lib/server/testing'
import { seeded } from './archive-fixture'
import { archiveContents, labs, type Lab } from './sync-lab'

const minuteMs = 60_000
const hourMs = 60 * minuteMs

const lab = labs()

/** The archive holds exactly what the vendor has, and its sums are those of its calls. */
async function expectSame({ archive, sandbox }: Lab): Promise<void> {
  const { calls, sums, sumsAnew } = await archiveContents(archive)
  const stored = await sandbox.control.storedCalls()
  const held = new Map(calls.map((call) => [call.callId, call]))
  expect(calls).toHaveLength(held.size)
  expect([...held.keys()].sort()).toEqual(stored.map(({ callId }) => callId).sort())
  const stale = stored.flatMap((call) => {
    const row = held.get(call.callId)
    const [is, wanted] = [row ? figures(row) : 'missing', figures(storedFigures(call))]
    return is === wanted ? [] : [{ callId: call.callId, is, wanted }]
  })
  expect(stale.slice(0, 3)).toEqual([])
  expect(sums).toEqual(sumsAnew)
}

type Compared = Pick<
  CallTable,
  'createdAt' | 'answeredAt' | 'endedAt' | 'durationSeconds' | 'billedSeconds' | 'price' | 'sipCode' | 'mos'
>

function figures(call: Compared): string {
  const { createdAt, answeredAt, endedAt, durationSeconds, billedSeconds, price, sipCode, mos } = call
  return [createdAt, answeredAt, endedAt, durationSeconds, billedSeconds, price, sipCode, mos].join(' ')
}

/** A call of the sandbox as it tells of it: in whole seconds. */
function storedFigures(call: Compared): Compared {
  const told = (moment: number | null) => (moment === null ? null : Math.floor(moment / 1000) * 1000)
  return {
    ...call,
    createdAt: told(call.createdAt) ?? 0,
    answeredAt: told(call.answeredAt),
    endedAt: told(call.endedAt),
    price: call.price === null ? null : Math.round(call.price * 1e6),
  }
}

describe.each(testDatabases)('the archive on %s', (kind) => {
  it('is what the vendor has after twenty minutes of calls that come late and change, with faults and power cuts', async () => {
    const here = await lab(kind, { seed: 600 })
    const { control } = here.sandbox
    const random = seeded(2)
    const points = ['calls-read', 'calls-written', 'window-recorded']
    let cuts = 0
    await control.startTraffic({
      perSecond: 3,
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
    await expectSame(here)
    const coverage = await here.coverage()
    expect(coverage).toMatchObject({ state: 'current', gaps: [], problem: null, isBackToStart: true })
    expect(coverage.calls).toBe((await control.storedCalls()).length)
    const windows = await here.archive.db.selectFrom('callWindows').selectAll().execute()
    expect(windows.filter(({ state, counted, came }) => state !== 'read' || came < counted)).toEqual([])
  }, 180_000)

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
      await expectSame(here)
    }
  }, 60_000)

  it('goes back as far as the vendor answers and no further', async () => {
    const here = await lab(kind)
    const now = here.now()
    const at = (ms: number) => ({ createdAt: now - ms })
    await here.sandbox.control.addCalls([at(hourMs), at(30 * 24 * hourMs), at(700 * 24 * hourMs)])
    await here.settle()
    await expectSame(here)
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

const faults = [
  { path: '**/calls', nth: 2, fault: { kind: 'status', status: 500 } },
  { path: '**/calls', nth: 5, fault: { kind: 'resetAfter' } },
  { path: '**/calls/export', nth: 1, fault: { kind: 'truncated', keepBytes: 300 } },
  { path: '**/calls', nth: 7, fault: { kind: 'malformedJson' } },
  { path: '**/calls/export', nth: 3, fault: { kind: 'tooManyRequests' } },
  { path: '**/calls', nth: 9, fault: { kind: 'html', status: 502 } },
] as const
