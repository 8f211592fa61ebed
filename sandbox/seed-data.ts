import { saleFields, type NumberBlock } from './numbers/inventory'
import type { Fields } from './store'

/** One trunk of the demonstration, with the lists it is linked to by name. */
export interface DemonstrationTrunk {
  readonly name: string
  readonly hostName: string
  readonly enableCallerName: boolean
  readonly callForwardNumber: string
  readonly enableCallForward: boolean
  readonly endpoints: readonly Fields[]
  readonly accessControlLists: readonly string[]
  readonly credentialLists: readonly string[]
}

function fixed(name: string, address: string, priority: number, more: Fields = {}): Fields {
  return { name, address, port: 5060, transport: 'UDP', priority, enabled: true, ...more }
}

function registered(name: string, credentialUsername: string, priority: number, more: Fields = {}): Fields {
  return { name, isRegistered: true, credentialUsername, transport: 'TLS', priority, enabled: true, ...more }
}

/** A trunk that works by address, one that works by registration, and one on which nothing can work. */
export const trunks: readonly DemonstrationTrunk[] = [
  {
    name: 'Head office',
    hostName: 'head-office',
    enableCallerName: true,
    callForwardNumber: '',
    enableCallForward: false,
    endpoints: [
      fixed('PBX 1', '203.0.113.10', 1),
      fixed('PBX 2', '203.0.113.11', 1, { transport: 'TCP' }),
      fixed('Recovery site', 'sip.recovery.example', 2, { port: 5061, transport: 'TLS' }),
      fixed('Old PBX', '203.0.113.20', 9, { enabled: false }),
    ],
    accessControlLists: ['Head office PBX', 'Recovery site'],
    credentialLists: [],
  },
  {
    name: 'Branch offices',
    hostName: 'branch-offices',
    enableCallerName: false,
    callForwardNumber: '+12125550142',
    enableCallForward: true,
    endpoints: [
      registered('Stockholm', 'branch-stockholm', 1),
      registered('London', 'branch-london', 1),
      registered('Sydney', 'branch-sydney', 2, { transport: 'TCP' }),
    ],
    accessControlLists: [],
    credentialLists: ['Branch offices'],
  },
  {
    // Its list of users is not linked, so every registration fails; its other endpoint is switched off.
    name: 'Contact centre',
    hostName: 'contact-centre',
    enableCallerName: false,
    callForwardNumber: '',
    enableCallForward: false,
    endpoints: [
      registered('Dialler', 'contact-centre-dialler', 1),
      fixed('Standby', '198.51.100.30', 2, { enabled: false }),
    ],
    accessControlLists: [],
    credentialLists: [],
  },
]

function range(description: string, ipAddress: string, prefix = 32) {
  return { description, ipAddress, range: prefix }
}

/** Who may call out; the last list is linked to nothing. */
export const accessControlLists = [
  {
    name: 'Head office PBX',
    enabled: true,
    ipRanges: [
      range('PBX 1', '203.0.113.10'),
      range('PBX 2', '203.0.113.11'),
      range('Media', '203.0.113.64', 28),
    ],
  },
  { name: 'Recovery site', enabled: true, ipRanges: [range('Gateways', '198.51.100.8', 29)] },
  { name: 'Former carrier', enabled: false, ipRanges: [range('Session border controller', '192.0.2.1')] },
] as const

/** The users of registered endpoints. */
export const credentialLists = [
  { name: 'Branch offices', usernames: ['branch-stockholm', 'branch-london', 'branch-sydney'] },
  { name: 'Contact centre', usernames: ['contact-centre-dialler'] },
] as const

function rule(name: string, direction: string, match: Fields): Fields {
  const empty = { callerCountry: null, calleeCountry: null, callerMatch: null, calleeMatch: null }
  return { name, direction, ...empty, ...match }
}

/** A few calls that nobody wants. */
export const blockingRules: readonly Fields[] = [
  rule('Premium numbers', 'OUTBOUND', { calleeMatch: '1900' }),
  rule('Satellite phones', 'OUTBOUND', { calleeMatch: '870' }),
  rule('Known nuisance caller', 'INBOUND', { callerMatch: '12025550199' }),
  rule('No calls from Antarctica', 'INBOUND', { callerCountry: 'AQ' }),
]

interface NumberRun {
  readonly regionCode: string
  readonly type: NumberBlock['type']
  readonly first: number
  /** How many numbers go to each trunk, in the order of the trunks; the last count stays unassigned. */
  readonly shares: readonly [number, number, number, number]
  readonly label: string
}

// Ranges that the regulators keep for fiction: 40 numbers in five countries, 12 of them unassigned.
const runs: readonly NumberRun[] = [
  { regionCode: 'US', type: 'LOCAL', first: 1_212_555_0100, shares: [8, 0, 2, 2], label: 'New York' },
  { regionCode: 'US', type: 'TOLL_FREE', first: 1_800_555_0100, shares: [1, 0, 1, 2], label: 'Freephone' },
  { regionCode: 'CA', type: 'LOCAL', first: 1_416_555_0100, shares: [4, 0, 0, 2], label: 'Toronto' },
  { regionCode: 'GB', type: 'LOCAL', first: 44_2079_460_000, shares: [0, 3, 0, 1], label: 'London' },
  { regionCode: 'GB', type: 'MOBILE', first: 44_7700_900_000, shares: [0, 1, 0, 2], label: 'UK mobile' },
  { regionCode: 'SE', type: 'LOCAL', first: 46_8_465_004_00, shares: [0, 3, 0, 1], label: 'Stockholm' },
  { regionCode: 'SE', type: 'MOBILE', first: 46_701_740_605, shares: [0, 1, 0, 1], label: 'Swedish mobile' },
  { regionCode: 'AU', type: 'LOCAL', first: 61_2_5550_1000, shares: [0, 3, 1, 1], label: 'Sydney' },
]

/** The 40 numbers, each with what it costs and the trunk it belongs to, if any. */
export function demonstrationNumbers() {
  return runs.flatMap((run) => {
    const hostNames = [...trunks.map((trunk) => trunk.hostName), undefined]
    const owners = run.shares.flatMap((count, index) => Array.from({ length: count }, () => hostNames[index]))
    const american = run.regionCode === 'US' || run.regionCode === 'CA'
    const sale = saleFields({
      regionCode: run.regionCode,
      type: run.type,
      first: run.first,
      size: owners.length,
      monthly: run.type === 'TOLL_FREE' ? '2.00' : '1.00',
      currencyCode: american ? 'USD' : 'EUR',
      documents: !american,
      sms: american || run.type === 'MOBILE',
    })
    return owners.map((hostName, index) => ({
      phoneNumber: `+${run.first + index}`,
      displayName: `${run.label} ${index + 1}`,
      hostName,
      sale,
    }))
  })
}
