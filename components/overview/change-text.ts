const things: Record<string, string> = {
  trunks: 'SIP trunk',
  endpoints: 'SIP endpoint',
  accessControlLists: 'access control list',
  ipRanges: 'IP range',
  credentialLists: 'credential list',
  credentials: 'credential',
  phoneNumbers: 'phone number',
  activeNumbers: 'phone number',
  countryPermissions: 'country permission',
  callBlockingRules: 'call blocking rule',
  projects: 'project',
  users: 'user',
  sessions: 'session',
}

const verbs: Record<string, string> = {
  create: 'Created',
  update: 'Changed',
  delete: 'Deleted',
  remove: 'Ended',
  replaceKey: 'Replaced the key of',
  setUp: 'Set up',
  test: 'Tested',
}

/** An audit action such as `trunks.update` in words, e.g. "Changed SIP trunk"; what is not known stays as it is. */
export function changeText(action: string): string {
  const [noun = '', verb = ''] = action.split('.')
  const thing = things[noun]
  const done = verbs[verb]
  return thing && done ? `${done} ${thing}` : action
}
