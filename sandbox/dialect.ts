/** One value per shape on which the vendor's own sources disagree; the first value of each pair is what the service is believed to do. */
export interface Dialect {
  pageMeta: 'service' | 'documented'
  trunkListKey: 'trunks' | 'sipTrunks'
  topLevelDomain: 'pstn.sinch.com' | '.elastic-sip.sinch.com'
  trunkCreateId: 'id' | 'sipTrunkId'
  createStatus: 'observed' | 'swapped'
  deleteStatus: 204 | 200
  hostNameChange: 'moves-domain' | 'keeps-domain'
  endpointCreateReply: 'object' | 'list'
  endpointIds: 'string' | 'number'
  endpointUsernameField: 'credentialUsername' | 'credentialUserName'
  aclEnabledOnCreate: 'required' | 'optional'
  aclPutRanges: 'replace' | 'keep'
  ipRangePutReply: 'range' | 'accessControlList'
  trunkCredentialLists: 'objects' | 'ids'
  credentialListReply: 'with-credentials' | 'without-credentials'
  credentialPutReply: 'credential' | 'empty'
  countries: 'all' | 'few'
  callBlockingRules: 'envelope' | 'array'
  directionCase: 'lower' | 'upper'
  moneyAmount: 'number' | 'string'
  callsMaxPageSize: 1000 | 500
  defaultCallWindow: 'day' | 'week'
  timeZone: 'absent' | 'utc'
  neverUpdated: null | '' | 'null,'
  numbersUnassign: 'accepted' | 'refused'
}

/** What the service is believed to do: the verdicts of the written contract. */
export const defaultDialect: Readonly<Dialect> = {
  pageMeta: 'service',
  trunkListKey: 'trunks',
  topLevelDomain: 'pstn.sinch.com',
  trunkCreateId: 'id',
  createStatus: 'observed',
  deleteStatus: 204,
  hostNameChange: 'moves-domain',
  endpointCreateReply: 'object',
  endpointIds: 'string',
  endpointUsernameField: 'credentialUsername',
  aclEnabledOnCreate: 'required',
  aclPutRanges: 'replace',
  ipRangePutReply: 'range',
  trunkCredentialLists: 'objects',
  credentialListReply: 'with-credentials',
  credentialPutReply: 'credential',
  countries: 'all',
  callBlockingRules: 'envelope',
  directionCase: 'lower',
  moneyAmount: 'number',
  callsMaxPageSize: 1000,
  defaultCallWindow: 'day',
  timeZone: 'absent',
  neverUpdated: null,
  numbersUnassign: 'accepted',
}

/** Every switch at its other position, to prove that a client tolerates all of them at once. */
export const flippedDialect: Readonly<Dialect> = {
  pageMeta: 'documented',
  trunkListKey: 'sipTrunks',
  topLevelDomain: '.elastic-sip.sinch.com',
  trunkCreateId: 'sipTrunkId',
  createStatus: 'swapped',
  deleteStatus: 200,
  hostNameChange: 'keeps-domain',
  endpointCreateReply: 'list',
  endpointIds: 'number',
  endpointUsernameField: 'credentialUserName',
  aclEnabledOnCreate: 'optional',
  aclPutRanges: 'keep',
  ipRangePutReply: 'accessControlList',
  trunkCredentialLists: 'ids',
  credentialListReply: 'without-credentials',
  credentialPutReply: 'empty',
  countries: 'few',
  callBlockingRules: 'array',
  directionCase: 'upper',
  moneyAmount: 'string',
  callsMaxPageSize: 500,
  defaultCallWindow: 'week',
  timeZone: 'utc',
  neverUpdated: 'null,',
  numbersUnassign: 'refused',
}

/** The values each switch may take, the default first. */
export const dialectValues: { readonly [Name in keyof Dialect]: readonly Dialect[Name][] } = {
  pageMeta: ['service', 'documented'],
  trunkListKey: ['trunks', 'sipTrunks'],
  topLevelDomain: ['pstn.sinch.com', '.elastic-sip.sinch.com'],
  trunkCreateId: ['id', 'sipTrunkId'],
  createStatus: ['observed', 'swapped'],
  deleteStatus: [204, 200],
  hostNameChange: ['moves-domain', 'keeps-domain'],
  endpointCreateReply: ['object', 'list'],
  endpointIds: ['string', 'number'],
  endpointUsernameField: ['credentialUsername', 'credentialUserName'],
  aclEnabledOnCreate: ['required', 'optional'],
  aclPutRanges: ['replace', 'keep'],
  ipRangePutReply: ['range', 'accessControlList'],
  trunkCredentialLists: ['objects', 'ids'],
  credentialListReply: ['with-credentials', 'without-credentials'],
  credentialPutReply: ['credential', 'empty'],
  countries: ['all', 'few'],
  callBlockingRules: ['envelope', 'array'],
  directionCase: ['lower', 'upper'],
  moneyAmount: ['number', 'string'],
  callsMaxPageSize: [1000, 500],
  defaultCallWindow: ['day', 'week'],
  timeZone: ['absent', 'utc'],
  neverUpdated: [null, '', 'null,'],
  numbersUnassign: ['accepted', 'refused'],
}

/** What each switch means, one sentence each. */
export const dialectSwitches: { readonly [Name in keyof Dialect]: string } = {
  pageMeta: 'Lists say a numeric pageNumber with pageSize and size, or a string pageNumber with size alone.',
  trunkListKey: 'The trunk list is called trunks, or sipTrunks.',
  topLevelDomain: 'Trunk domains end in pstn.sinch.com, or in .elastic-sip.sinch.com written with its dot.',
  trunkCreateId: 'The reply to creating a trunk calls its id id, or sipTrunkId.',
  createStatus: 'Trunks answer 201 and lists, ranges and rules 200 on creation, or the other way round.',
  deleteStatus: 'A delete answers 204, or 200; the body is empty either way.',
  hostNameChange: 'Changing hostName moves the SIP domain with it, or leaves the old domain standing.',
  endpointCreateReply: 'Creating an endpoint answers 201 with it, or 200 with the list of endpoints.',
  endpointIds: 'Endpoint ids are ULID strings, or JSON numbers.',
  endpointUsernameField: 'A registered endpoint answers credentialUsername, or credentialUserName.',
  aclEnabledOnCreate: 'Creating an access control list without enabled is refused, or means enabled.',
  aclPutRanges: 'The ranges sent in a PUT of an access control list replace the stored ones, or are ignored.',
  ipRangePutReply: 'A PUT of an IP range answers the range, or its whole access control list.',
  trunkCredentialLists: 'The credential lists of a trunk come as objects, or as credentialListIds.',
  credentialListReply: 'Credential lists show everything, or only name and id.',
  credentialPutReply: 'Setting a password answers the credential, or an empty object.',
  countries: 'All countries can be permitted, or only US, CA and the wildcard *.',
  callBlockingRules: 'Blocking rules are listed in a page, or as a bare array.',
  directionCase: 'Directions come back in lower case, or in upper case.',
  moneyAmount: 'Amounts of calls are JSON numbers, or strings.',
  callsMaxPageSize: 'A page of calls holds at most 1000, or 500.',
  defaultCallWindow: 'A call search without times covers the last 24 hours, or the last week.',
  timeZone: 'Times come without a zone, or end in Z.',
  neverUpdated: 'An object never updated says updateTime null, an empty string, or the string "null,".',
  numbersUnassign: 'An empty trunkId in the Numbers API unassigns the number, or is refused.',
}
