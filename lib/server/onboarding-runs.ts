import 'server-only'
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { ApiError } from '@/lib/errors'
import { newUsernames } from '@/lib/provisioning/plan'
import { runProgress, runSummaries, type RunProgress } from '@/lib/provisioning/run-progress'
import {
  createRun,
  findRun,
  findRunByKey,
  latestRuns,
  newRunId,
  type Run,
} from '@/lib/provisioning/run-store'
import { required } from '@/lib/resources/fields'
import { projectKey } from './collections'
import { assertTimeToWrite } from './deadline'
import { withLock } from './keyed-lock'
import { checkAnswers, type CheckedAnswers } from './onboarding-check'
import { listDrafts } from './onboarding-drafts'
import { lookForRuns } from './onboarding-runner'
import type { StoredProject } from './projects'
import type { RouteContext } from './route'
import { passwordsOf, sealedPasswordsFor } from './run-passwords'
import { database } from './storage'

/** Answers as they are sent; checked as a whole by `checkAnswers`. */
export const givenAnswers = z.record(z.string(), z.unknown(), 'Send the answers as an object.')

/** What starts a run: the same key starts nothing twice. */
export const startInput = z.object({ key: required('The key', 64), answers: givenAnswers })

/** What shows a plan. */
export const planInput = z.object({ answers: givenAnswers })

/** Drafts and the latest runs of a project. */
export async function listOnboarding(project: StoredProject) {
  const { db } = await database()
  const [drafts, runs] = await Promise.all([listDrafts(project), latestRuns(db, project.id)])
  const own = runs.filter((run) => isOfProject(run, project))
  return { drafts, runs: await runSummaries(db, own, Date.now()) }
}

/** What answers would do, and what stands in their way; nothing is stored and nothing sent. */
export async function planAnswers({ project, body, deadline }: RouteContext<z.output<typeof planInput>>) {
  const { workflow, checked, problems, notes } = await checkAnswers(project, body.answers, deadline)
  const steps = (checked?.plan.steps ?? []).map(({ key, action, label, call, cost }) => ({
    key,
    action,
    label,
    call,
    cost,
  }))
  return { workflow, steps, problems, notes }
}

/** Stores a run and has it carried out; the same key with the same answers gives the run that is there, with others `conflict`. */
export async function startRun(
  context: RouteContext<z.output<typeof startInput>>,
): Promise<{ run: RunProgress; isNew: boolean }> {
  const { project, body, deadline, session, address } = context
  const { db } = await database()
  const requestDigest = digestOf(body.answers)
  // Asked fifty times at once, the vendor is read once.
  return await withLock(`${projectKey(project)}/onboarding/${body.key}`, async () => {
    const known = await findRunByKey(db, project.id, body.key)
    if (known) return await sameRun(project, known, requestDigest)
    const check = await checkAnswers(project, body.answers, deadline)
    // Another console may have started it meanwhile, and what then stands in the way is what it has made.
    const meanwhile = await findRunByKey(db, project.id, body.key)
    if (meanwhile) return await sameRun(project, meanwhile, requestDigest)
    const { answers, plan, steps } = acceptable(check)
    assertTimeToWrite(deadline)
    const now = Date.now()
    const id = newRunId(now)
    const { run, isNew } = await createRun(
      db,
      {
        id,
        projectId: project.id,
        requestKey: body.key,
        requestDigest,
        answers: JSON.stringify(answers),
        sealedPasswords: await sealedPasswordsFor({ id, projectId: project.id }, newUsernames(answers)),
        lastAddress: address,
        plan: { workflow: plan.workflow, title: plan.title },
        actor: session.user,
        steps,
      },
      now,
    )
    if (!isNew) return await sameRun(project, run, requestDigest)
    lookForRuns()
    return { run: await runProgress(db, run, Date.now()), isNew }
  })
}

async function sameRun(
  project: StoredProject,
  run: Run,
  requestDigest: string,
): Promise<{ run: RunProgress; isNew: boolean }> {
  if (!isOfProject(run, project))
    throw new ApiError(
      'conflict',
      'This key was used before the project was removed and added again. Use another key.',
    )
  if (run.requestDigest !== requestDigest)
    throw new ApiError('conflict', 'This key has started a run with other answers. Use another key.')
  const { db } = await database()
  return { run: await runProgress(db, run, Date.now()), isNew: false }
}

/** The plan of answers that nothing stands in the way of; else `invalid_request` with a sentence for each field. */
export function acceptable({ checked, problems }: CheckedAnswers) {
  const [first] = problems
  if (checked && !first) return checked
  const fields = Object.fromEntries(problems.map(({ field, message }) => [field, message]))
  throw new ApiError('invalid_request', first?.message ?? 'The answers are not valid.', { fields })
}

/** How far a run is. Throws `not_found`. */
export async function readRun(project: StoredProject, runId: string): Promise<RunProgress> {
  const { db } = await database()
  return await runProgress(db, await requireRun(project, runId), Date.now())
}

/** A run of this project, as the project is now: one that was removed and added again has none of the old ones. */
export async function requireRun(project: StoredProject, runId: string): Promise<Run> {
  const { db } = await database()
  const run = await findRun(db, project.id, runId)
  if (!run || !isOfProject(run, project))
    throw new ApiError('not_found', 'There is no such run in this project.')
  return run
}

function isOfProject(run: Run, project: StoredProject): boolean {
  return Number(run.createdAt) >= Number(project.createdAt)
}

/** The generated passwords, once: whoever asks first gets them, and from then on nobody can. */
export async function revealPasswords(project: StoredProject, runId: string) {
  const { db } = await database()
  const run = await requireRun(project, runId)
  if (run.phase !== 'forward' || run.state !== 'done')
    throw new ApiError('conflict', 'The passwords are shown once everything is set up.')
  if (run.sealedPasswords === null) throw shownAlready()
  const credentials = Object.entries(await passwordsOf(run)).map(([username, password]) => ({
    username,
    password,
  }))
  const { numUpdatedRows } = await db
    .updateTable('onboardingRuns')
    .set((set) => ({ sealedPasswords: null, updatedAt: Date.now(), version: set('version', '+', 1) }))
    .where('id', '=', run.id)
    .where('sealedPasswords', '=', run.sealedPasswords)
    .executeTakeFirst()
  if (numUpdatedRows === 0n) throw shownAlready()
  return { credentials }
}

function shownAlready(): ApiError {
  return new ApiError(
    'conflict',
    'The passwords were shown already, or there were none. Set new ones on the page of the credential list.',
  )
}

function digestOf(answers: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(sorted(answers)))
    .digest('base64url')
}

/** The same for the same values, in whatever order their names were written. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, content]) => [name, sorted(content)]),
  )
}
