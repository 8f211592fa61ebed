import { afterEach, expect } from 'vitest'
import type { Archive } from '@/lib/calls/archive'
import type { CallTable } from '@/lib/database/archive-schema'
import { operations } from '@/lib/calls/operations'
import { newMemory, syncStep, type SyncMemory } from '@/lib/calls/sync'
import { SumChanges } from '@/lib/calls/cubes'
import { PartyChanges } from '@/lib/calls/party-sums'
import { startFixture } from '@/lib/est/sandbox-fixture'
import { freshArchive } from './archive-fixture'

/** Ends the reading of calls in the middle, as a power cut would: what it had in memory is gone. */
class PowerCut extends Error {}

/**
 * A sandbox whose clock stands still unless it is moved, and an archive that is kept of it by the same clock: hours pass in seconds.
 * What is read and written is real.
 */
export async function syncLab(kind: 'sqlite' | 'postgres', options: Parameters<typeof startFixture>[0] = {}) {
  const fixture = await startFixture(options)
  const { sandbox } = fixture
  const { archive, end } = await freshArchive(kind)
  const projectId = 'p'
  let now = Math.floor(Date.now() / 1000) * 1000
  let fence = 1
  let memory: SyncMemory = newMemory()
  let cut: ((name: string) => boolean) | undefined
  const setClock = async (to: number) => {
    now = to
    await sandbox.control.clock({ now, frozen: true })
  }
  await setClock(now)

  async function step(): Promise<number> {
    const around = {
      writer: { projectId, fence },
      client: fixture.client,
      archive: (name: keyof typeof operations, input: never) => operations[name](archive, input) as never, // as the server pairs them
      now: () => now,
      signal: new AbortController().signal,
      checkpoint: (name: string) => {
        if (cut?.(name)) throw new PowerCut(name)
      },
    }
    try {
      return (await syncStep(around, memory)).waitMs
    } catch (error) {
      if (!(error instanceof PowerCut)) throw error
      fence += 1
      memory = newMemory()
      archive.words.forget()
      return 0
    }
  }

  return {
    ...fixture,
    archive,
    projectId,
    step,
    now: () => now,
    /** From now on the reading ends at points for which this says so. */
    cutAt: (when: typeof cut) => {
      cut = when
    },
    /** Another console took over. */
    takeOver: () => {
      fence += 1
      memory = newMemory()
    },
    moveClock: (ms: number) => setClock(now + ms),
    /** Reads on while so much time passes, in steps of at most `stepMs`. */
    async run(ms: number, stepMs = 5_000) {
      const until = now + ms
      while (now < until) {
        const waitMs = await step()
        if (waitMs > 0) await setClock(Math.min(until, now + Math.min(waitMs, stepMs)))
      }
    },
    /** Reads everything that is due, without any time passing. */
    async settle() {
      for (let steps = 0; steps < 2_000; steps += 1) if ((await step()) > 0) return
      throw new Error('the reading does not come to an end')
    },
    coverage: () => operations.coverage(archive, { projectId, now }),
    searchCoverage: (window: { start: number; end: number }) =>
      operations.searchCoverage(archive, { projectId, now, window, byDetails: false }),
    async close() {
      await end()
      await fixture.close()
    },
  }
}

/** Every stored call, and the sums as they are beside what they would be if they were made anew from the calls. */
async function archiveContents(archive: Archive) {
  const calls = await archive.db.selectFrom('calls').selectAll().execute()
  const stored = await archive.db.selectFrom('callSums').selectAll().execute()
  const storedParties = await archive.db.selectFrom('callParties').selectAll().execute()
  const [anew, partiesAnew] = [new SumChanges(), new PartyChanges()]
  for (const call of calls) {
    anew.add(call)
    partiesAnew.add(call)
  }
  const comparable = (rows: readonly { records: number }[]) =>
    rows
      .filter(({ records }) => records !== 0)
      .map((row) => JSON.stringify(Object.entries(row).sort()))
      .sort()
  return {
    calls,
    sums: [...comparable(stored), ...comparable(storedParties)],
    sumsAnew: [...comparable(anew.rows()), ...comparable(partiesAnew.rows())],
  }
}

/** The archive holds exactly what the vendor has, and its sums are those of its calls. */
export async function expectSameCalls({ archive, sandbox }: Pick<Lab, 'archive' | 'sandbox'>): Promise<void> {
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

/** One of them. */
export type Lab = Awaited<ReturnType<typeof syncLab>>

/** Makes labs for the tests of one file and closes them after each. */
export function labs(): (...given: Parameters<typeof syncLab>) => Promise<Lab> {
  const open: Lab[] = []
  afterEach(async () => {
    for (const lab of open.splice(0)) await lab.close()
  })
  return async (...given) => {
    const made = await syncLab(...given)
    open.push(made)
    return made
  }
}
