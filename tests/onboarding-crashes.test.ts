import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { activeNumbers } from '../lib/resources/phone-numbers'
import { ensureBuild } from '../scripts/lib/build.mjs'
import { crashLane, type CrashLane } from './crash-lane'
import { answersFor, cases, stepsOf, takesNumbers, uniqueName, type Case } from './onboarding-cases'
import { madeFor, oneOfEach } from './onboarding-made'

const points = ['begin', 'intent', 'committed', 'answered'] as const
const path = '/api/projects/sandbox/onboarding'

interface Cell {
  which: Case
  step: string
  point: (typeof points)[number]
}

const cells = cases.flatMap((which) =>
  stepsOf[which].flatMap((step) => points.map((point): Cell => ({ which, step, point }))),
)
// Two processors: two consoles at a time.
const lanes = [0, 1].map((lane) => cells.filter((_, index) => index % 2 === lane))

interface Run {
  id: string
  state: string
  steps: { key: string; state: string }[]
}

async function idOf(lane: CrashLane, key: string): Promise<string> {
  const { runs }: { runs: { id: string; title: string }[] } = await (await lane.api.get(path)).json()
  return runs.find(({ title }) => title === `Trunk ${key}`)?.id ?? ''
}

async function runOf(lane: CrashLane, id: string): Promise<Run> {
  return await (await lane.api.get(`${path}/${id}`)).json()
}

async function untilDone(lane: CrashLane, id: string): Promise<void> {
  await expect
    .poll(async () => (await runOf(lane, id)).state, { timeout: 20_000, interval: 100 })
    .toBe('done')
}

/** How many objects a step has made so far; undefined for steps that make none of their own. */
async function countOf(lane: CrashLane, name: string, step: string): Promise<number | undefined> {
  const made = await madeFor(lane.vendor, name)
  return {
    trunk: made.trunks,
    'access-control-list': made.accessControlLists,
    'credential-list': made.credentialLists,
    endpoint: made.endpoints,
    'link-access-control-list': made.linkedAccessControlLists,
    'link-credential-list': made.linkedCredentialLists,
  }[step]
}

describe('kill -9 at every point of every step (A1)', () => {
  const open: CrashLane[] = []
  beforeAll(() => ensureBuild(), 240_000)
  afterAll(() => Promise.all(open.map((lane) => lane.end())))

  it.concurrent.each(lanes.map((cells, index) => ({ cells, name: `lane ${index + 1}` })))(
    '$name: exactly one of each object, no orphan, no duplicate',
    async ({ cells }) => {
      const lane = await crashLane(cells.length)
      open.push(lane)
      const { items: rented } = await lane.vendor.collect(activeNumbers, {})
      const runs: { cell: Cell; name: string; numbers: string[]; id?: string }[] = []
      for (const cell of cells) {
        const { which, step, point } = cell
        const name = uniqueName('crash')
        const numbers = takesNumbers(which) ? [rented[runs.length]?.phoneNumber ?? ''] : []
        const stepKey = step === 'assign' ? `assign ${numbers[0]}` : step
        lane.expireLeases()
        const server = await lane.start(`${name}/${stepKey}/${point}`)
        // What the console before this one left is gone on with by itself, and nobody types anything again.
        const before = runs.at(-1)
        if (before) await untilDone(lane, (before.id = await idOf(lane, before.name)))
        // It may die before it answers.
        await lane.api
          .post(path, { key: name, answers: answersFor(which, name, numbers) })
          .catch(() => undefined)
        const ended = await server.ended
        expect(ended, `${which} ${step} ${point}`).toEqual({ code: null, signal: 'SIGKILL' })
        const isSent = point === 'committed' || point === 'answered'
        const count = await countOf(lane, name, step)
        if (count !== undefined) expect(count, `${which} ${step} ${point}`).toBe(isSent ? 1 : 0)
        runs.push({ cell, name, numbers })
      }
      lane.expireLeases()
      await lane.start()
      for (const { cell, name, numbers, id = await idOf(lane, name) } of runs) {
        await untilDone(lane, id)
        const run = await runOf(lane, id)
        const at = `${cell.which} ${cell.step} ${cell.point}`
        expect(
          run.steps.map(({ state }) => state),
          at,
        ).toEqual(stepsOf[cell.which].map(() => 'done'))
        expect(await madeFor(lane.vendor, name), at).toEqual(oneOfEach(cell.which, numbers))
      }
    },
    300_000,
  )
})
