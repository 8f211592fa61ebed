import type { Fields } from '../store'
import type { CallRow } from './schema'

type Kind = 'text' | 'direction' | 'flag' | 'whole' | 'number' | 'money'

/** What each field holds; those with a question mark may be null. */
const kinds: Readonly<Record<keyof CallRow, Kind | `${Kind}?`>> = {
  callId: 'text',
  fromParty: 'text',
  toParty: 'text',
  fromCountry: 'text',
  toCountry: 'text',
  direction: 'direction',
  createdAt: 'whole',
  answeredAt: 'whole?',
  endedAt: 'whole?',
  durationSeconds: 'whole?',
  billedSeconds: 'whole?',
  result: 'text?',
  pricePerMinute: 'money?',
  price: 'money?',
  trunkId: 'text',
  trunkName: 'text',
  emergency: 'flag',
  causeCode: 'whole?',
  sipCode: 'whole?',
  region: 'text',
  mos: 'number?',
  transport: 'text',
  port: 'whole',
  groupId: 'text',
  parentId: 'text',
  relationship: 'text',
  hasChildren: 'flag',
  captured: 'flag',
}

const meanings: Readonly<Record<Kind, string>> = {
  text: 'a text',
  direction: 'INBOUND or OUTBOUND',
  flag: 'true, false, 1 or 0',
  whole: 'a whole number; times are milliseconds since the epoch',
  number: 'a number',
  money: 'US dollars, with four decimals at most',
}

/** Reads fields of a call as `GET /__sandbox/calls` shows them; `seq`, which cannot be chosen, is passed over. */
export function readCallFields(body: Fields): Partial<CallRow> {
  const fields: Partial<Record<keyof CallRow, unknown>> = {}
  for (const [name, value] of Object.entries(body)) {
    if (name === 'seq') continue
    if (!isField(name)) throw new Error(`A call has no ${name}; it has ${Object.keys(kinds).join(', ')}.`)
    const kind = kinds[name]
    const isOptional = kind.endsWith('?')
    const bare = kind.replace('?', '') as Kind // that is how the kinds are written
    if (!(value === null && isOptional) && !hasKind(value, bare))
      throw new Error(`${name} is ${meanings[bare]}${isOptional ? ', or null' : ''}.`)
    fields[name] = typeof value === 'boolean' ? Number(value) : value
  }
  if (fields.callId === '') throw new Error('callId is not empty.')
  return fields as Partial<CallRow> // each value was held against its kind
}

function isField(name: string): name is keyof CallRow {
  return Object.hasOwn(kinds, name)
}

function hasKind(value: unknown, kind: Kind): boolean {
  if (kind === 'text') return typeof value === 'string'
  if (kind === 'direction') return value === 'INBOUND' || value === 'OUTBOUND'
  if (kind === 'flag') return typeof value === 'boolean' || value === 0 || value === 1
  if (kind === 'whole') return Number.isSafeInteger(value)
  // The export has four decimals: a price with more would be two prices, one in each kind of answer.
  return (
    typeof value === 'number' &&
    Number.isFinite(value) &&
    (kind === 'number' || Number(value.toFixed(4)) === value)
  )
}
