import { expect, it } from 'vitest'
import { labs, type Lab } from './sync-lab'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

const lab = labs()

/** Every call that the vendor shows for a stretch that is said to be held is in the archive. */
async function expectHonest(here: Lab): Promise<void> {
  const window = { start: here.now() - 40 * dayMs, end: here.now() }
  const { missing } = await here.searchCoverage(window)
  const isMissing = (instant: number) =>
    missing.some(({ start, end }) => instant >= Date.parse(start) && instant < Date.parse(end))
  const held = new Set(
    (await here.archive.db.selectFrom('calls').select('callId').execute()).map(({ callId }) => callId),
  )
  const stored = await here.sandbox.control.storedCalls()
  const lacking = stored.filter(
    ({ callId, createdAt }) =>
      createdAt >= window.start && createdAt < window.end && !isMissing(createdAt) && !held.has(callId),
  )
  expect(lacking.slice(0, 3)).toEqual([])
}

it('says of nothing that it is held before it was read, step by step', async () => {
  const here = await lab('sqlite', { seed: 900 })
  expect(await here.coverage()).toMatchObject({ from: null, until: null, calls: 0 })
  for (let steps = 0; steps < 40; steps += 1) {
    await expectHonest(here)
    if ((await here.step()) > 0) break
  }
  await here.settle()
  await expectHonest(here)
  expect(await here.coverage()).toMatchObject({ state: 'current', isBackToStart: true, gaps: [] })
}, 60_000)

it('says that it is behind, and by how much, while nothing is read', async () => {
  const here = await lab('sqlite', { seed: 500 })
  await here.settle()
  await here.moveClock(40 * minuteMs)
  const { lagSeconds, gaps } = await here.coverage()
  expect(lagSeconds).toBe(40 * 60)
  expect(gaps).toEqual([])
  const window = { start: here.now() - hourMs, end: here.now() }
  expect((await here.searchCoverage(window)).missing).toEqual([
    { start: expect.any(String), end: new Date(here.now()).toISOString(), kind: 'waiting', reason: null },
  ])
  // The newest calls come first: what lies between is a gap until it is read as well.
  await here.step()
  const after = await here.coverage()
  expect(after.lagSeconds).toBe(0)
  expect(after.gaps).toHaveLength(1)
  expect(after.state).toBe('syncing')
  await expectHonest(here)
  await here.settle()
  expect((await here.coverage()).gaps).toEqual([])
}, 60_000)

it('survives a vendor that refuses the key for an hour: says why, loses nothing, and catches up', async () => {
  const here = await lab('sqlite', { seed: 800 })
  await here.settle()
  const { control } = here.sandbox
  await control.faults([{ path: '**/calls', fault: { kind: 'unauthorized' } }])
  for (let quarter = 0; quarter < 4; quarter += 1) {
    await here.run(15 * minuteMs, minuteMs)
    await control.addCalls([1, 5, 14].map((ago) => ({ createdAt: here.now() - ago * minuteMs })))
    const coverage = await here.coverage()
    expect(coverage).toMatchObject({ state: 'failing', problem: expect.stringMatching(/key/i) })
    expect(coverage.lagSeconds).toBeGreaterThanOrEqual((quarter + 1) * 15 * 60 - 15)
    await expectHonest(here)
  }
  await control.clearFaults()
  await here.run(5 * minuteMs)
  await here.settle()
  expect(await here.coverage()).toMatchObject({ problem: null, gaps: [] })
  await here.run(20 * minuteMs, minuteMs)
  await expectHonest(here)
  expect((await here.coverage()).calls).toBe((await control.storedCalls()).length)
}, 120_000)

it('shows a stretch that the vendor refuses as a gap with its reason, goes on around it, and tries it again', async () => {
  const here = await lab('sqlite', { seed: 2_000 })
  const { control } = here.sandbox
  await here.step()
  await control.faults([{ path: '**/calls', nth: 2, count: 3, fault: { kind: 'status', status: 400 } }])
  for (let steps = 0; steps < 12; steps += 1) await here.step()
  const { gaps } = await here.coverage()
  expect(gaps).not.toEqual([])
  expect(gaps[0]).toMatchObject({ kind: 'failed', reason: expect.stringMatching(/^Sinch .+\.$/) })
  await expectHonest(here)
  await control.clearFaults()
  await here.moveClock(6 * minuteMs)
  await here.settle()
  expect((await here.coverage()).gaps).toEqual([])
  await expectHonest(here)
}, 60_000)

it('begins where it was after a restart', async () => {
  const here = await lab('sqlite', { seed: 1_000 })
  await here.settle()
  const before = await here.coverage()
  here.takeOver()
  await here.sent()
  await here.settle()
  expect(await here.sent()).toEqual([])
  expect(await here.coverage()).toEqual(before)
}, 60_000)

it('keeps no older calls than it is told to, with their sums, and says so', async () => {
  const here = await lab('sqlite')
  const now = here.now()
  const old = Array.from({ length: 4_500 }, (_, index) => ({ createdAt: now - 20 * dayMs - index * 60_000 }))
  const young = Array.from({ length: 50 }, (_, index) => ({ createdAt: now - hourMs - index * 60_000 }))
  await here.sandbox.control.addCalls([...old, ...young])
  await here.settle()
  const { operations } = await import('@/lib/calls/operations')
  const { projectId, archive } = here
  await operations.setKeepDays(archive, { projectId, keepDays: 10 })
  for (let batch = 0; batch < 10; batch += 1) {
    const { hasMore } = await operations.removeOldCalls(archive, { projectId, fence: 1, now })
    if (!hasMore) break
  }
  await here.settle()
  expect(await here.coverage()).toMatchObject({ calls: 50, keepDays: 10, isBackToStart: true, gaps: [] })
  const { missing } = await here.searchCoverage({ start: now - 30 * dayMs, end: now })
  expect(missing).toMatchObject([{ kind: 'gone' }])
  expect(await archive.db.selectFrom('callSums').selectAll().where('records', '=', 0).execute()).toEqual([])
  await here.sent()
  await here.settle()
  expect(await here.sent()).toEqual([])
}, 60_000)
