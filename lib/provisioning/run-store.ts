import type { Kysely, Selectable } from 'kysely'
import { ulid } from 'ulid'
import { z } from 'zod'
import type { OnboardingRunTable, OnboardingStepTable, Schema } from '@/lib/database/schema'
import { ApiError } from '@/lib/errors'
import { isStillOurs, type Lease, type LeaseSurroundings } from './leases'
import type { PlannedStep, RunPlan } from './plan'

/** A run as it is stored. */
export type Run = Selectable<OnboardingRunTable>

/** A step as it is stored. */
export type RunStep = Selectable<OnboardingStepTable>

/** What a person may choose from when the vendor's lists do not tell which object a step made. */
export interface Candidate {
  id: string
  name: string
  createTime: string | null
}

/** What was there before the run that could be taken for what a step makes. */
export const baselineSchema = z.object({
  /** Ids of objects that look like the one to be made. */
  seen: z.array(z.string()).default([]),
  /** False when the list was changing while it was read. */
  complete: z.boolean().default(true),
  /** The link was there. */
  linked: z.boolean().default(false),
  /** The trunk that the number was on; empty for none. */
  from: z.string().default(''),
  /** Where a try that was cut off took the number from without putting it anywhere. */
  off: z.string().optional(),
})
export type Baseline = z.output<typeof baselineSchema>

/** A step before it is stored. */
export interface NewStep {
  plan: PlannedStep
  baseline: Baseline
}

/** A run before it is stored. */
export type NewRun = Pick<
  Run,
  'id' | 'projectId' | 'requestKey' | 'requestDigest' | 'answers' | 'sealedPasswords' | 'lastAddress'
> & {
  plan: Pick<RunPlan, 'workflow' | 'title'>
  actor: { id: string; email: string }
  steps: readonly NewStep[]
}

const shownRuns = 50

/** The lease that whoever runs a run holds. */
export function runLease(runId: string): string {
  return `run/${runId}`
}

/** A fresh id for a run. */
export function newRunId(now: number): string {
  return ulid(now)
}

/** Stores a run with all its steps and removes the draft that it came from; answers the run that had the key already, if there is one. */
export async function createRun(
  db: Kysely<Schema>,
  run: NewRun,
  now: number,
): Promise<{ run: Run; isNew: boolean }> {
  const { plan, actor, steps, ...fields } = run
  return await db.transaction().execute(async (transaction) => {
    const inserted = await transaction
      .insertInto('onboardingRuns')
      .values({
        ...fields,
        ...plan,
        phase: 'forward',
        state: 'running',
        error: null,
        retryAt: null,
        attempts: 0,
        actorId: actor.id,
        actorEmail: actor.email,
        lastActorId: actor.id,
        lastActorEmail: actor.email,
        createdAt: now,
        updatedAt: now,
        finishedAt: null,
        version: 1,
      })
      .onConflict((conflict) => conflict.columns(['projectId', 'requestKey']).doNothing())
      .executeTakeFirst()
    const stored = await transaction
      .selectFrom('onboardingRuns')
      .selectAll()
      .where('projectId', '=', run.projectId)
      .where('requestKey', '=', run.requestKey)
      .executeTakeFirstOrThrow()
    if (inserted.numInsertedOrUpdatedRows !== 1n) return { run: stored, isNew: false }
    await insertSteps(transaction, run.id, steps, 1)
    await transaction
      .deleteFrom('onboardingDrafts')
      .where('projectId', '=', run.projectId)
      .where('id', '=', run.requestKey)
      .execute()
    return { run: stored, isNew: true }
  })
}

/** Adds steps to a run, numbered from `first`. */
export async function insertSteps(
  db: Kysely<Schema>,
  runId: string,
  steps: readonly NewStep[],
  first: number,
): Promise<void> {
  if (steps.length === 0) return
  await db
    .insertInto('onboardingSteps')
    .values(
      steps.map(({ plan, baseline }, index) => ({
        runId,
        seq: first + index,
        key: plan.key,
        action: plan.action,
        label: plan.label,
        plan: JSON.stringify(plan),
        baseline: JSON.stringify(baseline),
        state: 'waiting' as const,
        made: 0,
        objectId: null,
        error: null,
        candidates: null,
        startedAt: null,
        finishedAt: null,
      })),
    )
    .execute()
}

/** A stored run; undefined when the project has no such run. */
export async function findRun(
  db: Kysely<Schema>,
  projectId: string,
  runId: string,
): Promise<Run | undefined> {
  return await db
    .selectFrom('onboardingRuns')
    .selectAll()
    .where('id', '=', runId)
    .where('projectId', '=', projectId)
    .executeTakeFirst()
}

/** The run that was started with a key; undefined when there is none. */
export async function findRunByKey(
  db: Kysely<Schema>,
  projectId: string,
  requestKey: string,
): Promise<Run | undefined> {
  return await db
    .selectFrom('onboardingRuns')
    .selectAll()
    .where('projectId', '=', projectId)
    .where('requestKey', '=', requestKey)
    .executeTakeFirst()
}

/** The steps of a run, in order. */
export async function readSteps(db: Kysely<Schema>, runId: string): Promise<RunStep[]> {
  return await db
    .selectFrom('onboardingSteps')
    .selectAll()
    .where('runId', '=', runId)
    .orderBy('seq')
    .execute()
}

/** The latest runs of a project, the newest first. */
export async function latestRuns(db: Kysely<Schema>, projectId: string): Promise<Run[]> {
  return await db
    .selectFrom('onboardingRuns')
    .selectAll()
    .where('projectId', '=', projectId)
    .orderBy('createdAt', 'desc')
    .orderBy('id', 'desc')
    .limit(shownRuns)
    .execute()
}

/** The planned step that was stored. */
export function planOf(step: Pick<RunStep, 'plan'>): PlannedStep {
  return JSON.parse(step.plan) as PlannedStep // written by `insertSteps` alone
}

/** What was there before the step. */
export function baselineOf(step: RunStep): Baseline {
  return baselineSchema.parse(JSON.parse(step.baseline))
}

/** What a process needs to write down how a run goes: only while the run is its own. */
export type HeldRun = Pick<LeaseSurroundings, 'db' | 'now'> & { lease: Lease }

/** Writes fields of a run. Throws `conflict` when another process has it now. */
export async function writeRun(
  { db, now, lease }: HeldRun,
  runId: string,
  fields: Partial<
    Pick<Run, 'state' | 'error' | 'retryAt' | 'attempts' | 'finishedAt' | 'sealedPasswords' | 'phase'>
  >,
): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable('onboardingRuns')
    .set((set) => ({ ...fields, updatedAt: now(), version: set('version', '+', 1) }))
    .where('id', '=', runId)
    .where(isStillOurs(lease))
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw takenOver()
}

/** Writes fields of a step. Throws `conflict` when another process has the run now. */
export async function writeStep(
  { db, lease }: HeldRun,
  { runId, seq }: Pick<RunStep, 'runId' | 'seq'>,
  fields: Partial<Omit<RunStep, 'runId' | 'seq' | 'key' | 'action' | 'plan'>>,
): Promise<void> {
  const { numUpdatedRows } = await db
    .updateTable('onboardingSteps')
    .set(fields)
    .where('runId', '=', runId)
    .where('seq', '=', seq)
    .where(isStillOurs(lease))
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw takenOver()
}

function takenOver(): TakenOver {
  return new TakenOver('conflict', 'Another console has taken this over meanwhile.')
}

/** Another process has the run: this one must not do anything more for it. */
export class TakenOver extends ApiError {}
