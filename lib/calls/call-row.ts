import type { CallTable } from '@/lib/database/archive-schema'
import type { calls } from '@/lib/resources/calls'
import type { EntityOf } from '@/lib/resources/define'
import type { ArchivedCall } from '@/lib/rules/call-history'
import { partyKey, partyTail } from '@/lib/rules/call-party'
import type { ExportedCall } from './vendor-csv'
import type { Words } from './words'

/** A call as it was read from the vendor: from its list, and from its export where that was read as well. */
export interface ReadCall {
  listed: EntityOf<typeof calls>
  exported: ExportedCall | undefined
}

/** A call of the vendor's list that says when it began; others have no place in the archive. */
export function hasPlace({ listed }: ReadCall): boolean {
  return listed.callId !== '' && !listed.callId.includes('\0') && listed.createTime !== null
}

const directions = { INBOUND: 1, OUTBOUND: 2 } as const

/** The number under which a direction is stored. */
export function directionNumber(direction: string): number {
  return direction === 'INBOUND' || direction === 'OUTBOUND' ? directions[direction] : 0
}

/** The direction behind a stored number. */
export function directionWord(direction: number): ArchivedCall['direction'] {
  return direction === 1 ? 'INBOUND' : direction === 2 ? 'OUTBOUND' : ''
}

/** The words a call is stored with. */
export interface CallWords {
  project: number
  result: number
  currency: number
  trunk: number
  region: number
  transport: number
  relationship: number
}

/** The words of a call as they are written. */
export function wordsOf({ listed, exported }: ReadCall) {
  return {
    result: text(listed.callResult),
    currency: text((listed.price?.currencyCode || listed.pricePerMinute?.currencyCode) ?? ''),
    trunk: text(listed.trunkId),
    region: text(exported?.region ?? ''),
    transport: text(exported?.transport ?? ''),
    relationship: text(exported?.relationship ?? ''),
  }
}

/** The row of a call. What only the export says is kept as it is stored when the export was not read this time. */
export function rowOf(
  { listed, exported }: ReadCall,
  words: CallWords,
  id: number,
  stored: CallTable | undefined,
): CallTable {
  const createdAt = Date.parse(listed.createTime ?? '')
  const isInbound = listed.direction === 'INBOUND'
  const isLeg = exported !== undefined && exported.relationship !== '' && exported.relationship !== 'initial'
  const details: Pick<CallTable, ExportedColumn> = exported
    ? {
        fromCountry: text(exported.fromCountry),
        toCountry: text(exported.toCountry),
        country: text(isInbound ? exported.fromCountry : exported.toCountry),
        emergency: exported.emergency ? 1 : 0,
        causeCode: whole(exported.causeCode),
        sipCode: whole(exported.sipCode),
        region: words.region,
        mos: exported.mos,
        transport: words.transport,
        port: whole(exported.port),
        groupId: text(exported.groupId),
        relationship: words.relationship,
        hasChildren: exported.hasChildren ? 1 : 0,
        leg: isLeg ? 1 : 0,
        forwarded: isLeg || exported.hasChildren ? 1 : 0,
        enriched: 1,
      }
    : (stored ?? nothingExported)
  return {
    project: words.project,
    id,
    callId: listed.callId,
    fromParty: text(listed.from),
    toParty: text(listed.to),
    fromKey: partyKey(text(listed.from)),
    toKey: partyKey(text(listed.to)),
    fromTail: partyTail(text(listed.from)),
    toTail: partyTail(text(listed.to)),
    direction: directionNumber(listed.direction),
    createdAt,
    answeredAt: instant(listed.answerTime),
    endedAt: instant(listed.endTime),
    durationSeconds: whole(listed.durationSeconds),
    billedSeconds: whole(listed.billingDurationSeconds),
    result: words.result,
    pricePerMinute: millionths(listed.pricePerMinute?.amount),
    price: millionths(listed.price?.amount),
    currency: words.currency,
    trunk: words.trunk,
    pcapId: text(listed.pcapId),
    fromCountry: details.fromCountry,
    toCountry: details.toCountry,
    country: details.country,
    emergency: details.emergency,
    causeCode: details.causeCode,
    sipCode: details.sipCode,
    region: details.region,
    mos: details.mos,
    transport: details.transport,
    port: details.port,
    groupId: details.groupId,
    relationship: details.relationship,
    hasChildren: details.hasChildren,
    leg: details.leg,
    forwarded: details.forwarded,
    enriched: details.enriched,
  }
}

type ExportedColumn = keyof typeof nothingExported

const nothingExported = {
  fromCountry: '',
  toCountry: '',
  country: '',
  emergency: 0,
  causeCode: null,
  sipCode: null,
  region: 0,
  mos: null,
  transport: 0,
  port: null,
  groupId: '',
  relationship: 0,
  hasChildren: 0,
  leg: 0,
  forwarded: 0,
  enriched: 0,
}

/** A text as both databases take it: PostgreSQL has no place for a NUL. */
function text(written: string): string {
  return written.includes('\0') ? written.replaceAll('\0', '') : written
}

const largest = 2_147_483_647

/** A number as both databases take it: whole, and of 32 bits. */
function whole(number: number | null): number | null {
  return number === null ? null : Math.max(-largest, Math.min(largest, Math.trunc(number)))
}

/** True while the vendor may still add to a call: its end, its price or, in the export, its SIP code. */
export function isUnsettled(row: CallTable): boolean {
  return row.endedAt === null || row.price === null || row.enriched === 0 || row.sipCode === null
}

/** True when both rows say the same. */
export function isSameCall(one: CallTable, other: CallTable): boolean {
  return Object.entries(one).every(([name, value]) => value === other[name as keyof CallTable])
}

/** A stored call as the console speaks of it. `words` must know the words of the row. */
export function archivedCall(row: CallTable, words: Words): ArchivedCall {
  const currencyCode = words.word(row.currency)
  const money = (amount: number | null) => (amount === null ? null : { currencyCode, amount: amount / 1e6 })
  return {
    callId: row.callId,
    from: row.fromParty,
    to: row.toParty,
    fromCountry: row.fromCountry,
    toCountry: row.toCountry,
    direction: directionWord(row.direction),
    callResult: words.word(row.result),
    createTime: new Date(row.createdAt).toISOString(),
    answerTime: isoTime(row.answeredAt),
    endTime: isoTime(row.endedAt),
    durationSeconds: row.durationSeconds,
    billingDurationSeconds: row.billedSeconds,
    pricePerMinute: money(row.pricePerMinute),
    price: money(row.price),
    trunkId: words.word(row.trunk),
    pcapId: row.pcapId,
    emergency: row.emergency === 1,
    causeCode: row.causeCode,
    sipCode: row.sipCode,
    region: words.word(row.region),
    mos: row.mos,
    transport: words.word(row.transport),
    port: row.port,
    groupId: row.groupId,
    parentId: row.leg === 1 ? row.groupId : '',
    relationship: words.word(row.relationship),
    hasChildren: row.hasChildren === 1,
    isEnriched: row.enriched === 1,
  }
}

/** The numbers of the words that a row is told with. */
export function wordIdsOf(row: CallTable): number[] {
  return [row.result, row.currency, row.trunk, row.region, row.transport, row.relationship]
}

function instant(time: string | null): number | null {
  return time === null ? null : Date.parse(time)
}

function isoTime(moment: number | null): string | null {
  return moment === null ? null : new Date(moment).toISOString()
}

function millionths(amount: number | undefined): number | null {
  return amount === undefined ? null : Math.round(amount * 1e6)
}
