import type { CallSumTable } from '@/lib/database/archive-schema'
import type { CallSums, CallTotals } from '@/lib/rules/call-history'
import { fromWallClock, wallClock } from '@/lib/rules/call-window'
import type { Archive } from './archive'
import { noSipCode, type Cube } from './cubes'

/** A sum of calls as it is stored or made; `start` is that of its hour or day. */
export type SumRow = Omit<CallSumTable, 'project' | 'cube'>

/** What one reading of the sums is for. */
export type Purpose = 'time' | 'trunk' | 'country' | 'sipCode'

const topCount = 10

/** Gathers sums into totals. Each purpose is fed with every call once. */
export class TotalsFold {
  private readonly sums = emptySums()
  private readonly inTime = new Map<number, Map<number, number>>()
  private readonly shares = {
    trunk: new Map<number, CallSums>(),
    country: new Map<string, CallSums>(),
    sipCode: new Map<number, CallSums>(),
  }
  private readonly rows: { row: SumRow; purposes: readonly Purpose[] }[] = []
  private readonly days: { start: number; end: number }[] = []

  constructor(
    private readonly archive: Archive,
    private readonly step: Cube['step'],
    private readonly zone: string,
  ) {}

  add(row: SumRow, purposes: readonly Purpose[]): void {
    this.rows.push({ row, purposes })
  }

  async result(): Promise<Omit<CallTotals, 'trunkNames' | 'tookMs' | 'isFromRollups'>> {
    const { db, words } = this.archive
    await words.know(db, new Set(this.rows.flatMap(({ row }) => [row.result, row.currency, row.trunk])))
    for (const { row, purposes } of this.rows) this.fold(row, purposes)
    const word = (id: number) => words.word(id)
    return {
      sums: this.sums,
      step: this.step,
      inTime: [...this.inTime]
        .sort(([one], [other]) => one - other)
        .map(([start, results]) => ({
          start: new Date(start).toISOString(),
          results: Object.fromEntries([...results].map(([result, calls]) => [word(result), calls])),
        })),
      trunks: top(this.shares.trunk, word),
      countries: top(this.shares.country, (country) => country),
      failures: top(this.shares.sipCode, (code) => (code === noSipCode ? '' : String(code))),
    }
  }

  private fold(row: SumRow, purposes: readonly Purpose[]): void {
    for (const purpose of purposes) {
      if (purpose === 'time') {
        addTo(this.sums, row, this.archive)
        if (row.calls === 0) continue
        const results = entryOf(this.inTime, this.stepStart(row.start), () => new Map<number, number>())
        results.set(row.result, (results.get(row.result) ?? 0) + row.calls)
      } else if (purpose === 'trunk')
        addTo(entryOf(this.shares.trunk, row.trunk, emptySums), row, this.archive)
      else if (purpose === 'country')
        addTo(entryOf(this.shares.country, row.country, emptySums), row, this.archive)
      else if (this.isFailure(row))
        addTo(entryOf(this.shares.sipCode, row.sipCode, emptySums), row, this.archive)
    }
  }

  private isFailure({ result }: SumRow): boolean {
    return this.archive.words.word(result) === 'FAILED'
  }

  /** Where the hour belongs in the chart: days begin at midnight in the zone of the search. */
  private stepStart(hour: number): number {
    if (this.step === 'hour') return hour
    const known = this.days.find(({ start, end }) => hour >= start && hour < end)
    if (known) return known.start
    const [year, month, day] = wallClock(hour, this.zone)
    const midnight = (offset: number) => fromWallClock([year, month, day + offset, 0, 0, 0], this.zone)
    const made = { start: midnight(0), end: midnight(1) }
    // Most likely asked for next.
    this.days.unshift(made)
    return made.start
  }
}

function entryOf<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const known = map.get(key)
  if (known !== undefined) return known
  const made = make()
  map.set(key, made)
  return made
}

function emptySums(): CallSums {
  return { records: 0, calls: 0, answered: 0, talkSeconds: 0, cost: {} }
}

function addTo(sums: CallSums, row: SumRow, { words }: Archive): void {
  sums.records += row.records
  sums.calls += row.calls
  sums.answered += row.answered
  sums.talkSeconds += row.talkSeconds
  const currency = words.word(row.currency)
  // In millionths until the end would be exact as well; amounts of the vendor have four decimals.
  if (currency !== '') sums.cost[currency] = Math.round((sums.cost[currency] ?? 0) * 1e6 + row.cost) / 1e6
}

function top<Key>(shares: Map<Key, CallSums>, name: (key: Key) => string) {
  return (
    [...shares]
      // Charges without a call of their own, as of a forwarded pair's other trunk, come after those with.
      .filter(([, { records }]) => records > 0)
      .sort(([, one], [, other]) => other.calls - one.calls || other.records - one.records)
      .slice(0, topCount)
      .map(([key, sums]) => ({ key: name(key), ...sums }))
  )
}
