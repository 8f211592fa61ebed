import 'server-only'
import { z } from 'zod'
import type { Kysely } from 'kysely'
import type { Schema } from '@/lib/database/schema'
import { ApiError } from '@/lib/errors'
import { isLeaseHeld } from '@/lib/provisioning/leases'
import { newUsernames } from '@/lib/provisioning/plan'
import { runEtag, runProgress, type RunProgress } from '@/lib/provisioning/run-progress'
import {
  baselineOf,
  insertSteps,
  readSteps,
  runLease,
  type Candidate,
  type Run,
} from '@/lib/provisioning/run-store'
import { required } from '@/lib/resources/fields'
import { assertUnchanged, requiredIfMatch } from './if-match'
import { checkAnswers } from './onboarding-check'
import { acceptable, planInput, requireRun } from './onboarding-runs'
import { lookForRuns } from './onboarding-runner'
import type { RouteContext } from './route'
import { passwordsOf, sealedPasswordsFor } from './run-passwords'
import { database } from './storage'

/** How somebody goes on with a run; a decision says which object a step made: one of those that were named, or none of them. */
export const resumeInput = z.object({
  decision: z
    .object({
      seq: z.number('Say which step it is about.').int().min(1),
      adopt: required('The id', 64).nullable(),
    })
    .optional(),
})

type Acting = Pick<RouteContext<unknown>, 'project' | 'session' | 'address' | 'params'>

/** Goes on with a run that was stopped or parked, in the direction in which it went. */
export async function resumeRun(context: RouteContext<z.output<typeof resumeInput>>): Promise<RunProgress> {
  const run = await requireAtRest(context)
  if (run.state === 'done') throw new ApiError('conflict', 'Every step of this run is done.')
  const { decision } = context.body
  return await goOn(context, run, async (transaction) => {
    if (decision) await decide(transaction, run, decision)
    return {}
  })
}

/** Takes back what a run has made, whether it is done or was stopped on its way. */
export async function undoRun(context: RouteContext<unknown>): Promise<RunProgress> {
  const run = await requireAtRest(context)
  if (run.phase === 'undo') throw new ApiError('conflict', 'This run is being taken back already, or was.')
  return await goOn(context, run, async () => ({ phase: 'undo' as const, finishedAt: null }))
}

/** Changes the answers of a stopped run for what is not made yet, and goes on. Throws `conflict` where something made would be another. */
export async function changeRun(
  context: RouteContext<z.output<typeof planInput>> & { request: Request },
): Promise<RunProgress> {
  const { project, body, deadline } = context
  const ifMatch = requiredIfMatch(context.request)
  const run = await requireAtRest(context)
  const { db } = await database()
  assertUnchanged(ifMatch, runEtag(run), await runProgress(db, run, Date.now()))
  if (run.phase === 'undo' || run.state === 'done')
    throw new ApiError('conflict', 'Only a run that was stopped on its way can go on with other answers.')
  const steps = await readSteps(db, run.id)
  const unsettled = steps.find(({ state }) => state === 'doing' || state === 'asking')
  if (unsettled)
    throw new ApiError(
      'conflict',
      `Nobody knows yet whether ${unsettled.label} was made. Try again first; then the rest can be changed.`,
    )
  const done = steps.filter(({ state }) => state === 'done')
  const next = acceptable(await checkAnswers(project, body.answers, deadline, done))
  for (const step of done) {
    const planned = next.plan.steps.find(({ key }) => key === step.key)
    if (JSON.stringify(planned) !== step.plan)
      throw new ApiError(
        'conflict',
        `${step.label} is made already, and these answers would make it another. Undo the run to change that.`,
      )
  }
  const sealedPasswords = await sealedPasswordsFor(run, newUsernames(next.answers), await passwordsOf(run))
  return await goOn(context, run, async (transaction) => {
    const last = Math.max(0, ...done.map(({ seq }) => seq))
    const isDone = done.map(({ seq }) => seq)
    let removing = transaction.deleteFrom('onboardingSteps').where('runId', '=', run.id)
    if (isDone.length > 0) removing = removing.where('seq', 'not in', isDone)
    await removing.execute()
    await insertSteps(transaction, run.id, next.steps, last + 1)
    const { workflow, title } = next.plan
    return { workflow, title, answers: JSON.stringify(next.answers), sealedPasswords }
  })
}

/** A run that no console has in hand: only then may anything but the runner write to it. */
async function requireAtRest({ project, params }: Acting): Promise<Run> {
  const { db } = await database()
  const run = await requireRun(project, params.runId ?? '')
  if (run.state === 'running' || (await isLeaseHeld(db, runLease(run.id), Date.now())))
    throw new ApiError('conflict', 'This run is under way. Watch it; what there is to decide comes up there.')
  return run
}

type Fields = Partial<
  Pick<Run, 'phase' | 'finishedAt' | 'workflow' | 'title' | 'answers' | 'sealedPasswords'>
>

/** Hands a run to the runner, unless somebody else has just done so: the version that was read has to be the one that is written. */
async function goOn(
  { session, address }: Acting,
  run: Run,
  change: (transaction: Kysely<Schema>) => Promise<Fields>,
): Promise<RunProgress> {
  const { db } = await database()
  await db.transaction().execute(async (transaction) => {
    const fields = await change(transaction)
    const { numUpdatedRows } = await transaction
      .updateTable('onboardingRuns')
      .set({
        ...fields,
        state: 'running',
        error: null,
        retryAt: null,
        attempts: 0,
        lastActorId: session.user.id,
        lastActorEmail: session.user.email,
        lastAddress: address,
        updatedAt: Date.now(),
        version: run.version + 1,
      })
      .where('id', '=', run.id)
      .where('version', '=', run.version)
      .executeTakeFirst()
    if (numUpdatedRows === 0n)
      throw new ApiError(
        'conflict',
        'Somebody else has just gone on with this run. It is enough to watch it.',
      )
  })
  lookForRuns()
  const now = await db
    .selectFrom('onboardingRuns')
    .selectAll()
    .where('id', '=', run.id)
    .executeTakeFirstOrThrow()
  return await runProgress(db, now, Date.now())
}

async function decide(
  transaction: Kysely<Schema>,
  run: Run,
  { seq, adopt }: NonNullable<z.output<typeof resumeInput>['decision']>,
): Promise<void> {
  const step = (await readSteps(transaction, run.id)).find((one) => one.seq === seq)
  if (step?.state !== 'asking')
    throw new ApiError('conflict', 'There is nothing to decide about this step any more.')
  const candidates = JSON.parse(step.candidates ?? '[]') as Candidate[] // written by the runner alone
  const ids = candidates.map(({ id }) => id)
  if (adopt !== null && !ids.includes(adopt))
    throw new ApiError('invalid_request', 'Choose one of the objects that were named.', {
      fields: { 'decision.adopt': 'Choose one of the objects that were named.' },
    })
  const baseline = baselineOf(step)
  // What is nobody's business of this run is left alone from now on; the runner looks once more before it sends.
  const fields =
    adopt === null
      ? {
          state: 'doing' as const,
          baseline: JSON.stringify({ ...baseline, seen: [...baseline.seen, ...ids] }),
        }
      : { state: 'done' as const, made: 1, objectId: adopt, finishedAt: Date.now() }
  await transaction
    .updateTable('onboardingSteps')
    .set({ ...fields, error: null, candidates: null })
    .where('runId', '=', run.id)
    .where('seq', '=', seq)
    .execute()
}
