import 'server-only'
import pLimit from 'p-limit'
import { ApiError } from '@/lib/errors'
import type { EstClient } from '@/lib/est/client'
import { planRun, type PlannedStep, type Ref, type RunPlan } from '@/lib/provisioning/plan'
import { refsOf } from '@/lib/provisioning/run-turn'
import { baselineSchema, type NewStep, type RunStep } from '@/lib/provisioning/run-store'
import { readBaseline } from '@/lib/provisioning/run-steps'
import { accessControlLists } from '@/lib/resources/access-control-lists'
import { credentialLists } from '@/lib/resources/credential-lists'
import { trunks } from '@/lib/resources/trunks'
import { lintRanges } from '@/lib/rules/cidr-lint'
import { onboardingAnswers, rangesOf, type OnboardingAnswers } from '@/lib/rules/onboarding-answers'
import { plainSentence } from '@/lib/rules/plain-sentence'
import { enforcesBoth, type Workflow } from '@/lib/rules/workflow'
import { checkNumbers, numberBaselines } from './onboarding-numbers'
import type { StoredProject } from './projects'
import { listPolicy } from './range-policy'
import { estClient } from './upstream'

/** What stands in the way of answers, by the field that it is about (dotted, empty for the whole). */
export interface Problem {
  field: string
  message: string
  offer?:
    | { kind: 'use_existing'; id: string; name: string }
    | { kind: 'may_leave'; phoneNumber: string; places: { id: string; name: string }[] }
}

/** Answers that were checked against the project as it is now. */
export interface CheckedAnswers {
  workflow: Workflow | null
  /** Null while the answers are not valid in themselves. */
  checked: { answers: OnboardingAnswers; plan: RunPlan; steps: NewStep[] } | null
  problems: Problem[]
  notes: { field: string; message: string }[]
}

const atOnce = 4

/** The steps of an earlier plan that are done: nothing is asked of them any more. */
export type DoneSteps = readonly Pick<RunStep, 'key' | 'objectId'>[]

/**
 * Checks answers in themselves and then against what the vendor has, read now: host names and users that are taken, objects that are
 * gone, numbers in use elsewhere. What is there before the run is part of the answer, because the run tells its own objects by it.
 */
export async function checkAnswers(
  project: StoredProject,
  given: unknown,
  deadline: number,
  done: DoneSteps = [],
): Promise<CheckedAnswers> {
  const parsed = onboardingAnswers.safeParse(given, { error: plainSentence })
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) => ({ field: path.join('.'), message }))
    return { workflow: null, checked: null, problems, notes: [] }
  }
  const answers = parsed.data
  const client = (await estClient(project)).until(deadline)
  const plan = planRun(answers)
  const idOf = refsOf(done)
  const isDone = new Set(done.map(({ key }) => key))
  const open = plan.steps.filter(({ key }) => !isDone.has(key))
  const missing = await missingObjects(client, answers)
  if (missing.length > 0) return { workflow: plan.workflow, checked: null, problems: missing, notes: [] }
  const limit = pLimit(atOnce)
  const [steps, users, numbers, wide] = await Promise.all([
    limit.map(open, async (step) => ({ plan: step, baseline: await baselineOf(client, step, idOf) })),
    isDone.has('credential-list') ? [] : takenUsers(client, answers),
    checkNumbers(project, answers, idOf(plan.trunk), isDone),
    isDone.has('access-control-list') ? [] : wideRanges(client, project, answers),
  ])
  const places = numberBaselines(numbers.known)
  const withPlaces = steps.map((step) => ({ ...step, baseline: places(step.plan) ?? step.baseline }))
  const taken = await takenObjects(client, withPlaces)
  return {
    workflow: plan.workflow,
    checked: { answers, plan, steps: withPlaces },
    problems: [...taken, ...users, ...wide, ...numbers.problems],
    notes: notesOn(answers, withPlaces),
  }
}

async function baselineOf(client: EstClient, step: PlannedStep, idOf: (ref: Ref | null) => string) {
  const ofNumber = step.action === 'assign_number' || step.action === 'rent_number'
  return ofNumber ? baselineSchema.parse({}) : await readBaseline(client, step, idOf)
}

/** What was chosen and is not there any more. */
async function missingObjects(client: EstClient, answers: OnboardingAnswers): Promise<Problem[]> {
  const { trunk, accessControlList, credentialList } = answers
  const reads = [
    trunk.use === 'existing' && {
      field: 'trunk',
      noun: trunks.label.one,
      reading: client.read(trunks, { trunkId: trunk.id }),
    },
    accessControlList?.use === 'existing' && {
      field: 'accessControlList',
      noun: accessControlLists.label.one,
      reading: client.read(accessControlLists, { accessControlListId: accessControlList.id }),
    },
    credentialList?.use === 'existing' && {
      field: 'credentialList',
      noun: credentialLists.label.one,
      reading: client.read(credentialLists, { credentialListId: credentialList.id }),
    },
  ].filter((read) => read !== false && read !== undefined)
  const found = await Promise.all(
    reads.map(async ({ field, noun, reading }): Promise<Problem[]> => {
      try {
        const object: Record<string, unknown> = await reading
        return field === 'credentialList' ? userNotIn(answers, object) : []
      } catch (error) {
        if (!(error instanceof ApiError) || error.code !== 'not_found') throw error
        return [{ field, message: `This ${noun} is not there any more. Choose another one.` }]
      }
    }),
  )
  return found.flat()
}

function userNotIn({ endpoint }: OnboardingAnswers, list: Record<string, unknown>): Problem[] {
  if (!endpoint?.isRegistered) return []
  const { credentials } = credentialLists.entity.parse(list)
  // Some answers of the vendor leave the users out; then nothing can be said.
  if (credentials.length === 0) return []
  if (credentials.some(({ username }) => username === endpoint.credentialUsername)) return []
  const message = `“${endpoint.credentialUsername}” is not a user of this credential list. Choose one of its users.`
  return [{ field: 'endpoint.credentialUsername', message }]
}

/** What is there already under the very name that a step would give. */
async function takenObjects(client: EstClient, steps: readonly NewStep[]): Promise<Problem[]> {
  const problems: Problem[] = []
  for (const { plan, baseline } of steps) {
    const [id] = baseline.seen
    if (id === undefined) continue
    if (plan.action === 'create_trunk') {
      const { name } = await client.read(trunks, { trunkId: id })
      problems.push({
        field: 'trunk.hostName',
        message: `The host name “${String(plan.input.hostName)}” is that of the SIP trunk “${name}” of this project. Choose another, or use that trunk.`,
        offer: { kind: 'use_existing', id, name },
      })
    } else if (plan.action === 'create_endpoint')
      problems.push({
        field: 'endpoint.name',
        message: `This trunk has a SIP endpoint “${plan.label}” of that kind already. Choose another name.`,
      })
  }
  return problems
}

/** User names are unique at the vendor; those of this project can be told before anything is sent. */
async function takenUsers(client: EstClient, { credentialList }: OnboardingAnswers): Promise<Problem[]> {
  if (credentialList?.use !== 'new') return []
  const { items } = await client.collect(credentialLists, {})
  return credentialList.usernames.flatMap((username, index): Problem[] => {
    const list = items.find(({ credentials }) => credentials.some((one) => one.username === username))
    if (!list) return []
    const message = `“${username}” is a user of the credential list “${list.name}” already. Choose another name, or use that list.`
    const offer = { kind: 'use_existing', id: list.id, name: list.name } as const
    return [{ field: `credentialList.usernames.${index}`, message, offer }]
  })
}

async function wideRanges(
  client: EstClient,
  project: StoredProject,
  { accessControlList }: OnboardingAnswers,
): Promise<Problem[]> {
  if (accessControlList?.use !== 'new') return []
  const { name, lines, confirmWideRanges: confirmation } = accessControlList
  const wanted = { name, enabled: true, ipRanges: rangesOf(lines) }
  try {
    await listPolicy({ client, projectId: project.id, params: {}, wanted, confirmation })
    return []
  } catch (error) {
    if (!(error instanceof ApiError) || error.code !== 'invalid_request') throw error
    return [{ field: 'accessControlList.confirmWideRanges', message: error.message }]
  }
}

function notesOn(answers: OnboardingAnswers, steps: readonly NewStep[]): CheckedAnswers['notes'] {
  const { accessControlList } = answers
  const findings =
    accessControlList?.use === 'new' ? lintRanges(rangesOf(accessControlList.lines)).findings.flat() : []
  const lint = findings
    .filter(({ level }) => level !== 'note')
    .map(({ text }) => ({ field: 'accessControlList.lines', message: text }))
  const linked = steps
    .filter(({ baseline }) => baseline.linked)
    .map(({ plan }) => ({ field: 'trunk', message: `“${plan.label}” is linked to this trunk already.` }))
  const both = enforcesBoth(answers)
    ? [
        {
          field: 'authorise',
          message:
            'An access control list and a credential list are both linked: each outbound call then needs a listed source IP and a user name with its password.',
        },
      ]
    : []
  return [...both, ...linked, ...lint]
}
