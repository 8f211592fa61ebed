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
  jobs: 'job',
}

// What was done, and what was only tried.
const verbs: Record<string, readonly [string, string]> = {
  create: ['Created', 'create'],
  update: ['Changed', 'change'],
  delete: ['Deleted', 'delete'],
  remove: ['Ended', 'end'],
  replaceKey: ['Replaced the key of', 'replace the key of'],
  setUp: ['Set up', 'set up'],
  test: ['Tested', 'test'],
  start: ['Started', 'start'],
  resume: ['Resumed', 'resume'],
  assign: ['Assigned', 'assign'],
  unassign: ['Unassigned', 'unassign'],
  unlink: ['Unlinked', 'unlink'],
}

/** An audit action such as `trunks.update` in words: "Changed SIP trunk", or "Tried to change SIP trunk" unless it was `done`. Unknown ones stay as they are. */
export function changeText(action: string, done: boolean): string {
  const [noun = '', verb = ''] = action.split('.')
  const thing = things[noun]
  const words = verbs[verb]
  return thing && words ? `${done ? words[0] : `Tried to ${words[1]}`} ${thing}` : action
}
