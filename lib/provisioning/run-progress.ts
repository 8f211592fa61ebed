import type { Kysely } from 'kysely'
import type { Schema } from '@/lib/database/schema'
import { heldLeases } from './leases'
import { planOf, readSteps, runLease, type Candidate, type Run, type RunStep } from './run-store'
import { stepKeys, type PlannedStep } from './plan'

/** A step as people see it. */
export interface StepProgress extends Pick<PlannedStep, 'key' | 'action' | 'label' | 'call' | 'cost'> {
  seq: number
  state: RunStep['state']
  made: boolean
  objectId: string | null
  error: string | null
  candidates: Candidate[] | null
  /** ISO times. */
  startedAt: string | null
  finishedAt: string | null
}

/** A run as people see it; without its steps in lists. */
export interface RunSummary extends Pick<
  Run,
  'id' | 'workflow' | 'title' | 'phase' | 'error' | 'actorEmail' | 'lastActorEmail'
> {
  /** `interrupted`: it should be running, but no console has it in hand just now. */
  state: Run['state'] | 'interrupted'
  /** ISO times. */
  retryAt: string | null
  createdAt: string
  finishedAt: string | null
  counts: { done: number; all: number }
  trunkId: string | null
  hasPasswords: boolean
  etag: string
}

/** A run with its answers and steps. */
export interface RunProgress extends RunSummary {
  answers: unknown
  steps: StepProgress[]
}

type ShortStep = Pick<RunStep, 'key' | 'state' | 'objectId'> & { plan: string | null }

// Between being stored and being taken in hand, and between two consoles, nothing is wrong.
const unclaimedForMs = 5_000

/** How far a run is, with every step. */
export async function runProgress(db: Kysely<Schema>, run: Run, now: number): Promise<RunProgress> {
  const steps = await readSteps(db, run.id)
  const held = await heldLeases(db, now)
  return { ...summary(run, steps, held, now), answers: JSON.parse(run.answers), steps: steps.map(shown) }
}

/** The same of many runs without answers and steps, for lists. */
export async function runSummaries(
  db: Kysely<Schema>,
  runs: readonly Run[],
  now: number,
): Promise<RunSummary[]> {
  if (runs.length === 0) return []
  const ids = runs.map(({ id }) => id)
  // The plans of all steps may be megabytes, and only the first tells which trunk it is about.
  const all = await db
    .selectFrom('onboardingSteps')
    .select(['runId', 'key', 'state', 'objectId'])
    .select(({ eb }) => eb.case().when('seq', '=', 1).then(eb.ref('plan')).else(null).end().as('plan'))
    .where('runId', 'in', ids)
    .orderBy('seq')
    .execute()
  const held = await heldLeases(db, now)
  const stepsOf = new Map<string, ShortStep[]>(ids.map((id) => [id, []]))
  for (const step of all) stepsOf.get(step.runId)?.push(step)
  return runs.map((run) => summary(run, stepsOf.get(run.id) ?? [], held, now))
}

/** The entity tag of a run. */
export function runEtag({ version }: Pick<Run, 'version'>): string {
  return `"${version}"`
}

function summary(run: Run, steps: readonly ShortStep[], held: ReadonlySet<string>, now: number): RunSummary {
  const { id, workflow, title, phase, error, actorEmail, lastActorEmail } = run
  const isIdle =
    run.state === 'running' && now - Number(run.updatedAt) > unclaimedForMs && !held.has(runLease(run.id))
  return {
    id,
    workflow,
    title,
    phase,
    error,
    actorEmail,
    lastActorEmail,
    state: isIdle ? 'interrupted' : run.state,
    retryAt: isoTime(run.retryAt),
    createdAt: isoTime(run.createdAt) ?? '',
    finishedAt: isoTime(run.finishedAt),
    counts: { done: steps.filter(({ state }) => state === 'done').length, all: steps.length },
    trunkId: trunkIdOf(steps),
    hasPasswords: run.sealedPasswords !== null && run.phase === 'forward',
    etag: runEtag(run),
  }
}

/** The trunk of a run: the one that was chosen, or the one that it made. */
export function trunkIdOf(steps: readonly ShortStep[]): string | null {
  const made = steps.find(({ key }) => key === stepKeys.trunk)
  if (made) return made.state === 'undone' ? null : made.objectId
  for (const step of steps) {
    if (step.plan === null) continue
    const { trunk } = planOf({ plan: step.plan })
    if (trunk && 'id' in trunk) return trunk.id
  }
  return null
}

function shown(step: RunStep): StepProgress {
  const { key, action, label, call, cost } = planOf(step)
  const { seq, state, objectId, error } = step
  return {
    seq,
    key,
    action,
    label,
    call,
    cost,
    state,
    objectId,
    error,
    made: step.made === 1,
    candidates: step.candidates === null ? null : (JSON.parse(step.candidates) as Candidate[]), // written by the runner alone
    startedAt: isoTime(step.startedAt),
    finishedAt: isoTime(step.finishedAt),
  }
}

// PostgreSQL hands large numbers over as text.
function isoTime(ms: number | null): string | null {
  return ms === null ? null : new Date(Number(ms)).toISOString()
}
