import type { ArchivedCall } from '@/lib/rules/call-history'

/** What a cell of a file holds before it is written; null for what is not known. */
export type CellValue = string | number | boolean | null

/** The names of trunks by their ids. */
export type TrunkNames = ReadonlyMap<string, string>

/** One column of a file for spreadsheets. */
export interface ExportColumn {
  readonly title: string
  /** In characters, for files that can say so. */
  readonly width: number
  /** An ISO instant, in files that have cells for times a time. */
  readonly isTime?: true
  readonly value: (call: ArchivedCall, trunkNames: TrunkNames) => CellValue
}

/** All columns in their order. Times are UTC, whatever the zone of the search. */
export const exportColumns: readonly [ExportColumn, ...ExportColumn[]] = [
  { title: 'Created (UTC)', width: 20, isTime: true, value: (call) => call.createTime },
  { title: 'Answered (UTC)', width: 20, isTime: true, value: (call) => call.answerTime },
  { title: 'Ended (UTC)', width: 20, isTime: true, value: (call) => call.endTime },
  { title: 'Direction', width: 11, value: (call) => call.direction },
  { title: 'From', width: 18, value: (call) => call.from },
  { title: 'From country', width: 13, value: (call) => call.fromCountry },
  { title: 'To', width: 18, value: (call) => call.to },
  { title: 'To country', width: 11, value: (call) => call.toCountry },
  { title: 'Trunk', width: 24, value: (call, trunkNames) => trunkNames.get(call.trunkId) ?? '' },
  { title: 'Trunk id', width: 28, value: (call) => call.trunkId },
  { title: 'Result', width: 12, value: (call) => call.callResult },
  { title: 'SIP code', width: 9, value: (call) => call.sipCode },
  { title: 'Cause code', width: 11, value: (call) => call.causeCode },
  { title: 'Duration (s)', width: 12, value: (call) => call.durationSeconds },
  { title: 'Billed duration (s)', width: 18, value: (call) => call.billingDurationSeconds },
  { title: 'Price per minute', width: 16, value: (call) => call.pricePerMinute?.amount ?? null },
  { title: 'Price', width: 10, value: (call) => call.price?.amount ?? null },
  {
    title: 'Currency',
    width: 9,
    value: (call) => call.price?.currencyCode ?? call.pricePerMinute?.currencyCode ?? null,
  },
  // The vendor's list says neither yes nor no to these two; only its export does.
  { title: 'Emergency', width: 10, value: (call) => (call.isEnriched ? call.emergency : null) },
  { title: 'Has further legs', width: 15, value: (call) => (call.isEnriched ? call.hasChildren : null) },
  { title: 'Relationship', width: 14, value: (call) => call.relationship },
  { title: 'Group id', width: 28, value: (call) => call.groupId },
  { title: 'Parent id', width: 28, value: (call) => call.parentId },
  { title: 'Region', width: 10, value: (call) => call.region },
  { title: 'MOS', width: 6, value: (call) => call.mos },
  { title: 'Transport', width: 10, value: (call) => call.transport },
  { title: 'Port', width: 7, value: (call) => call.port },
  { title: 'Call id', width: 28, value: (call) => call.callId },
  { title: 'Packet capture id', width: 28, value: (call) => call.pcapId },
  // Empty cells of a call without details say "not known yet", those of one with details "there is none".
  { title: 'Details known', width: 13, value: (call) => call.isEnriched },
]
