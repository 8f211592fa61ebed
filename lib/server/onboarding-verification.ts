import 'server-only'
import { ApiError } from '@/lib/errors'
import { readSteps, type RunStep } from '@/lib/provisioning/run-store'
import { refsOf } from '@/lib/provisioning/run-turn'
import { stepKeys } from '@/lib/provisioning/plan'
import { rangesOf, onboardingAnswers, type OnboardingAnswers } from '@/lib/rules/onboarding-answers'
import type { Verification, WantedSetup } from '@/lib/rules/verification'
import { requireRun } from './onboarding-runs'
import type { RouteContext } from './route'
import { database } from './storage'
import { verifyTrunk } from './verification'

/** Holds what a run was to set up against what the vendor has now. */
export async function verifyRun(
  { project, params, deadline }: Pick<RouteContext<unknown>, 'project' | 'params' | 'deadline'>,
  now = Date.now(),
): Promise<Verification> {
  const run = await requireRun(project, params.runId ?? '')
  const { db } = await database()
  const answers = onboardingAnswers.parse(JSON.parse(run.answers))
  const wanted = wantedBy(answers, await readSteps(db, run.id))
  if (run.phase === 'undo' || wanted.trunkId === '')
    throw new ApiError(
      'conflict',
      'There is nothing to verify: the trunk of this run is not there, or not any more.',
    )
  return await verifyTrunk(project, wanted, { now, deadline })
}

/** What was to be there, by the ids that the run has made or used; an id is empty for what is not made yet. */
function wantedBy(answers: OnboardingAnswers, steps: readonly RunStep[]): WantedSetup {
  const idOf = refsOf(steps.filter(({ state }) => state === 'done'))
  const madeId = (key: string) => idOf({ step: key, name: '' })
  const { trunk, accessControlList: acl, credentialList: users, endpoint, numbers } = answers
  const chosen = (answered: { use: 'existing'; id: string } | { use: 'new' }, key: string) =>
    answered.use === 'existing' ? answered.id : madeId(key)
  return {
    trunkId: chosen(trunk, stepKeys.trunk),
    name: trunk.name,
    accessControlList: acl && {
      id: chosen(acl, stepKeys.accessControlList),
      name: acl.name,
      ...(acl.use === 'new' && { ranges: rangesOf(acl.lines) }),
    },
    credentialList: users && {
      id: chosen(users, stepKeys.credentialList),
      name: users.name,
      ...(users.use === 'new' && { usernames: users.usernames }),
    },
    endpoint: endpoint && { ...endpoint, id: madeId(stepKeys.endpoint) || undefined },
    phoneNumbers: [...(numbers?.assign ?? []), ...(numbers?.rent ?? [])].map(
      ({ phoneNumber }) => phoneNumber,
    ),
  }
}
