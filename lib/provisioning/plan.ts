import { accessControlLists } from '@/lib/resources/access-control-lists'
import { trunks } from '@/lib/resources/trunks'
import { rangesOf, requiredWorkflow, type OnboardingAnswers } from '@/lib/rules/onboarding-answers'
import type { Workflow } from '@/lib/rules/workflow'

/** What a step does at the vendor. */
export type StepAction =
  | 'create_trunk'
  | 'create_access_control_list'
  | 'create_credential_list'
  | 'link_access_control_list'
  | 'link_credential_list'
  | 'create_endpoint'
  | 'rent_number'
  | 'assign_number'

/** An object that is there already, or that an earlier step makes. */
export type Ref = { id: string; name: string } | { step: string; name: string }

/** What a number costs, as it was shown. */
export interface Cost {
  monthly: { currencyCode: string; amount: number } | null
  setup: { currencyCode: string; amount: number } | null
}

/** One step of a plan. */
export interface PlannedStep {
  /** Names the step within its plan and stays the same when other answers change. */
  key: string
  action: StepAction
  label: string
  /** The trunk that the step belongs to; null for what belongs to none. */
  trunk: Ref | null
  /** The list that a step links. */
  list: Ref | null
  /** What is written, without passwords. */
  input: Record<string, unknown>
  /** The call as it will be sent; `{trunkId}` and the like stand for what earlier steps make. */
  call: { api: 'EST' | 'Numbers'; method: string; path: string; body?: unknown }
  cost: Cost | null
}

/** Everything that a run does, in order. */
export interface RunPlan {
  workflow: Workflow
  /** The name of the trunk. */
  title: string
  trunk: Ref
  steps: PlannedStep[]
}

/** The step keys that other steps refer to. */
export const stepKeys = {
  trunk: 'trunk',
  accessControlList: 'access-control-list',
  credentialList: 'credential-list',
  endpoint: 'endpoint',
} as const

/**
 * The steps that answers take: trunk, lists, links, endpoint, and numbers last, so that no live call meets a trunk without an endpoint.
 * The same plan is shown for review, run, and taken back from its end.
 */
export function planRun(answers: OnboardingAnswers): RunPlan {
  const trunk = refTo(answers.trunk, stepKeys.trunk)
  return {
    workflow: requiredWorkflow(answers),
    title: trunk.name,
    trunk,
    steps: [
      ...trunkSteps(answers),
      ...accessControlListSteps(answers, trunk),
      ...credentialListSteps(answers, trunk),
      ...endpointSteps(answers, trunk),
      ...numberSteps(answers, trunk),
    ],
  }
}

/** The user names for which a run makes passwords. */
export function newUsernames({ credentialList }: OnboardingAnswers): string[] {
  return credentialList?.use === 'new' ? credentialList.usernames : []
}

type Answered = { use: 'existing'; id: string; name: string } | { use: 'new'; name: string }

function refTo(answered: Answered, step: string): Ref {
  return answered.use === 'existing'
    ? { id: answered.id, name: answered.name || answered.id }
    : { step, name: answered.name }
}

function idIn(ref: Ref, placeholder: string): string {
  return 'id' in ref ? ref.id : `{${placeholder}}`
}

const nothingMore = { trunk: null, list: null, cost: null }

function trunkSteps({ trunk }: OnboardingAnswers): PlannedStep[] {
  if (trunk.use === 'existing') return []
  const input = trunks.input.parse({ name: trunk.name, hostName: trunk.hostName })
  return [
    {
      ...nothingMore,
      key: stepKeys.trunk,
      action: 'create_trunk',
      label: trunk.name,
      input,
      call: { api: 'EST', method: 'POST', path: '/trunks', body: input },
    },
  ]
}

function accessControlListSteps({ accessControlList }: OnboardingAnswers, trunk: Ref): PlannedStep[] {
  if (!accessControlList) return []
  const list = refTo(accessControlList, stepKeys.accessControlList)
  const link: PlannedStep = {
    ...nothingMore,
    key: 'link-access-control-list',
    action: 'link_access_control_list',
    label: list.name,
    trunk,
    list,
    input: {},
    call: {
      api: 'EST',
      method: 'POST',
      path: `/trunks/${idIn(trunk, 'trunkId')}/accessControlLists`,
      body: { accessControlListIds: [idIn(list, 'accessControlListId')] },
    },
  }
  if (accessControlList.use === 'existing') return [link]
  const { name, lines } = accessControlList
  const input = accessControlLists.input.parse({ name, ipRanges: rangesOf(lines) })
  const create: PlannedStep = {
    ...nothingMore,
    key: stepKeys.accessControlList,
    action: 'create_access_control_list',
    label: name,
    input,
    call: { api: 'EST', method: 'POST', path: '/accessControlLists', body: input },
  }
  return [create, link]
}

function credentialListSteps({ credentialList }: OnboardingAnswers, trunk: Ref): PlannedStep[] {
  if (!credentialList) return []
  const list = refTo(credentialList, stepKeys.credentialList)
  // Without the link every REGISTER of a registered endpoint fails with 401, although each object looks healthy.
  const link: PlannedStep = {
    ...nothingMore,
    key: 'link-credential-list',
    action: 'link_credential_list',
    label: list.name,
    trunk,
    list,
    input: {},
    call: {
      api: 'EST',
      method: 'POST',
      path: `/trunks/${idIn(trunk, 'trunkId')}/credentialLists`,
      body: { credentialListIds: [idIn(list, 'credentialListId')] },
    },
  }
  if (credentialList.use === 'existing') return [link]
  const { name, usernames } = credentialList
  const create: PlannedStep = {
    ...nothingMore,
    key: stepKeys.credentialList,
    action: 'create_credential_list',
    label: name,
    input: { name, usernames },
    call: {
      api: 'EST',
      method: 'POST',
      path: '/credentialLists',
      body: {
        name,
        credentials: usernames.map((username) => ({ username, password: '(generated by the console)' })),
      },
    },
  }
  return [create, link]
}

function endpointSteps({ endpoint }: OnboardingAnswers, trunk: Ref): PlannedStep[] {
  if (!endpoint) return []
  return [
    {
      ...nothingMore,
      key: stepKeys.endpoint,
      action: 'create_endpoint',
      label: endpoint.name,
      trunk,
      input: endpoint,
      call: {
        api: 'EST',
        method: 'POST',
        path: `/trunks/${idIn(trunk, 'trunkId')}/endpoints`,
        body: endpoint,
      },
    },
  ]
}

function numberSteps({ numbers }: OnboardingAnswers, trunk: Ref): PlannedStep[] {
  const { assign = [], rent = [] } = numbers ?? {}
  const put = (phoneNumber: string, mayLeave: readonly string[]): PlannedStep => ({
    ...nothingMore,
    key: `assign ${phoneNumber}`,
    action: 'assign_number',
    label: phoneNumber,
    trunk,
    input: { phoneNumber, mayLeave },
    call: {
      api: 'Numbers',
      method: 'PATCH',
      path: `/activeNumbers/${phoneNumber}`,
      body: { voiceConfiguration: { type: 'EST', trunkId: idIn(trunk, 'trunkId') } },
    },
  })
  const rented = rent.flatMap(({ phoneNumber, monthlyPrice, setupPrice }): PlannedStep[] => [
    {
      ...nothingMore,
      key: `rent ${phoneNumber}`,
      action: 'rent_number',
      label: phoneNumber,
      input: { phoneNumber, monthlyPrice, setupPrice },
      call: { api: 'Numbers', method: 'POST', path: `/availableNumbers/${phoneNumber}:rent`, body: {} },
      cost: { monthly: monthlyPrice, setup: setupPrice },
    },
    put(phoneNumber, []),
  ])
  return [...assign.map(({ phoneNumber, mayLeave }) => put(phoneNumber, mayLeave)), ...rented]
}
