import type { CallSumTable, CallTable } from '@/lib/database/archive-schema'

/** Which of what calls have in common a cube of sums tells apart, beside the hour or day, direction, result and currency. */
export interface Cube {
  readonly number: number
  readonly step: 'hour' | 'day'
  readonly trunk: boolean
  readonly country: boolean
  readonly sipCode: boolean
}

const kinds = [
  { trunk: false, country: false, sipCode: false },
  { trunk: true, country: false, sipCode: false },
  { trunk: false, country: true, sipCode: false },
  { trunk: false, country: false, sipCode: true },
  { trunk: true, country: true, sipCode: true },
] as const

/** All cubes that are kept. The coarser ones hold the same calls in fewer rows: reading thirty days of the finest takes too long. */
export const cubes: readonly Cube[] = kinds.flatMap((kind, index) => [
  { ...kind, number: index, step: 'hour' as const },
  { ...kind, number: index + kinds.length, step: 'day' as const },
])

/** The coarsest cube that tells all of this apart. */
export function cubeFor(step: Cube['step'], wanted: Pick<Cube, 'trunk' | 'country' | 'sipCode'>): Cube {
  const fitting = cubes.find(
    (cube) =>
      cube.step === step &&
      (cube.trunk || !wanted.trunk) &&
      (cube.country || !wanted.country) &&
      (cube.sipCode || !wanted.sipCode),
  )
  if (!fitting) throw new Error('the finest cube tells everything apart')
  return fitting
}

/** An hour and a day in milliseconds; both are those of UTC. */
export const stepMs = { hour: 3_600_000, day: 86_400_000 } as const

/** The code under which calls without a SIP code are summed. */
export const noSipCode = 0

type SumKey = Omit<CallSumTable, 'records' | 'calls' | 'answered' | 'talkSeconds' | 'cost'>

/** What a call is for the sums. */
export type Summed = Pick<
  CallTable,
  | 'project'
  | 'trunk'
  | 'country'
  | 'sipCode'
  | 'createdAt'
  | 'answeredAt'
  | 'endedAt'
  | 'direction'
  | 'result'
  | 'currency'
  | 'price'
  | 'leg'
>

/** The figures of one call: what it adds to each sum it is part of. */
export function figuresOf(call: Summed) {
  // The second record of a forwarded pair is a charge of its own, but not a call of its own.
  const isCall = 1 - call.leg
  const isAnswered = call.answeredAt === null ? 0 : isCall
  const talkMs = call.answeredAt === null || call.endedAt === null ? 0 : call.endedAt - call.answeredAt
  return {
    records: 1,
    calls: isCall,
    answered: isAnswered,
    talkSeconds: isCall * talkSeconds(talkMs),
    cost: call.price ?? 0,
  }
}

/** Whole seconds; half a second counts as one, in the same arithmetic as `rawFigures`. */
function talkSeconds(talkMs: number): number {
  return Math.max(0, Math.floor((talkMs + 500) / 1000))
}

/** Gathers what a batch of changes does to the sums. */
export class SumChanges {
  private readonly changes = new Map<string, CallSumTable>()

  /** A call that is there from now on. */
  add(call: Summed): void {
    this.change(call, 1)
  }

  /** A call as it was, before it is replaced or deleted. */
  remove(call: Summed): void {
    this.change(call, -1)
  }

  /** The rows to add to those that are stored; rows that come out even are left out. */
  rows(): CallSumTable[] {
    return [...this.changes.values()].filter(
      ({ records, calls, answered, talkSeconds, cost }) =>
        records !== 0 || calls !== 0 || answered !== 0 || talkSeconds !== 0 || cost !== 0,
    )
  }

  private change(call: Summed, sign: 1 | -1): void {
    const figures = figuresOf(call)
    for (const cube of cubes) {
      const key = keyOf(cube, call)
      const name = Object.values(key).join(' ')
      let row = this.changes.get(name)
      if (row === undefined) {
        row = { ...key, records: 0, calls: 0, answered: 0, talkSeconds: 0, cost: 0 }
        this.changes.set(name, row)
      }
      row.records += sign * figures.records
      row.calls += sign * figures.calls
      row.answered += sign * figures.answered
      row.talkSeconds += sign * figures.talkSeconds
      row.cost += sign * figures.cost
    }
  }
}

function keyOf(cube: Cube, call: Summed): SumKey {
  return {
    project: call.project,
    cube: cube.number,
    trunk: cube.trunk ? call.trunk : 0,
    country: cube.country ? call.country : '',
    sipCode: cube.sipCode ? (call.sipCode ?? noSipCode) : 0,
    start: Math.floor(call.createdAt / stepMs[cube.step]) * stepMs[cube.step],
    direction: call.direction,
    result: call.result,
    currency: call.currency,
  }
}
