import { storedChoice } from '@/lib/client/stored-choice'

/** Every column there is, those that are shown without a choice first. */
export const columnNames = {
  time: 'Time',
  direction: 'Direction',
  from: 'From',
  to: 'To',
  trunk: 'Trunk',
  result: 'Result',
  duration: 'Duration',
  price: 'Price',
  country: 'Country',
  sipCode: 'SIP code',
  answered: 'Answered',
  ended: 'Ended',
  billed: 'Billed',
  pricePerMinute: 'Price per minute',
  mos: 'MOS',
  region: 'Region',
  transport: 'Transport',
  emergency: 'Emergency',
  callId: 'Call id',
} as const

/** One column. */
export type ColumnKey = keyof typeof columnNames

/** The columns without a choice. */
export const usualColumns: readonly ColumnKey[] = [
  'time',
  'direction',
  'from',
  'to',
  'trunk',
  'result',
  'duration',
  'price',
]

/** The columns that this browser shows, in their order. */
export const useColumnChoice = storedChoice<readonly ColumnKey[]>('calls-columns', readColumns, usualColumns)

/** What was stored, as far as it names columns; a row is opened by its time, so that one is always there. */
export function readColumns(stored: unknown): readonly ColumnKey[] | undefined {
  if (!Array.isArray(stored)) return undefined
  const known = [...new Set(stored)].filter(
    (key): key is ColumnKey => typeof key === 'string' && Object.hasOwn(columnNames, key),
  )
  if (known.length === 0) return undefined
  return known.includes('time') ? known : ['time', ...known]
}
