import { ApiError } from '@/lib/errors'
import type { Hold, LeaseSurroundings } from './leases'
import type { Ref } from './plan'
import {
  baselineOf,
  TakenOver,
  writeRun,
  writeStep,
  type Baseline,
  type HeldRun,
  type Run,
  type RunStep,
} from './run-store'
import { AskPerson, type StepOutcome } from './run-steps'

/** The places at which a process may die: before the intent of a step is stored, before it is sent, once the vendor answers, before the outcome is stored. */
export type Point = 'begin' | 'intent' | 'committed' | 'answered'

/** What carrying out a step may ask of its run. */
export interface StepPlace {
  baseline: Baseline
  /** True when an earlier try may have sent something. */
  isRepeated: boolean
  idOf(ref: Ref | null): string
  remember(baseline: Baseline): Promise<void>
  /** Called with the status as soon as the head of the vendor's answer to a write is there. */
  answering(status: number): void
  /** The last try was refused, so nothing of it is there. */
  wasRefused: boolean
}

/** What a run needs of the process that runs it. */
export interface RunSurroundings extends LeaseSurroundings {
  /** Names this process among all that share the database. */
  owner: string
  /** Awaited at each point of each step; tests end the process there. */
  checkpoint(name: string): void | Promise<void>
  /** Makes a step, or finds it made. */
  make(run: Run, step: RunStep, place: StepPlace): Promise<StepOutcome>
  /** What an interrupted try of a step has made; null for nothing. */
  find(run: Run, step: RunStep, place: StepPlace): Promise<StepOutcome | null>
  /** False when what a finished step made is not there any more. */
  isThere(run: Run, step: RunStep, idOf: StepPlace['idOf']): Promise<boolean>
  /** Refuses to take anything back while others use it. */
  assertUnused(run: Run, steps: readonly RunStep[]): Promise<void>
  /** Takes back what a step made; ends well when it is gone already. */
  takeBack(run: Run, step: RunStep, idOf: StepPlace['idOf']): Promise<'undone' | 'kept'>
  /** True when this process is about to end: the run then waits at the next boundary between two steps. */
  isClosing(): boolean
}

/** How a turn with a run ended. `closing` leaves it to whoever comes next. */
export type RunEnd = 'busy' | 'lost' | 'over' | 'closing' | 'parked' | 'stopped' | 'done'

/** One process's turn with a run. */
export type Turn = RunSurroundings & HeldRun & { hold: Hold; isResumed: boolean }

/** What a step may ask of the run, in this turn. */
export function placeOf(
  step: RunStep,
  turn: Turn,
  isRepeated: boolean,
  idOf: StepPlace['idOf'],
  answering: (status: number) => void = () => {},
): StepPlace {
  return {
    isRepeated,
    wasRefused: false,
    idOf,
    answering,
    baseline: baselineOf(step),
    remember: (baseline) => writeStep(turn, step, { baseline: JSON.stringify(baseline) }),
  }
}

const shortestPauseMs = 5_000
const longestPauseMs = 60_000
/** Why no further step may be begun now. */
export function interruption({ hold, isClosing }: Turn): RunEnd | undefined {
  if (hold.isLost) return 'lost'
  return isClosing() ? 'closing' : undefined
}

const transient = new Set(['upstream_unavailable', 'rate_limited', 'storage_busy'])

/**
 * Does something for a step. The vendor or the database being away parks the run; whatever else goes wrong stops it. Where nobody knows
 * whether something was made the step stays begun.
 */
export async function attempt(
  run: Run,
  step: RunStep,
  turn: Turn,
  doing: () => Promise<void>,
): Promise<'parked' | 'stopped' | undefined> {
  try {
    await doing()
    return undefined
  } catch (error) {
    if (error instanceof TakenOver) throw error
    const failure =
      error instanceof ApiError
        ? error
        : new ApiError('internal', 'Something went wrong in the console.', { outcomeUnknown: true })
    if (failure !== error) turn.report(error)
    return await noteFailure(run, step, turn, failure)
  }
}

async function noteFailure(
  run: Run,
  step: RunStep,
  turn: Turn,
  failure: ApiError,
): Promise<'parked' | 'stopped'> {
  const { message: error, code, details } = failure
  if (transient.has(code)) {
    if (step.state !== 'done') await writeStep(turn, step, { error })
    const pauseMs = Math.min(longestPauseMs, shortestPauseMs * 2 ** run.attempts)
    const retryAt = turn.now() + Math.max(pauseMs, (details.retryAfterSeconds ?? 0) * 1000)
    await writeRun(turn, run.id, { state: 'parked', error, retryAt, attempts: run.attempts + 1 })
    return 'parked'
  }
  if (failure instanceof AskPerson)
    await writeStep(turn, step, {
      state: 'asking',
      error,
      candidates: JSON.stringify(failure.candidates),
    })
  else if (run.phase === 'undo' || step.state === 'done') await writeStep(turn, step, { error })
  else await writeStep(turn, step, { state: details.outcomeUnknown ? 'doing' : 'failed', error })
  await writeRun(turn, run.id, { state: 'stopped', error })
  return 'stopped'
}

/** Finds the vendor's id for a reference: the object that was chosen, or what an earlier step made; empty while it is not made. */
export function refsOf(steps: readonly Pick<RunStep, 'key' | 'objectId'>[]): StepPlace['idOf'] {
  return (ref) => {
    if (ref === null) return ''
    if ('id' in ref) return ref.id
    return steps.find(({ key }) => key === ref.step)?.objectId ?? ''
  }
}
