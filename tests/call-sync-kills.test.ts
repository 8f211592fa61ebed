import SqliteDatabase from 'better-sqlite3'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { Words } from '@/lib/calls/words'
import { openArchiveWriter } from '@/lib/database/archive'
import { ensureBuild } from '../scripts/lib/build.mjs'
import { crashLane, type CrashLane } from './crash-lane'
import { expectSameCalls } from './sync-lab'

let lane: CrashLane

beforeAll(async () => {
  ensureBuild()
  lane = await crashLane({ seed: 600, env: { CALL_SYNC: 'on' } })
}, 300_000)
afterAll(() => lane.end())

const faults = [
  { path: '**/calls', nth: 3, fault: { kind: 'status', status: 500 } },
  { path: '**/calls', nth: 6, fault: { kind: 'resetAfter' } },
  { path: '**/calls/export', nth: 2, fault: { kind: 'truncated', keepBytes: 300 } },
] as const

/** What the archive's file says of the windows that were read. Nobody may have it open for writing. */
function windows<Row>(statement: string): Row[] {
  const file = new SqliteDatabase(join(lane.dataDir, 'calls.sqlite'))
  try {
    const prepared = file.prepare<[], Row>(statement)
    if (prepared.reader) return prepared.all()
    prepared.run()
    return []
  } finally {
    file.close()
  }
}

it('kill -9 while calls are read that come, change and come late: what the next console has is what the vendor has (A24)', async () => {
  const { control } = lane.sandbox
  // More than two thousand in five minutes would get their details a minute later.
  await control.startTraffic({ perSecond: 40, lateMs: 6_000, amendMs: 4_000, reprice: 0.2, seed: 5 })
  for (const point of ['calls-read', 'calls-written', 'window-recorded']) {
    await control.faults(faults)
    expect(await lane.begin(point).ended, point).toEqual({ code: null, signal: 'SIGKILL' })
    lane.expireLeases()
    // Once more at a moment that nobody has chosen.
    const server = await lane.start()
    await delay(1_500)
    server.child.kill('SIGKILL')
    expect((await server.ended).signal).toBe('SIGKILL')
    lane.expireLeases()
  }
  await control.clearFaults()
  await control.drainTraffic()
  const stored = (await control.storedCalls()).length
  expect(stored).toBeGreaterThan(900)
  // As if the time had passed after which what was read is read again.
  windows('update callWindows set nextAt = 1')
  const drainedAt = Date.now()
  const last = await lane.start()
  const isDone = () =>
    windows<{ open: number }>(
      "select count(*) as open from callWindows where nextAt = 1 or state <> 'read' or came < counted",
    )[0]?.open === 0 &&
    windows(`select 1 from callWindows where "end" > ${drainedAt}`).length === 1 &&
    windows('select 1 from callSync where atStart = 1').length === 1
  for (let tries = 0; tries < 120 && !isDone(); tries += 1) await delay(500)
  expect(isDone()).toBe(true)
  await last.stop()
  const { db, kind, close } = await openArchiveWriter({ file: join(lane.dataDir, 'calls.sqlite') })
  try {
    await expectSameCalls({ archive: { db, kind, words: new Words() }, sandbox: lane.sandbox })
  } finally {
    await close()
  }
}, 240_000)
