import type { DraftAnswers } from '@/lib/client/onboarding'
import { partsOf, workflowOf } from '@/lib/rules/workflow'

/** The steps of the wizard, in order; which of them are asked depends on the first. */
export type StepName = 'calls' | 'trunk' | 'outbound' | 'inbound' | 'numbers' | 'review'

/** What each step is called. */
export const stepLabels: Readonly<Record<StepName, string>> = {
  calls: 'Calls',
  trunk: 'SIP trunk',
  outbound: 'Outbound calls',
  inbound: 'Inbound calls',
  numbers: 'Phone numbers',
  review: 'Review',
}

/** A field of each step, by its dotted path. */
export const firstFields: Readonly<Record<StepName, string>> = {
  calls: 'direction',
  trunk: 'trunk',
  outbound: 'accessControlList',
  inbound: 'endpoint',
  numbers: 'numbers',
  review: '',
}

/** One answer of the whole, as the wizard keeps it. */
export type Part = 'trunk' | 'accessControlList' | 'credentialList' | 'endpoint' | 'numbers'

/** The lists that the step about outbound calls asks for. */
export function outboundParts(answers: DraftAnswers): {
  accessControlList: boolean
  credentialList: boolean
} {
  const { accessControlList, credentialList } = partsOf({ ...answers, pbx: 'fixed' })
  return { accessControlList, credentialList }
}

/** True when the step about inbound calls asks for the credential list, because the one about outbound calls does not. */
export function asksUsersInbound(answers: DraftAnswers): boolean {
  return partsOf(answers).credentialList && !outboundParts(answers).credentialList
}

/** The steps that the answers so far call for. */
export function stepsOf(answers: DraftAnswers): StepName[] {
  const outbound = outboundParts(answers)
  const { endpoint, numbers } = partsOf(answers)
  return [
    'calls',
    'trunk',
    ...(outbound.accessControlList || outbound.credentialList ? (['outbound'] as const) : []),
    ...(endpoint === undefined ? [] : (['inbound'] as const)),
    ...(numbers ? (['numbers'] as const) : []),
    'review',
  ]
}

/** The step in which a field is asked, by its dotted path; the first for what is about the whole. */
export function stepOfField(field: string, answers: DraftAnswers): StepName {
  const [part = ''] = field.split('.')
  if (part === 'trunk' || part === 'numbers') return part
  if (part === 'accessControlList') return 'outbound'
  if (part === 'endpoint') return 'inbound'
  if (part === 'credentialList') return asksUsersInbound(answers) ? 'inbound' : 'outbound'
  return 'calls'
}

/** True when a step holds an answer; whether it is right is found out when it is left and at the review. */
export function isAnswered(step: StepName, answers: DraftAnswers): boolean {
  const { trunk, accessControlList: acl, credentialList: list, endpoint, numbers } = answers
  const users = list?.use === 'existing' ? list.id : list?.name && list.usernames.some(Boolean)
  switch (step) {
    case 'calls':
      return workflowOf(answers) !== undefined
    case 'trunk':
      return Boolean(trunk?.use === 'existing' ? trunk.id : trunk?.name && trunk.hostName)
    case 'outbound': {
      const asked = outboundParts(answers)
      const ranges = acl?.use === 'existing' ? acl.id : acl?.name && acl.lines.trim()
      return Boolean((!asked.accessControlList || ranges) && (!asked.credentialList || users))
    }
    case 'inbound': {
      const where = endpoint?.isRegistered ? endpoint.credentialUsername : endpoint?.address
      const fits = endpoint?.isRegistered === (answers.pbx === 'registers')
      return Boolean(fits && endpoint?.name && where && (!asksUsersInbound(answers) || users))
    }
    case 'numbers':
      return numbers !== undefined
    case 'review':
      return false
  }
}

/** The steps that have to be answered and are not; a trunk may do without numbers. */
export function unansweredSteps(answers: DraftAnswers): StepName[] {
  return stepsOf(answers).filter(
    (step) => step !== 'review' && step !== 'numbers' && !isAnswered(step, answers),
  )
}

/** The step that an address asks for, where the answers have it; else the first. */
export function readStep(text: string | null, answers: DraftAnswers): StepName {
  return stepsOf(answers).find((step) => step === text) ?? 'calls'
}
