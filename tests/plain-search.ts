import type { ReadCall } from '@/lib/calls/call-row'
import type { CallSums } from '@/lib/rules/call-history'
import type { CallFilters } from '@/lib/rules/call-query'

/** Whether a call is one that a search asks for, looked at field by field; written without anything of the archive. */
export function matches(
  { listed, exported }: ReadCall,
  filters: CallFilters,
  window: { start: number; end: number },
): boolean {
  const created = Date.parse(listed.createTime ?? '')
  const isIn = <Value>(values: readonly Value[], value: Value) =>
    values.length === 0 || values.includes(value)
  const country = (listed.direction === 'INBOUND' ? exported?.fromCountry : exported?.toCountry) ?? ''
  const isForwarded =
    exported !== undefined && (exported.hasChildren || !['', 'initial'].includes(exported.relationship))
  const price = listed.price?.amount
  return (
    created >= window.start &&
    created <= window.end &&
    isParty(listed.from, filters.from) &&
    isParty(listed.to, filters.to) &&
    (isParty(listed.from, filters.party) || isParty(listed.to, filters.party)) &&
    isIn(filters.trunkId, listed.trunkId) &&
    isIn<string>(filters.callResult, listed.callResult) &&
    isIn<string>(filters.direction, listed.direction) &&
    isIn(filters.country, country) &&
    isIn<number | null>(filters.sipCode, exported?.sipCode ?? null) &&
    (filters.minSeconds === undefined || (listed.durationSeconds ?? -1) >= filters.minSeconds) &&
    (filters.maxSeconds === undefined ||
      (listed.durationSeconds !== null && listed.durationSeconds <= filters.maxSeconds)) &&
    (filters.minPrice === undefined || (price !== undefined && price >= filters.minPrice)) &&
    (filters.maxPrice === undefined || (price !== undefined && price <= filters.maxPrice)) &&
    (!filters.emergency || exported?.emergency === true) &&
    (!filters.forwarded || isForwarded)
  )
}

function isParty(party: string, search: string): boolean {
  if (search === '') return true
  const number = party.replace(/^sips?:/, '').replace(/^\+/, '')
  if (search.startsWith('*')) {
    const [user = ''] = number.split('@')
    return /^\d+$/.test(user) && user.endsWith(search.slice(1))
  }
  return search.startsWith('sip') ? party.startsWith(search) : number.startsWith(search.replace(/^\+/, ''))
}

/** The sums over these calls, one by one. */
export function plainTotals(calls: readonly ReadCall[]): CallSums {
  const sums: CallSums = { records: 0, calls: 0, answered: 0, talkSeconds: 0, cost: {} }
  let micro = 0
  for (const { listed, exported } of calls) {
    sums.records += 1
    if (listed.price) micro += Math.round(listed.price.amount * 1e6)
    if (exported !== undefined && !['', 'initial'].includes(exported.relationship)) continue
    sums.calls += 1
    if (listed.answerTime === null) continue
    sums.answered += 1
    if (listed.endTime !== null)
      sums.talkSeconds += Math.round((Date.parse(listed.endTime) - Date.parse(listed.answerTime)) / 1000)
  }
  return calls.length === 0 ? sums : { ...sums, cost: { USD: micro / 1e6 } }
}
