import type { accessControlLists, ipRanges } from '@/lib/resources/access-control-lists'
import type { callBlockingRules } from '@/lib/resources/call-blocking-rules'
import type { countryPermissions } from '@/lib/resources/country-permissions'
import type { credentialLists, credentials } from '@/lib/resources/credential-lists'
import type { InputOf } from '@/lib/resources/define'
import type { endpoints } from '@/lib/resources/endpoints'
import type { activeNumbers, phoneNumbers } from '@/lib/resources/phone-numbers'
import type { trunks } from '@/lib/resources/trunks'
import { unique } from './helpers'

/** How one field is set: at first to something else than what it is without being touched, then to another value. */
export interface Line {
  control: 'text' | 'select' | 'switch' | 'radio' | 'group' | 'opened from its row'
  label: string
  values: readonly (string | boolean)[]
  /** What the vendor holds then; undefined where it is compared by itself. */
  held: readonly unknown[]
  /** What the form shows when it is opened again. */
  shown: readonly (string | boolean)[]
  /** Of a group: the fields inside. */
  lines?: Lines
}

export type Lines = Readonly<Record<string, Line>>

/** A line for every field that may be written: one that is missing, or is left over, does not compile. */
type LinesOf<Input> = Readonly<Record<keyof Input, Line>>

type Endpoint = InputOf<typeof endpoints>
type NewCredential = NonNullable<InputOf<typeof credentialLists>['credentials']>[number]

type Else = Partial<Pick<Line, 'held' | 'shown'>>

const line = (control: Line['control'], label: string, values: Line['values'], other: Else): Line => ({
  ...{ control, label, values, held: values, shown: values },
  ...other,
})
const text = (label: string, values: readonly string[], other: Else = {}) =>
  line('text', label, values, other)
const select = (label: string, values: readonly string[]) => line('select', label, values, {})
const toggle = (label: string, first: boolean) => line('switch', label, [first, !first], {})

/** SIP trunk: Create SIP trunk, Edit. */
export const trunkLines = {
  name: text('Name', [unique('Every field'), unique('Every field again')]),
  hostName: text('Host name', [unique('every'), unique('again')]),
  enableCallerName: toggle('Caller name lookup (CNAM)', true),
  enableCallForward: toggle('Call forwarding', true),
  callForwardNumber: text('Forward to', ['0046 70 123 45 67', '+12125550142'], {
    ...{ held: ['+46701234567', '+12125550142'], shown: ['+46701234567', '+12125550142'] },
  }),
} satisfies LinesOf<InputOf<typeof trunks>>

const targetLines = {
  name: text('Name', [unique('Door'), unique('Gate')]),
  transport: select('Transport', ['TLS', 'TCP']),
  priority: text('Priority', ['3', '4'], { held: [3, 4] }),
  enabled: toggle('Takes calls', false),
}

const kindOf = (title: string, isRegistered: boolean) =>
  line('radio', title, [title, title], { held: [isRegistered, isRegistered] })

/** SIP endpoint at a fixed address: Add SIP endpoint, Edit. */
export const staticEndpointLines = {
  isRegistered: kindOf('Static', false),
  ...targetLines,
  address: text('Address', ['203.0.113.77', 'sbc.example.com']),
  port: text('Port', ['5071', '5072'], { held: [5071, 5072] }),
} satisfies LinesOf<Extract<Endpoint, { isRegistered: false }>>

/** SIP endpoint that registers: the same dialog. Both user names are made beforehand. */
export const registeredEndpointLines = {
  isRegistered: kindOf('Registered', true),
  ...targetLines,
  name: text('Name', [unique('Branch'), unique('Desk')]),
  credentialUsername: text('User name', [unique('branch'), unique('desk')]),
} satisfies LinesOf<Extract<Endpoint, { isRegistered: true }>>

/** Access control list: Create access control list, Rename. Its ranges are edited one by one. */
export const accessControlListLines = {
  name: text('Name', [unique('Every office'), unique('Every site')]),
  enabled: toggle('Enabled', false),
  ipRanges: text('IP ranges', ['198.51.100.16/28 - Rack 1'], { held: [undefined] }),
} satisfies LinesOf<InputOf<typeof accessControlLists>>

/** IP range: Add range, Edit. Address and prefix length are written together. */
export const ipRangeLines = {
  ipAddress: text('IP range', ['198.51.100.64/27', '198.51.100.128/26'], {
    held: ['198.51.100.64', '198.51.100.128'],
  }),
  range: text('IP range', ['198.51.100.64/27', '198.51.100.128/26'], { held: [27, 26] }),
  description: text('Description', ['Rack 4', 'Rack 5']),
} satisfies LinesOf<InputOf<typeof ipRanges>>

/** Credential of a new list. Passwords are never shown again. */
export const newCredentialLines = {
  username: text('User name', [unique('every-user')]),
  password: text('Password, if not generated', ['First-of-two-1'], { held: [undefined] }),
} satisfies LinesOf<NewCredential>

/** Credential list: Create credential list, Rename. */
export const credentialListLines = {
  name: text('Name', [unique('Every desk'), unique('Every phone')]),
  credentials: {
    ...{ control: 'group', label: 'User 1', values: ['User 1'], held: [undefined], shown: [] },
    lines: newCredentialLines,
  },
} satisfies LinesOf<InputOf<typeof credentialLists>>

/** Credential: New password. */
export const credentialLines = {
  password: text('Password, if not generated', ['Second-of-two-2'], { held: [undefined] }),
} satisfies LinesOf<InputOf<typeof credentials>>

/** Country permission: the switch beside its name. */
export const countryLines = {
  enabled: toggle('Calls to Fiji', true),
} satisfies LinesOf<InputOf<typeof countryPermissions>>

/** Call blocking rule: Create call blocking rule, Edit. */
export const ruleLines = {
  name: text('Name', [unique('Every rule'), unique('Every rule again')]),
  direction: select('Direction', ['INBOUND', 'OUTBOUND']),
  callerCountry: text('Country of the caller', ['Sweden', 'Norway'], { held: ['SE', 'NO'] }),
  calleeCountry: text('Country that is called', ['Denmark', 'Iceland'], { held: ['DK', 'IS'] }),
  callerMatch: text('Number of the caller begins with', ['+46 70', '4790'], {
    ...{ held: ['4670', '4790'], shown: ['4670', '4790'] },
  }),
  calleeMatch: text('Number that is called begins with', ['0045 20', '354'], {
    ...{ held: ['4520', '354'], shown: ['4520', '354'] },
  }),
} satisfies LinesOf<InputOf<typeof callBlockingRules>>

/** Phone number: Rename. */
export const numberNameLines = {
  displayName: text('Name', ['Reception', 'Support']),
} satisfies LinesOf<InputOf<typeof activeNumbers>>

/** Phone number on a trunk: Assign to a trunk. Both trunks are made beforehand, under their host names. */
export const numberLines = {
  phoneNumber: line('opened from its row', 'Actions', [], {}),
  trunkId: text('Search trunks', [unique('first-trunk'), unique('next-trunk')]),
} satisfies LinesOf<InputOf<typeof phoneNumbers>>
