/**
 * The shapes on which the vendor's own documents, SDK and observed behaviour disagree, one switch each. The default is what the service
 * has been seen to do; the other value is what some published source says. A client must work with every combination.
 */
export interface Dialect {
  /** `numeric`: `pageNumber`, `pageSize` and `size` as numbers. `documented`: text `pageNumber`, `size` only. */
  pageMeta: 'numeric' | 'documented'
  /** Key of the trunk list. */
  trunkListKey: 'trunks' | 'sipTrunks'
  /** Top-level domain of SIP domains. */
  topLevelDomain: 'pstn.sinch.com' | 'elastic-sip.sinch.com'
  /** Field that carries the id in the answer to a trunk's creation. */
  createdTrunkId: 'id' | 'sipTrunkId'
  /** Answer to an endpoint's creation: 201 with the object, or 200 with a list. */
  endpointCreate: 'object' | 'list'
  /** Whether an access control list may be created without `enabled`. */
  aclEnabled: 'required' | 'optional'
  /** Answer of a trunk's credential lists: whole objects or ids. */
  trunkCredentialLists: 'objects' | 'ids'
  /** Whether one credential list is answered with its users. */
  credentialListDetail: 'full' | 'name_only'
  /** Answer to a new credential password. */
  credentialPut: 'credential' | 'empty'
  /** Whether ranges sent with a PUT of an access control list replace the stored ones. */
  aclPutRanges: 'replace' | 'keep'
  /** Answer to a PUT of an IP range: the range, or the list that holds it. */
  ipRangePut: 'range' | 'list'
  /** Largest page of calls. */
  callsMaxPageSize: 1000 | 500
  /** Window of a call search that names none. */
  defaultCallWindow: 'day' | 'week'
  /** Spelling of directions in answers. */
  directionCase: 'lower' | 'upper'
  /** Amounts of money in calls. */
  moneyAmount: 'number' | 'string'
  /** List of call blocking rules: with page fields, or a bare array. */
  blockingRuleList: 'envelope' | 'array'
  /** Countries that are listed. */
  countries: 'all' | 'few'
  /** Spelling of an endpoint's user name field. */
  credentialUsername: 'credentialUsername' | 'credentialUserName'
  /** Status of a trunk's creation. */
  createStatus: 201 | 200
  /** Status of a deletion. */
  deleteStatus: 204 | 200
  /** Zone suffix of times. */
  timeZoneSuffix: 'none' | 'Z'
  /** What `updateTime` is before the first update. */
  neverUpdated: 'null' | 'empty' | 'null_comma'
  /** Whether a new host name moves the SIP domain at once. */
  hostNameMovesDomain: 'no' | 'yes'
  /** Whether the Numbers API unassigns a number by an empty trunk id. */
  numbersUnassign: 'accepted' | 'refused'
}

/** What the service has been seen to do. */
export const defaultDialect: Dialect = {
  pageMeta: 'numeric',
  trunkListKey: 'trunks',
  topLevelDomain: 'pstn.sinch.com',
  createdTrunkId: 'id',
  endpointCreate: 'object',
  aclEnabled: 'required',
  trunkCredentialLists: 'objects',
  credentialListDetail: 'full',
  credentialPut: 'credential',
  aclPutRanges: 'replace',
  ipRangePut: 'range',
  callsMaxPageSize: 1000,
  defaultCallWindow: 'day',
  directionCase: 'lower',
  moneyAmount: 'number',
  blockingRuleList: 'envelope',
  countries: 'all',
  credentialUsername: 'credentialUsername',
  createStatus: 201,
  deleteStatus: 204,
  timeZoneSuffix: 'none',
  neverUpdated: 'null',
  hostNameMovesDomain: 'no',
  numbersUnassign: 'accepted',
}

/** Every value of every switch, the default first. */
export const dialectValues: {
  readonly [Name in keyof Dialect]: readonly [Dialect[Name], ...Dialect[Name][]]
} = {
  pageMeta: ['numeric', 'documented'],
  trunkListKey: ['trunks', 'sipTrunks'],
  topLevelDomain: ['pstn.sinch.com', 'elastic-sip.sinch.com'],
  createdTrunkId: ['id', 'sipTrunkId'],
  endpointCreate: ['object', 'list'],
  aclEnabled: ['required', 'optional'],
  trunkCredentialLists: ['objects', 'ids'],
  credentialListDetail: ['full', 'name_only'],
  credentialPut: ['credential', 'empty'],
  aclPutRanges: ['replace', 'keep'],
  ipRangePut: ['range', 'list'],
  callsMaxPageSize: [1000, 500],
  defaultCallWindow: ['day', 'week'],
  directionCase: ['lower', 'upper'],
  moneyAmount: ['number', 'string'],
  blockingRuleList: ['envelope', 'array'],
  countries: ['all', 'few'],
  credentialUsername: ['credentialUsername', 'credentialUserName'],
  createStatus: [201, 200],
  deleteStatus: [204, 200],
  timeZoneSuffix: ['none', 'Z'],
  neverUpdated: ['null', 'empty', 'null_comma'],
  hostNameMovesDomain: ['no', 'yes'],
  numbersUnassign: ['accepted', 'refused'],
}

/** Every switch away from its default. */
export const flippedDialect: Dialect = {
  pageMeta: 'documented',
  trunkListKey: 'sipTrunks',
  topLevelDomain: 'elastic-sip.sinch.com',
  createdTrunkId: 'sipTrunkId',
  endpointCreate: 'list',
  aclEnabled: 'optional',
  trunkCredentialLists: 'ids',
  credentialListDetail: 'name_only',
  credentialPut: 'empty',
  aclPutRanges: 'keep',
  ipRangePut: 'list',
  callsMaxPageSize: 500,
  defaultCallWindow: 'week',
  directionCase: 'upper',
  moneyAmount: 'string',
  blockingRuleList: 'array',
  countries: 'few',
  credentialUsername: 'credentialUserName',
  createStatus: 200,
  deleteStatus: 200,
  timeZoneSuffix: 'Z',
  neverUpdated: 'null_comma',
  hostNameMovesDomain: 'yes',
  numbersUnassign: 'refused',
}

/** A change of some switches, checked; unknown names and values are answered with a sentence. */
export function changedDialect(before: Dialect, change: Record<string, unknown>): Dialect | string {
  const next: Record<string, unknown> = { ...before }
  for (const [name, value] of Object.entries(change)) {
    if (!isSwitch(name)) return `There is no switch named ${name}.`
    const allowed: readonly unknown[] = dialectValues[name]
    if (!allowed.includes(value)) return `${name} is one of ${allowed.join(', ')}.`
    next[name] = value
  }
  return { ...before, ...next }
}

function isSwitch(name: string): name is keyof Dialect {
  return name in dialectValues
}
