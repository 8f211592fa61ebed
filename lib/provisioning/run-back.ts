import { readSteps, writeRun, writeStep, type Run, type RunStep } from './run-store'
import {
  attempt,
  interruption,
  placeOf,
  refsOf,
  type Point,
  type RunEnd,
  type StepPlace,
  type Turn,
} from './run-turn'

/** Takes back what was made, the last first; what was there already, and a number that was paid for, stay. */
export async function backward(run: Run, turn: Turn): Promise<RunEnd> {
  const steps = await readSteps(turn.db, run.id)
  const idOf = refsOf(steps)
  for (const step of steps.toReversed()) {
    if (step.state !== 'doing' && step.state !== 'asking') continue
    // Nobody knows yet whether it was made; what was is taken back with the rest.
    const ended = await attempt(run, step, turn, async () => {
      const found = await turn.find(run, step, placeOf(step, turn, true, idOf))
      const fields = found
        ? { state: 'done' as const, made: found.made ? 1 : 0, objectId: found.objectId }
        : { state: 'waiting' as const }
      await writeStep(turn, step, { ...fields, error: null })
      Object.assign(step, fields)
    })
    if (ended) return ended
  }
  const last = steps.findLast(({ state }) => state === 'done' || state === 'undoing')
  const used = last && (await attempt(run, last, turn, () => turn.assertUnused(run, steps)))
  if (used) return used
  for (const step of steps.toReversed()) {
    if (step.state !== 'done' && step.state !== 'undoing') continue
    const ended = interruption(turn) ?? (await takeStepBack(run, step, turn, idOf))
    if (ended) return ended
  }
  await writeRun(turn, run.id, { state: 'done', finishedAt: turn.now(), sealedPasswords: null })
  return 'done'
}

async function takeStepBack(
  run: Run,
  step: RunStep,
  turn: Turn,
  idOf: StepPlace['idOf'],
): Promise<RunEnd | undefined> {
  const at = (point: Point) => turn.checkpoint(`${run.requestKey}/undo ${step.key}/${point}`)
  await at('begin')
  let state: 'undone' | 'kept' = 'kept'
  if (step.made === 1) {
    await writeStep(turn, step, { state: 'undoing', error: null })
    await at('intent')
    const ended = await attempt(run, step, turn, async () => {
      state = await turn.takeBack(run, step, idOf)
    })
    if (ended) return ended
    await at('answered')
  }
  await writeStep(turn, step, { state, error: null })
  return undefined
}
