import { z } from 'zod'
import { endpoints } from '../resources/endpoints'
import { e164Pattern, required } from '../resources/fields'
import { trunks } from '../resources/trunks'
import { readRangeLines, withoutDoubles } from './cidr-lines'
import { partsOf, workflowOf, type Workflow } from './workflow'

const mostUsers = 100
const mostNumbers = 1_000

/** What exists already and is used instead of being made; the name is for people. */
const existing = z.object({
  use: z.literal('existing'),
  id: required('The id', 64),
  name: z.string().max(255).default(''),
})

/** The trunk: a new one, or one that is there. */
export const trunkAnswer = z.discriminatedUnion('use', [
  z.object({
    use: z.literal('new'),
    name: trunks.input.shape.name,
    hostName: trunks.input.shape.hostName,
  }),
  existing,
])

/** The access control list. `lines` are ranges as people write them, one a line; `confirmWideRanges` repeats the name where they are very wide. */
export const accessControlListAnswer = z.discriminatedUnion('use', [
  z.object({
    use: z.literal('new'),
    name: required('The name'),
    lines: z
      .string('Enter at least one IP range.')
      .max(200_000, 'That is too much at once: 200,000 characters at most.')
      .superRefine((lines, context) => {
        const { good, bad } = readRangeLines(lines)
        const [first] = bad
        if (first) context.addIssue({ code: 'custom', message: `Line ${first.line}: ${first.problem}` })
        else if (good.length === 0)
          context.addIssue({ code: 'custom', message: 'Enter at least one IP range.' })
      }),
    confirmWideRanges: z.string().trim().max(255).default(''),
  }),
  existing,
])

const usernames = z
  .array(required('The user name'))
  .min(1, 'A credential list needs at least one user.')
  .max(mostUsers, `${mostUsers} users at once at most.`)
  .superRefine((names, context) => {
    const seen = new Set<string>()
    names.forEach((name, index) => {
      if (seen.has(name))
        context.addIssue({ code: 'custom', path: [index], message: 'This user is above already.' })
      seen.add(name)
    })
  })

/** The credential list; the console generates the passwords and shows them once at the end. */
export const credentialListAnswer = z.discriminatedUnion('use', [
  z.object({ use: z.literal('new'), name: required('The name'), usernames }),
  existing,
])

/** Where inbound calls go. */
export const endpointAnswer = endpoints.input

const e164 = z.string().regex(e164Pattern, 'Write the number in E.164 form, for example +14155550100.')
const price = z.object({ currencyCode: z.string().max(8), amount: z.number().min(0) }).nullable()

/**
 * Numbers to put on the trunk. `mayLeave` names the trunks, voice apps and fax services that a number may be taken from; one that is used
 * anywhere else is asked about. Numbers to rent carry the price that was shown.
 */
export const numbersAnswer = z.object({
  assign: z
    .array(z.object({ phoneNumber: e164, mayLeave: z.array(z.string().min(1).max(64)).max(10).default([]) }))
    .max(mostNumbers, `${mostNumbers} numbers at once at most.`)
    .default([]),
  rent: z
    .array(z.object({ phoneNumber: e164, monthlyPrice: price, setupPrice: price }))
    .max(20, 'Rent 20 numbers at once at most.')
    .default([]),
})

const parts = z.object({
  direction: z.enum(['outbound', 'inbound', 'both'], 'Choose which calls the trunk is for.'),
  authorise: z.enum(['address', 'digest', 'both'], 'Choose how outbound calls are let through.').optional(),
  pbx: z.enum(['fixed', 'registers'], 'Choose how inbound calls reach the PBX.').optional(),
  trunk: trunkAnswer,
  accessControlList: accessControlListAnswer.optional(),
  credentialList: credentialListAnswer.optional(),
  endpoint: endpointAnswer.optional(),
  numbers: numbersAnswer.optional(),
})

// What an earlier choice asked for and the present one does not is no part of the answers.
const onlyNeeded = z.preprocess((given) => {
  if (typeof given !== 'object' || given === null) return given
  const answered: Record<string, unknown> = { ...given }
  const needs = partsOf(questionsIn(answered))
  if (answered.direction === 'inbound') delete answered.authorise
  if (answered.direction === 'outbound') delete answered.pbx
  if (!needs.accessControlList) delete answered.accessControlList
  if (!needs.credentialList) delete answered.credentialList
  if (needs.endpoint === undefined) delete answered.endpoint
  if (!needs.numbers) delete answered.numbers
  return answered
}, parts)

/** Everything that the wizard asks, checked as one. Its shape is described in `docs/api.md`. */
export const onboardingAnswers = onlyNeeded.superRefine((answers, context) => {
  const complain = (path: string | (string | number)[], message: string) =>
    context.addIssue({ code: 'custom', path: [path].flat(), message })
  const needs = partsOf(answers)
  if (workflowOf(answers) === undefined) {
    const isOutbound = answers.direction !== 'inbound'
    if (isOutbound && !answers.authorise) complain('authorise', 'Choose how outbound calls are let through.')
    else if (isOutbound && answers.direction === 'outbound')
      complain('authorise', 'Outbound calls alone are let through by source IP or by user name, not by both.')
    if (answers.direction !== 'outbound' && !answers.pbx)
      complain('pbx', 'Choose how inbound calls reach the PBX.')
    return
  }
  if (needs.accessControlList && !answers.accessControlList)
    complain('accessControlList', 'Choose or make an access control list.')
  if (needs.credentialList && !answers.credentialList)
    complain('credentialList', 'Choose or make a credential list.')
  const { endpoint, credentialList } = answers
  if (needs.endpoint === undefined) return
  if (!endpoint) return complain('endpoint', 'Say where inbound calls go.')
  if (endpoint.isRegistered !== (needs.endpoint === 'registers'))
    return complain(
      'endpoint',
      needs.endpoint === 'fixed'
        ? 'A PBX with a fixed address needs an endpoint with that address.'
        : 'A PBX that registers needs an endpoint with a user name.',
    )
  if (
    endpoint.isRegistered &&
    credentialList?.use === 'new' &&
    !credentialList.usernames.includes(endpoint.credentialUsername)
  )
    complain(['endpoint', 'credentialUsername'], 'Choose one of the users of the credential list.')
  const doubles = repeated([
    ...(answers.numbers?.assign ?? []).map(({ phoneNumber }) => phoneNumber),
    ...(answers.numbers?.rent ?? []).map(({ phoneNumber }) => phoneNumber),
  ])
  if (doubles !== undefined) complain('numbers', `${doubles} is chosen twice.`)
})

/** Answers after validation: what the plan is made of. */
export type OnboardingAnswers = z.output<typeof onboardingAnswers>

/** The ranges of a new access control list, without those that are there twice. */
export function rangesOf(lines: string): { ipAddress: string; range: number; description: string }[] {
  return withoutDoubles(readRangeLines(lines).good).fresh.map(({ ipAddress, range, description }) => ({
    ipAddress,
    range,
    description,
  }))
}

/** The workflow of answers that are valid. */
export function requiredWorkflow(answers: OnboardingAnswers): Workflow {
  const workflow = workflowOf(answers)
  if (workflow === undefined) throw new Error('the answers choose no workflow')
  return workflow
}

function questionsIn(given: Record<string, unknown>) {
  const questions = parts.pick({ direction: true, authorise: true, pbx: true }).partial().safeParse(given)
  return questions.success ? questions.data : {}
}

function repeated(texts: readonly string[]): string | undefined {
  return texts.find((text, index) => texts.indexOf(text) !== index)
}
