import type { Kysely } from 'kysely'
import type { Schema } from '@/lib/database/schema'
import { ApiError } from '@/lib/errors'
import { claimLease, Hold, leaseMs } from './leases'
import { backward } from './run-back'
import { readSteps, runLease, TakenOver, writeRun, writeStep, type Run, type RunStep } from './run-store'
import type { StepOutcome } from './run-steps'
import {
  attempt,
  interruption,
  placeOf,
  refsOf,
  type Point,
  type RunEnd,
  type RunSurroundings,
  type StepPlace,
  type Turn,
} from './run-turn'

/** A run that is older than this when it is first claimed comes out of a backup, or its console ended at once. */
const freshForMs = 30_000

/**
 * Carries a run on from wherever it is, forward or back, as long as this process holds its lease. Each step stores that it is begun,
 * is sent, and stores what came of it; a step that was begun before is looked for at the vendor first. What is stored is a hint, and the
 * vendor has the truth: so a run that was restored from a backup adopts what it made after it.
 */
export async function carryOn(runId: string, around: RunSurroundings): Promise<RunEnd> {
  const { db, now, owner } = around
  const lease = await claimLease(db, runLease(runId), owner, { now: now(), forMs: leaseMs })
  if (!lease) return 'busy'
  const hold = new Hold(lease, around)
  try {
    const run = await readRun(db, runId)
    if (run === undefined || run.state === 'stopped' || run.state === 'done') return 'over'
    const isResumed = lease.fence > 1 || now() - Number(run.createdAt) > freshForMs
    const turn: Turn = { ...around, lease, hold, isResumed }
    await writeRun(turn, run.id, { state: 'running', retryAt: null, error: null })
    return run.phase === 'forward' ? await forward(run, turn) : await backward(run, turn)
  } catch (error) {
    if (error instanceof TakenOver) return 'lost'
    throw error
  } finally {
    await hold.end()
  }
}

async function readRun(db: Kysely<Schema>, runId: string): Promise<Run | undefined> {
  return await db.selectFrom('onboardingRuns').selectAll().where('id', '=', runId).executeTakeFirst()
}

async function forward(run: Run, turn: Turn): Promise<RunEnd> {
  const steps = await readSteps(turn.db, run.id)
  const idOf = refsOf(steps)
  for (const step of turn.isResumed ? steps : []) {
    if (step.state !== 'done') continue
    const missing = await attempt(run, step, turn, async () => {
      if (!(await turn.isThere(run, step, idOf)))
        throw new ApiError(
          'not_found',
          `${step.label} was made by this run and is not there any more. Undo the rest, or start anew.`,
        )
    })
    if (missing) return missing
  }
  for (const step of steps) {
    if (step.state === 'done') continue
    const ended = interruption(turn) ?? (await takeStep(run, step, turn, idOf))
    if (ended) return ended
  }
  await writeRun(turn, run.id, { state: 'done', finishedAt: turn.now() })
  return 'done'
}

async function takeStep(
  run: Run,
  step: RunStep,
  turn: Turn,
  idOf: StepPlace['idOf'],
): Promise<RunEnd | undefined> {
  const at = (point: Point) => turn.checkpoint(`${run.requestKey}/${step.key}/${point}`)
  const isRepeated = turn.isResumed || step.state !== 'waiting'
  await at('begin')
  const startedAt = step.startedAt ?? turn.now()
  await writeStep(turn, step, { state: 'doing', error: null, candidates: null, startedAt })
  await at('intent')
  let outcome: StepOutcome | undefined
  const ended = await attempt(run, step, turn, async () => {
    outcome = await turn.make(
      run,
      step,
      placeOf(step, turn, isRepeated, idOf, () => void at('committed')),
    )
  })
  if (ended) return ended
  await at('answered')
  const { objectId = null, made = true } = outcome ?? {}
  await writeStep(turn, step, { state: 'done', made: made ? 1 : 0, objectId, finishedAt: turn.now() })
  Object.assign(step, { objectId, state: 'done' })
  if (run.attempts > 0) await writeRun(turn, run.id, { attempts: 0 })
  return undefined
}
