import { beforeAll, expect, it } from 'vitest'
import { setTimeout as delay } from 'node:timers/promises'
import { activeNumbers } from '../lib/resources/phone-numbers'
import { ensureBuild } from '../scripts/lib/build.mjs'
import { crashLane, type CrashLane } from './crash-lane'
import { answersFor, cases, stepsOf, takesNumbers, uniqueName, type Case } from './onboarding-cases'
import { madeFor, oneOfEach } from './onboarding-made'

// One run for each point; the last of them is where the process dies, while the others stand at theirs.
const points = ['begin', 'intent', 'answered', 'committed'] as const
const path = '/api/projects/sandbox/onboarding'

interface Cell {
  which: Case
  step: string
  point: (typeof points)[number]
  name: string
  numbers: string[]
}

const places = cases.flatMap((which) => stepsOf[which].map((step) => ({ which, step })))
// Two processors: two consoles at a time.
const lanes = [0, 1].map((lane) => places.filter((_, index) => index % 2 === lane))

function keyOf({ step, numbers }: Cell): string {
  return step === 'assign' ? `assign ${numbers[0]}` : step
}

/** Waits until a run stands at its point: what comes before it is stored, and nothing of what comes after. */
async function untilThere(lane: CrashLane, cell: Cell): Promise<void> {
  const { which, step, point, name } = cell
  const at = stepsOf[which].indexOf(step)
  const wanted = point === 'begin' ? 'waiting' : 'doing'
  const isThere = async () => {
    const run = lane.stored(name)
    const isStored =
      run?.held === true &&
      run.steps.slice(0, at).every(({ state }) => state === 'done') &&
      run.steps[at]?.state === wanted
    if (!isStored || point !== 'answered') return isStored
    return (await countOf(lane, cell)) === 1
  }
  await expect.poll(isThere, { timeout: 30_000, interval: 50 }).toBe(true)
}

/** How many of the objects that the cell is about the vendor has. */
async function countOf(lane: CrashLane, { name, step, numbers }: Cell): Promise<number> {
  const made = await madeFor(lane.vendor, name)
  const counts: Record<string, number> = {
    trunk: made.trunks,
    'access-control-list': made.accessControlLists,
    'credential-list': made.credentialLists,
    endpoint: made.endpoints,
    'link-access-control-list': made.linkedAccessControlLists,
    'link-credential-list': made.linkedCredentialLists,
    assign: made.numbers.filter((number) => numbers.includes(number)).length,
  }
  return counts[step] ?? NaN
}

async function untilDone(lane: CrashLane, cells: readonly Cell[]): Promise<void> {
  const states = () => cells.map(({ name }) => lane.stored(name)?.state)
  await expect.poll(states, { timeout: 30_000, interval: 50 }).toEqual(cells.map(() => 'done'))
}

beforeAll(() => ensureBuild(), 240_000)

/** Kills a console at every point of these steps, and looks at what the last one has made of it all. */
async function killEverywhere(lane: CrashLane, own: typeof places): Promise<void> {
  const rented = (await lane.vendor.collect(activeNumbers, {})).items.map(({ phoneNumber }) => phoneNumber)
  const cells: Cell[] = []
  let before: Cell[] = []
  for (const { which, step } of own) {
    const numbersOf = () => (takesNumbers(which) ? [rented.pop() ?? ''] : [])
    const batch = points.map((point) => ({
      which,
      step,
      point,
      name: uniqueName('crash'),
      numbers: numbersOf(),
    }))
    lane.expireLeases()
    const server = await lane.start(
      batch.map((cell) => `${cell.name}/${keyOf(cell)}/${cell.point}`).join(','),
    )
    // What the console before this one left is gone on with by itself, and nobody types anything again.
    await untilDone(lane, before)
    for (const [index, cell] of batch.entries()) {
      const body = { key: cell.name, answers: answersFor(which, cell.name, cell.numbers) }
      const isLast = index === batch.length - 1
      // The last one may die before it answers.
      const posted = lane.api.post(path, body)
      if (isLast) await posted.catch(() => undefined)
      else {
        expect((await posted).status).toBe(202)
        await untilThere(lane, cell)
      }
    }
    const at = `${which} ${step}`
    expect(await server.ended, at).toEqual({ code: null, signal: 'SIGKILL' })
    for (const cell of batch) {
      const isSent = cell.point === 'committed' || cell.point === 'answered'
      // An assignment that the vendor has taken on may still be on its way.
      if (step === 'assign' && cell.point === 'committed') await delay(50)
      expect(await countOf(lane, cell), `${at} ${cell.point}`).toBe(isSent ? 1 : 0)
      const stored = lane.stored(cell.name)?.steps[stepsOf[which].indexOf(step)]?.state
      expect(stored, `${at} ${cell.point}`).toBe(cell.point === 'begin' ? 'waiting' : 'doing')
    }
    cells.push(...batch)
    before = batch
  }
  lane.expireLeases()
  await lane.start()
  await untilDone(lane, before)
  for (const cell of cells) {
    const at = `${cell.which} ${cell.step} ${cell.point}`
    const id = lane.stored(cell.name)?.id ?? ''
    // The person sees the run that was begun, done to its last step.
    const run: { state: string; steps: { state: string }[] } = await (
      await lane.api.get(`${path}/${id}`)
    ).json()
    expect(run.state, at).toBe('done')
    expect(
      run.steps.map(({ state }) => state),
      at,
    ).toEqual(stepsOf[cell.which].map(() => 'done'))
    expect(await madeFor(lane.vendor, cell.name), at).toEqual(oneOfEach(cell.which, cell.numbers))
  }
}

it('kill -9 at every point of every step: exactly one of each object, no orphan, no duplicate (A1)', async () => {
  const open: CrashLane[] = []
  try {
    for (const own of lanes) open.push(await crashLane({ numbers: own.length * points.length }))
    await Promise.all(open.map((lane, index) => killEverywhere(lane, lanes[index] ?? [])))
  } finally {
    await Promise.all(open.map((lane) => lane.end()))
  }
}, 300_000)
