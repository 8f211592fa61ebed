import { ApiError } from '@/lib/errors'
import { claimLease, Hold, isStillOurs, leaseMs } from './leases'
import { backward } from './run-back'
import {
  baselineOf,
  readSteps,
  runLease,
  TakenOver,
  writeRun,
  writeStep,
  type HeldRun,
  type Run,
  type RunStep,
} from './run-store'
import { AskPerson, type StepOutcome } from './run-steps'
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
    // Written before it is read: whoever has just decided otherwise is either read here, or finds that the run has changed.
    const run = await takeUp(runId, { db, now, lease })
    if (run === undefined) return 'over'
    const isResumed = lease.fence > 1 || now() - Number(run.createdAt) > freshForMs
    const turn: Turn = { ...around, lease, hold, isResumed }
    return run.phase === 'forward' ? await forward(run, turn) : await backward(run, turn)
  } catch (error) {
    if (error instanceof TakenOver) return 'lost'
    throw error
  } finally {
    await hold.end()
  }
}

/** Notes that a run is being carried on; undefined when there is nothing to carry on. */
async function takeUp(runId: string, { db, now, lease }: HeldRun): Promise<Run | undefined> {
  return await db
    .updateTable('onboardingRuns')
    .set((set) => ({
      state: 'running',
      retryAt: null,
      error: null,
      updatedAt: now(),
      version: set('version', '+', 1),
    }))
    .where('id', '=', runId)
    .where('state', 'in', ['running', 'parked'])
    .where(isStillOurs(lease))
    .returningAll()
    .executeTakeFirst()
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
  const { state: before } = step
  const isRepeated = turn.isResumed || before !== 'waiting'
  const writes: number[] = []
  await at('begin')
  const startedAt = step.startedAt ?? turn.now()
  await writeStep(turn, step, { state: 'doing', error: null, candidates: null, startedAt })
  await at('intent')
  let outcome: StepOutcome | undefined
  const ended = await attempt(run, step, turn, async () => {
    const answering = (status: number) => {
      writes.push(status)
      void at('committed')
    }
    const place = placeOf(step, turn, isRepeated, idOf, answering)
    try {
      outcome = await turn.make(run, step, { ...place, wasRefused: before === 'failed' })
    } catch (error) {
      throw isDefinite(step, before, writes, error) ? error : asUnknown(error)
    }
  })
  if (ended) return ended
  await at('answered')
  const { objectId = null, made = true } = outcome ?? {}
  await writeStep(turn, step, { state: 'done', made: made ? 1 : 0, objectId, finishedAt: turn.now() })
  Object.assign(step, { objectId, state: 'done' })
  if (run.attempts > 0) await writeRun(turn, run.id, { attempts: 0 })
  return undefined
}

/**
 * True when it is certain that a step has made nothing: the vendor has refused what was sent, or nothing was sent, now or before. A step of
 * several writes, of which one came through, may have made something.
 */
function isDefinite(
  step: RunStep,
  before: RunStep['state'],
  writes: readonly number[],
  error: unknown,
): boolean {
  if (!(error instanceof ApiError) || error.details.outcomeUnknown) return false
  const wasUnknown = before === 'doing'
  if (writes.length === 0) return !wasUnknown
  if (step.action === 'assign_number' && (wasUnknown || baselineOf(step).off !== undefined)) return false
  return writes.every((status) => status >= 400 && status < 500)
}

/** The same error, saying that something may have been made. */
function asUnknown(error: unknown): unknown {
  if (!(error instanceof ApiError) || error instanceof TakenOver || error instanceof AskPerson) return error
  return new ApiError(error.code, error.message, { ...error.details, outcomeUnknown: true, cause: error })
}
