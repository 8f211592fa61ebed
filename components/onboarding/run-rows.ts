import type { Run, RunStep } from '@/lib/client/onboarding'
import { countText, numberText } from '@/lib/format'
import { cidrText } from '@/lib/rules/cidr-text'

/** How a row of the list of steps stands. */
export type RowState = RunStep['state'] | 'unknown' | 'paused' | 'now'

/** One row of the list of steps: a step, or all steps of one kind where there may be hundreds. */
export interface RunRow {
  key: string
  title: string
  /** What goes out, letter by letter. */
  detail: string
  /** What there is to know beside it, in words. */
  note?: string
  state: RowState
  startedAt: string | null
  finishedAt: string | null
  /** Until it is over, where that is known. */
  secondsLeft?: number
}

type Told = Pick<Run, 'phase' | 'state' | 'answers' | 'steps'>

const shownDetails = 3

/** The steps of a run as rows, in the order in which they are done: planned, or the last first when they are taken back. */
export function runRows(run: Told): RunRow[] {
  const groups = grouped(run.steps)
  if (run.phase === 'forward') return groups.map((steps) => rowOf(run, steps))
  return groups
    .filter((steps) => steps.some(({ state }) => state !== 'waiting' && state !== 'failed'))
    .toReversed()
    .map((steps) => rowOf(run, steps))
}

/** Steps of the numbers belong together, and so do no others. */
function grouped(steps: readonly RunStep[]): [RunStep, ...RunStep[]][] {
  const groups: [RunStep, ...RunStep[]][] = []
  for (const step of steps) {
    const last = groups.at(-1)
    const isNumber = step.action === 'assign_number' || step.action === 'rent_number'
    if (isNumber && last?.[0].action === step.action) last.push(step)
    else groups.push([step])
  }
  return groups
}

function rowOf(run: Told, steps: readonly [RunStep, ...RunStep[]]): RunRow {
  const [first] = steps
  const isForward = run.phase === 'forward'
  return {
    key: first.key,
    title: isForward ? titleOf(run, steps) : reverseTitle(steps),
    detail: detailOf(steps, isForward),
    note: noteOf(steps, isForward),
    state: stateOf(run, steps),
    startedAt: first.startedAt,
    finishedAt: steps.at(-1)?.finishedAt ?? null,
  }
}

function stateOf(run: Told, steps: readonly RunStep[]): RowState {
  const has = (state: RunStep['state']) => steps.some((step) => step.state === state)
  const are = (...states: RunStep['state'][]) => steps.every(({ state }) => states.includes(state))
  const isBroken = run.state === 'stopped' && steps.some(({ error }) => error !== null)
  if (has('asking')) return 'asking'
  if (run.phase === 'undo') {
    if (are('kept', 'waiting', 'failed')) return 'kept'
    if (are('undone', 'kept', 'waiting', 'failed')) return 'undone'
    if (isBroken) return 'failed'
    if (!has('undoing') && !has('undone')) return 'waiting'
    return run.state === 'running' ? 'undoing' : 'paused'
  }
  if (has('failed')) return 'failed'
  if (are('done')) return isBroken ? 'failed' : 'done'
  if (!has('doing') && !has('done')) return 'waiting'
  // Nobody is at it any more, and what was sent may have come or not.
  if (isBroken) return 'unknown'
  return run.state === 'running' ? 'doing' : 'paused'
}

function titleOf(run: Told, steps: readonly [RunStep, ...RunStep[]]): string {
  const [{ action, label }] = steps
  const numbers = steps.length === 1 ? 'phone number' : countText(steps.length, 'phone number')
  switch (action) {
    case 'create_trunk':
      return 'Create SIP trunk'
    case 'create_access_control_list':
      return `Create access control list “${label}”`
    case 'create_credential_list':
      return `Create credential list “${label}”`
    case 'link_access_control_list':
      return linkTitle('access control list', label, run.answers.accessControlList?.use === 'new')
    case 'link_credential_list':
      return linkTitle('credential list', label, run.answers.credentialList?.use === 'new')
    case 'create_endpoint':
      return `Create SIP endpoint “${label}”`
    case 'rent_number':
      return `Rent ${numbers}`
    case 'assign_number':
      return `Assign ${numbers}`
  }
}

function linkTitle(noun: string, label: string, isNew: boolean): string {
  return isNew ? 'Link it to the trunk' : `Link ${noun} “${label}” to the trunk`
}

function reverseTitle(steps: readonly [RunStep, ...RunStep[]]): string {
  const [{ action, label }] = steps
  const numbers = countText(steps.length, 'phone number')
  switch (action) {
    case 'create_trunk':
      return `Delete SIP trunk “${label}”`
    case 'create_access_control_list':
      return `Delete access control list “${label}”`
    case 'create_credential_list':
      return `Delete credential list “${label}”`
    case 'link_access_control_list':
      return `Unlink access control list “${label}”`
    case 'link_credential_list':
      return `Unlink credential list “${label}”`
    case 'create_endpoint':
      return `Delete SIP endpoint “${label}”`
    case 'rent_number':
      return `Rented: ${numbers}`
    case 'assign_number':
      return `Put ${numbers} back to where ${steps.length === 1 ? 'it was' : 'they were'}`
  }
}

function detailOf(steps: readonly [RunStep, ...RunStep[]], isForward: boolean): string {
  const [step] = steps
  const body: Record<string, unknown> = Object(step.call.body)
  const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])
  switch (step.action) {
    case 'create_trunk':
      return isForward ? String(body.hostName ?? '') : (step.objectId ?? '')
    case 'create_access_control_list':
      return shortened(
        list(body.ipRanges).map((range) => {
          const { ipAddress, range: prefix } = Object(range)
          return cidrText({ ipAddress: String(ipAddress), range: Number(prefix ?? 32) })
        }),
      )
    case 'create_credential_list':
      return shortened(list(body.credentials).map((user) => String(Object(user).username)))
    case 'create_endpoint':
      return body.isRegistered === true
        ? `${String(body.credentialUsername)}, ${String(body.transport)}, priority ${String(body.priority)}`
        : `${String(body.address)}:${String(body.port)}, ${String(body.transport)}, priority ${String(body.priority)}`
    case 'rent_number':
    case 'assign_number':
      return shortened(steps.map(({ label }) => label))
    default:
      return ''
  }
}

function noteOf(steps: readonly [RunStep, ...RunStep[]], isForward: boolean): string | undefined {
  const [step] = steps
  const count = (...states: RunStep['state'][]) => steps.filter(({ state }) => states.includes(state)).length
  if (isForward) {
    if (step.state === 'done' && !step.made) return 'It was there already.'
    if (steps.length === 1) return undefined
    return `${numberText(count('done'))} of ${numberText(steps.length)} done`
  }
  if (step.action === 'rent_number' && count('kept', 'done') > 0)
    return 'It was paid for, so it stays rented until somebody releases it.'
  if (step.state === 'kept')
    return step.made
      ? 'It was moved on or cancelled meanwhile, so it is left as it is.'
      : 'It was there before, so it is left as it is.'
  return steps.length === 1
    ? undefined
    : `${numberText(count('undone', 'kept'))} of ${numberText(steps.length)} done`
}

function shortened(texts: readonly string[]): string {
  const more = texts.length - shownDetails
  return texts.slice(0, shownDetails).join(', ') + (more > 0 ? ` and ${numberText(more)} more` : '')
}

/** What of a run is still there although it is to be taken back. */
export function leftovers({ phase, steps }: Pick<Run, 'phase' | 'steps'>): RunStep[] {
  if (phase !== 'undo') return []
  return steps.filter(({ made, state }) => state === 'undoing' || (state === 'done' && made)).toReversed()
}

/** What taking a run back removes, in words and numbers, the last first, and what stays. */
export function undoPlan(steps: readonly RunStep[]): { removed: string[]; kept: string[] } {
  const made = steps.filter(({ made, state }) => state === 'done' && made)
  const of = (...actions: RunStep['action'][]) => made.filter(({ action }) => actions.includes(action)).length
  const unsure = steps.filter(({ state }) => state === 'doing' || state === 'asking').length
  const counted: [number, (count: number) => string][] = [
    [
      of('assign_number'),
      (count) =>
        `${countText(count, 'phone number')} taken off, back to the SIP trunk ${count === 1 ? 'it' : 'they'} came from if there was one`,
    ],
    [of('create_endpoint'), (count) => `${countText(count, 'SIP endpoint')} deleted`],
    [
      of('link_access_control_list', 'link_credential_list'),
      (count) => `${countText(count, 'link')} removed`,
    ],
    [of('create_credential_list'), (count) => `${countText(count, 'credential list')} deleted`],
    [of('create_access_control_list'), (count) => `${countText(count, 'access control list')} deleted`],
    [of('create_trunk'), (count) => `${countText(count, 'SIP trunk')} deleted`],
    [unsure, (count) => `${countText(count, 'step')} looked for and taken back if it was made`],
  ]
  const rented = of('rent_number')
  const there = steps.filter(({ made, state }) => state === 'done' && !made).length
  return {
    removed: counted.flatMap(([count, words]) => (count > 0 ? [words(count)] : [])),
    kept: [
      rented > 0 &&
        `${countText(rented, 'rented number')} stay${rented === 1 ? 's' : ''} rented until released`,
      there > 0 && 'What was there before this run is left as it is',
    ].filter((text) => text !== false),
  }
}
