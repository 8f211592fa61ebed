import type { Dialect } from '../dialect'
import { callTime } from '../timestamps'
import type { CallRow } from './schema'

type Cell = (call: CallRow, projectId: string, dialect: Readonly<Dialect>) => string | number | null

const time = (value: number | null, dialect: Readonly<Dialect>) =>
  value === null ? '' : callTime(value, dialect)
const price = (value: number | null) => (value === null ? '' : `${value.toFixed(4)} USD`)
const yesNo = (value: number) => (value === 1 ? 'true' : 'false')

/** The 26 columns of the vendor's export, in its order. */
export const csvColumns: readonly (readonly [string, Cell])[] = [
  ['Timestamp', (call, _, dialect) => time(call.createdAt, dialect)],
  ['Call Id', (call) => call.callId],
  ['Answer Time', (call, _, dialect) => time(call.answeredAt, dialect)],
  ['End Time', (call, _, dialect) => time(call.endedAt, dialect)],
  ['From', (call) => call.fromParty],
  // The file names the called address without its scheme: `+1440…@host:5060`.
  ['To', (call) => call.toParty.replace(/^sip:/, '')],
  ['Trunk Id', (call) => call.trunkId],
  ['Trunk Name', (call) => call.trunkName],
  ['Direction', (call) => call.direction],
  ['Duration (s)', (call) => call.durationSeconds ?? ''],
  ['Result', (call) => call.result ?? ''],
  ['To Country', (call) => call.toCountry],
  ['From Country', (call) => call.fromCountry],
  ['Is Emergency Call', (call) => yesNo(call.emergency)],
  ['Price Per Minute', (call) => price(call.pricePerMinute)],
  ['Cost', (call) => price(call.price)],
  ['Cause Code', (call) => call.causeCode],
  ['SIP Response Code', (call) => call.sipCode],
  ['Region', (call) => call.region],
  ['MOS', (call) => call.mos],
  ['Transport', (call) => call.transport],
  ['Port', (call) => call.port],
  ['Project Id', (_, projectId) => projectId],
  ['Group Id', (call) => call.groupId],
  ['Relationship Type', (call) => call.relationship],
  ['Has Children', (call) => yesNo(call.hasChildren)],
]

/** The export as one text; every cell is quoted, and what is unknown is the literal `null`, as in the vendor's files. */
export function csvOf(rows: readonly CallRow[], projectId: string, dialect: Readonly<Dialect>): string {
  const lines = [
    csvColumns.map(([title]) => title),
    ...rows.map((call) => csvColumns.map(([, cell]) => cell(call, projectId, dialect))),
  ]
  return (
    lines
      .map((cells) => cells.map((cell) => `"${String(cell).replaceAll('"', '""')}"`).join(','))
      .join('\n') + '\n'
  )
}
