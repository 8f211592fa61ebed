const things: Readonly<Record<string, string>> = {
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
  onboarding: 'trunk set-up',
  onboardingDrafts: 'draft of a trunk set-up',
  savedSearches: 'saved search',
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
  undo: ['Took back', 'take back'],
  change: ['Changed the answers of', 'change the answers of'],
  assign: ['Assigned', 'assign'],
  unassign: ['Unassigned', 'unassign'],
  link: ['Linked', 'link'],
  unlink: ['Unlinked', 'unlink'],
}

// What is no verb and its object.
const sentences: Record<string, readonly [string, string]> = {
  'sessions.create': ['Signed in', 'Tried to sign in'],
  'sessions.signOut': ['Signed out', 'Tried to sign out'],
  'sessions.remove': ['Ended a session', 'Tried to end a session'],
  'users.setUp': ['Set up the console', 'Tried to set up the console'],
  'projects.test': ['Tested the connection', 'Tested the connection, which failed'],
  'activeNumbers.release': ['Released phone number', 'Tried to release phone number'],
  'availableNumbers.rent': ['Rented phone number', 'Tried to rent phone number'],
  'unsettledRents.look': ['Looked again for phone number', 'Looked in vain for phone number'],
  'unsettledRents.settle': [
    'Said of phone number that it was not rented',
    'Tried to settle the order of phone number',
  ],
  'onboarding.showPasswords': ['Was shown new SIP passwords', 'Tried to see new SIP passwords'],
  'calls.keep': ['Changed for how long calls are kept', 'Tried to change for how long calls are kept'],
  'projects.enable': ['Enabled another project', 'Tried to enable another project'],
}

/** An audit action such as `trunks.update` in words: "Changed SIP trunk", or "Tried to change SIP trunk" unless it was `done`. Unknown ones stay as they are. */
export function changeText(action: string, done: boolean): string {
  const sentence = sentences[action]
  if (sentence) return sentence[done ? 0 : 1]
  const [noun = '', verb = ''] = action.split('.')
  const thing = things[noun]
  const words = verbs[verb]
  return thing && words ? `${done ? words[0] : `Tried to ${words[1]}`} ${thing}` : action
}

// In the console as a whole nothing is done to what the vendor has.
const consoleThings = ['sessions', 'users', 'projects']

/** What the actions of a project, or of the console as a whole, can be filtered by: the kinds of objects. */
export function actionsOf(scope: 'project' | 'console'): { value: string; label: string }[] {
  return Object.entries(things)
    .filter(([noun]) =>
      scope === 'console' ? consoleThings.includes(noun) : !['sessions', 'users'].includes(noun),
    )
    .filter(([noun]) => noun !== 'activeNumbers')
    .map(([value, thing]) => ({ value, label: `${thing.charAt(0).toUpperCase()}${thing.slice(1)}` }))
}

// The page of each kind, below the project; those in lists have none of their own.
const pages: Record<string, string> = {
  trunks: 'trunks',
  accessControlLists: 'access-control-lists',
  credentialLists: 'credential-lists',
  onboarding: 'onboarding',
}
const listPages: Record<string, string> = {
  phoneNumbers: 'phone-numbers',
  activeNumbers: 'phone-numbers',
  availableNumbers: 'phone-numbers',
  countryPermissions: 'country-permissions',
  callBlockingRules: 'call-blocking-rules',
}
const owners: Record<string, string> = {
  endpoints: 'trunks',
  ipRanges: 'accessControlLists',
  credentials: 'credentialLists',
}
const removals = new Set(['delete', 'remove', 'unlink'])

/**
 * Where the object of a change is shown, as parts of a path below its project; undefined when there is no such page or the change took the
 * object away. What is inside of another object is shown with that one: an endpoint `t-1/e-2` with the trunk `t-1`.
 */
export function changedObjectPath(
  action: string,
  target: string | null,
  done: boolean,
): string[] | undefined {
  const [noun = '', verb = ''] = action.split('.')
  const list = listPages[noun]
  if (list !== undefined) return [list]
  const [first = '', ...inner] = (target ?? '').split('/')
  if (first === '') return undefined
  // A job says of what kind its object is: `trunks/t-1`.
  if (noun === 'jobs') return undefined
  // What is attached to a trunk is recorded with the trunk in front.
  const owner = /^(un)?link$/.test(verb) ? 'trunks' : (owners[noun] ?? noun)
  const page = pages[owner]
  const isGone = inner.length === 0 && removals.has(verb) && done
  const isUnmade = inner.length === 0 && verb === 'create' && !done
  return page === undefined || isGone || isUnmade ? undefined : [page, first]
}
