import { randomBytes } from 'node:crypto'

/** The ways of setting up a trunk that are tested: the vendor's five workflows, the third with each way of letting calls through. */
export const cases = ['A', 'B', 'C address', 'C digest', 'C both', 'D', 'E'] as const
export type Case = (typeof cases)[number]

/** How many steps each of them takes with one number. */
export const stepsOf: Record<Case, readonly string[]> = {
  A: ['trunk', 'access-control-list', 'link-access-control-list'],
  B: ['trunk', 'endpoint', 'assign'],
  'C address': ['trunk', 'access-control-list', 'link-access-control-list', 'endpoint', 'assign'],
  'C digest': ['trunk', 'credential-list', 'link-credential-list', 'endpoint', 'assign'],
  'C both': [
    'trunk',
    'access-control-list',
    'link-access-control-list',
    'credential-list',
    'link-credential-list',
    'endpoint',
    'assign',
  ],
  D: ['trunk', 'credential-list', 'link-credential-list', 'endpoint', 'assign'],
  E: ['trunk', 'credential-list', 'link-credential-list'],
}

/** A name that nothing else has; letters, digits and hyphens. */
export function uniqueName(prefix = 'wizard'): string {
  return `${prefix}-${randomBytes(4).toString('hex')}`
}

/** Complete answers for a case, every object new and named after `name`. */
export function answersFor(which: Case, name: string, phoneNumbers: readonly string[] = []) {
  const [workflow, how] = which.split(' ')
  const direction = { A: 'outbound', E: 'outbound', B: 'inbound', D: 'inbound' }[workflow ?? ''] ?? 'both'
  const authorise = { A: 'address', E: 'digest' }[workflow ?? ''] ?? how
  const pbx = workflow === 'D' ? 'registers' : direction === 'outbound' ? undefined : 'fixed'
  const username = `user-${name}`
  const isFixed = { isRegistered: false, address: '203.0.113.77', port: 5060 }
  const registers = { isRegistered: true, credentialUsername: username }
  return {
    direction,
    authorise,
    pbx,
    trunk: { use: 'new', name: `Trunk ${name}`, hostName: name },
    accessControlList: {
      use: 'new',
      name: `${name} sources`,
      lines: '198.51.100.16/28 - office\n198.51.100.9',
    },
    credentialList: { use: 'new', name: `${name} users`, usernames: [username] },
    endpoint: {
      name: `${name} PBX`,
      priority: 1,
      transport: 'UDP',
      ...(pbx === 'registers' ? registers : isFixed),
    },
    numbers: { assign: phoneNumbers.map((phoneNumber) => ({ phoneNumber, mayLeave: [] })), rent: [] },
  }
}

/** True for a case with inbound calls, which ends with numbers. */
export function takesNumbers(which: Case): boolean {
  return stepsOf[which].includes('assign')
}
