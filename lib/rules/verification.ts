import { countText } from '@/lib/format'
import { listed, type hasUser } from './authorisation'
import type { Cidr } from './cidr-text'
import { checkAccessControlList, checkCredentialList, checkEndpoint } from './verification-checks'
import { fail, pass, runAgain, unknown, type Point } from './verification-points'

/** One point of the vendor's checklist. */
export interface Check {
  key: 'trunk' | 'access_control_list' | 'credential_list' | 'endpoint' | 'numbers' | 'propagation'
  label: string
  /** `waiting`: on its way to the vendor's SIP edge. */
  state: 'pass' | 'fail' | 'unknown' | 'waiting'
  /** What was read, in a sentence. */
  read: string
  /** What to do about a failure. */
  advice?: string
}

/** The configuration as it is now, held against what was to be set up. */
export interface Verification {
  /** `waiting`: nothing is wrong, and the change is still on its way. */
  state: Check['state']
  secondsLeft: number
  checkedAt: string
  checks: Check[]
}

/** What was to be set up. */
export interface WantedSetup {
  trunkId: string
  name: string
  /** `ranges` for a list that was made, whose ranges are known. */
  accessControlList?: { id: string; name: string; ranges?: readonly Cidr[] }
  /** `usernames` for a list that was made, whose users are known. */
  credentialList?: { id: string; name: string; usernames?: readonly string[] }
  endpoint?: WantedEndpoint
  phoneNumbers: readonly string[]
}

/** The endpoint that was to be set up; without an id it is found by its name. */
export interface WantedEndpoint {
  id?: string
  name: string
  isRegistered: boolean
  address?: string
  port?: number
  transport: string
  credentialUsername?: string
}

/** What the vendor answered, or why that could not be read. */
export type Reading<Value> = { is: Value } | { problem: string }

/** What was read for a verification; null stands for what the vendor does not have. */
export interface FoundSetup {
  trunk: Reading<{ name: string; domain: string } | null>
  linkedAccessControlLists: Reading<readonly string[]>
  accessControlList: Reading<{ enabled: boolean; ipRanges: readonly NullableCidr[] } | null>
  linkedCredentialLists: Reading<readonly string[]>
  credentialList: Reading<Parameters<typeof hasUser>[0] | null>
  endpoints: Reading<readonly FoundEndpoint[]>
  /** The numbers that EST has on the trunk; `isWhole` is false when the list kept changing while it was read. */
  numbers: Reading<{ onTrunk: ReadonlySet<string>; isWhole: boolean }>
}

interface NullableCidr {
  ipAddress: string
  range: number | null
}

/** An endpoint as the vendor has it. */
export interface FoundEndpoint {
  id: string
  name: string
  enabled: boolean
  isRegistered: boolean
  address: string
  port: number | null
  transport: string
  credentialUsername: string
}

/**
 * Holds what was read against what was to be set up, along the vendor's checklist. The clock never makes a failure: reads of the
 * configuration are immediate, and only the SIP edge is behind them. What could not be read is not known, and not wrong.
 */
export function verify(
  wanted: WantedSetup,
  found: FoundSetup,
  secondsLeft: number,
  checkedAt: string,
): Verification {
  const checks = [
    checkTrunk(wanted, found),
    wanted.accessControlList && checkAccessControlList(wanted.accessControlList, found),
    wanted.credentialList && checkCredentialList(wanted, wanted.credentialList, found),
    wanted.endpoint && checkEndpoint(wanted.endpoint, found),
    wanted.phoneNumbers.length > 0 && checkNumbers(wanted.phoneNumbers, found),
    checkPropagation(secondsLeft),
  ].filter((check): check is Check => typeof check === 'object')
  return { state: overall(checks), secondsLeft, checkedAt, checks }
}

function overall(checks: readonly Check[]): Check['state'] {
  for (const state of ['fail', 'unknown', 'waiting'] as const)
    if (checks.some((check) => check.state === state)) return state
  return 'pass'
}

function checkTrunk({ name }: WantedSetup, { trunk }: FoundSetup): Check {
  const point: Point = { key: 'trunk', label: `SIP trunk “${name}”` }
  if ('problem' in trunk) return unknown(point, trunk.problem)
  if (trunk.is === null) return fail(point, 'The vendor has no such trunk.', runAgain)
  if (trunk.is.domain === '')
    return unknown(point, 'the trunk is there, and the vendor does not say its SIP domain yet.')
  return pass(point, `It is there, with the SIP domain ${trunk.is.domain}.`)
}

function checkNumbers(phoneNumbers: readonly string[], { numbers }: FoundSetup): Check {
  const point: Point = { key: 'numbers', label: countText(phoneNumbers.length, 'phone number') }
  if ('problem' in numbers) return unknown(point, numbers.problem)
  const { onTrunk, isWhole } = numbers.is
  const missing = phoneNumbers.filter((phoneNumber) => !onTrunk.has(phoneNumber))
  if (missing.length === 0)
    return pass(
      point,
      phoneNumbers.length === 1 ? 'EST has it on this trunk.' : 'EST has all of them on this trunk.',
    )
  if (!isWhole) return unknown(point, 'the vendor’s list kept changing meanwhile.')
  return fail(
    point,
    `EST does not have ${listed(missing)} on this trunk.`,
    'Assign what is missing on the page of phone numbers.',
  )
}

function checkPropagation(secondsLeft: number): Check {
  const point: Point = { key: 'propagation', label: 'The vendor’s SIP edge' }
  if (secondsLeft > 0)
    return {
      ...point,
      state: 'waiting',
      read: `The last change is propagating, ${secondsLeft} s left. A test call before that may still meet what was there before.`,
    }
  return pass(point, 'No change is on its way any more: a minute has passed since the last one.')
}
