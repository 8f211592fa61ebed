/** Which way calls go, seen from the customer. */
export type CallDirection = 'outbound' | 'inbound' | 'both'

/** By what outbound calls are let through: the source IP, a user name and password, or both together. */
export type Authorise = 'address' | 'digest' | 'both'

/** Where inbound calls go: to a fixed address, or to a PBX that registers. */
export type Pbx = 'fixed' | 'registers'

/** The three questions that choose a workflow. */
export interface Questions {
  direction: CallDirection
  /** Not asked for inbound calls. */
  authorise?: Authorise
  /** Not asked for outbound calls. */
  pbx?: Pbx
}

/** The five ways of the vendor's own guide to set up a trunk. */
export type Workflow = 'A' | 'B' | 'C' | 'D' | 'E'

/** What a workflow makes or uses beside the trunk. */
export interface Parts {
  accessControlList: boolean
  credentialList: boolean
  endpoint: Pbx | undefined
  numbers: boolean
}

/**
 * The workflow that the answers choose; undefined while one is missing. A: outbound from fixed IPs. B: inbound to a fixed address. C: both
 * directions. D: inbound to a PBX that registers. E: outbound with user name and password.
 */
export function workflowOf({ direction, authorise, pbx }: Partial<Questions>): Workflow | undefined {
  if (direction === 'outbound')
    return authorise === 'address' ? 'A' : authorise === 'digest' ? 'E' : undefined
  if (direction === 'inbound') return pbx === undefined ? undefined : pbx === 'fixed' ? 'B' : 'D'
  return direction === 'both' && authorise !== undefined && pbx !== undefined ? 'C' : undefined
}

/** What has to be answered beyond the questions themselves. A PBX that registers needs a linked credential list in any case. */
export function partsOf({ direction, authorise, pbx }: Partial<Questions>): Parts {
  const isOutbound = direction === 'outbound' || direction === 'both'
  const isInbound = direction === 'inbound' || direction === 'both'
  const registers = isInbound && pbx === 'registers'
  return {
    accessControlList: isOutbound && (authorise === 'address' || authorise === 'both'),
    credentialList: registers || (isOutbound && (authorise === 'digest' || authorise === 'both')),
    endpoint: isInbound ? pbx : undefined,
    numbers: isInbound,
  }
}

/** What a workflow is for, in words. */
export const workflowWords: Readonly<Record<Workflow, string>> = {
  A: 'Outbound calls from fixed IP addresses',
  B: 'Inbound calls to a fixed address',
  C: 'Calls in both directions',
  D: 'Inbound calls to a PBX that registers',
  E: 'Outbound calls with user name and password',
}

/** True when a source IP and a user name are both asked of each outbound call, because lists of both kinds are linked. */
export function enforcesBoth(questions: Partial<Questions>): boolean {
  const { accessControlList, credentialList } = partsOf(questions)
  return accessControlList && credentialList
}
