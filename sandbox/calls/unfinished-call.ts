import type { Database } from 'better-sqlite3'
import { prepared } from '../database'
import type { Random } from './random'
import type { CallRow } from './schema'
import { callWriter } from './stored-calls'

/** What becomes of calls after they began; times in milliseconds. */
export interface CallCourse {
  /** Longest time until a call appears, although it began before. */
  readonly lateMs: number
  /** Longest time, after it appeared, until a call's end and price are known. */
  readonly amendMs: number
  /** Share of the calls whose price changes once more, within `amendMs` after that. */
  readonly reprice: number
}

/** A call that is not yet as it will be in the end, and its next step. */
export interface UnfinishedCall {
  readonly call: CallRow
  readonly lateMs: number
  readonly amendAfterMs: number
  readonly reprice: { readonly afterMs: number; readonly price: number } | undefined
  /** Where it is stored, once it appeared. */
  seq: number
  step: 'appears' | 'ends' | 'is repriced'
}

/** What is not known of a call while it goes on. */
const unknownYet = {
  answeredAt: null,
  endedAt: null,
  durationSeconds: null,
  billedSeconds: null,
  result: null,
  price: null,
  causeCode: null,
  sipCode: null,
  mos: null,
} as const satisfies Partial<CallRow>

const amended = Object.keys(unknownYet) as (keyof typeof unknownYet)[] // Object.keys forgets the names
// By place and id: the place of a call that was taken away may have been given to another.
const thatCall = 'where seq = ? and callId = ?'
const amendment = `update calls set ${amended.map((name) => `${name} = ?`).join(', ')} ${thatCall}`
const repricing = `update calls set price = ? ${thatCall}`

/** Decides what will become of a call that has just begun. */
export function planCall(random: Random, call: CallRow, course: CallCourse): UnfinishedCall {
  const lateMs = Math.floor(random.next() * course.lateMs)
  const isRepriced = random.next() < course.reprice
  return {
    call,
    lateMs,
    amendAfterMs: Math.min(course.amendMs, (call.endedAt ?? call.createdAt) - call.createdAt),
    reprice: isRepriced
      ? { afterMs: Math.ceil(random.next() * course.amendMs), price: otherPrice(random, call) }
      : undefined,
    seq: 0,
    step: 'appears',
  }
}

/** A prepared way to carry out the next step of a call; it gives the time until the one after it, or nothing when that was the last. */
export function callSteps(
  database: Database,
  projectId: string,
): (unfinished: UnfinishedCall) => number | undefined {
  const insert = callWriter(database, projectId)
  return (unfinished) => {
    const { call, reprice } = unfinished
    if (unfinished.step === 'appears') {
      unfinished.seq = insert({ ...call, ...unknownYet })
      unfinished.step = 'ends'
      return unfinished.amendAfterMs
    }
    const where = [unfinished.seq, call.callId]
    if (unfinished.step === 'is repriced') {
      prepared(database, repricing).run(reprice?.price, ...where)
      return undefined
    }
    prepared(database, amendment).run(...amended.map((name) => call[name]), ...where)
    unfinished.step = 'is repriced'
    return reprice?.afterMs
  }
}

/** What a call costs after the vendor looked at it again: some tenths of a minute more. */
function otherPrice(random: Random, { price, pricePerMinute }: CallRow): number {
  const more = ((pricePerMinute ?? 0) * random.whole(1, 10)) / 10
  return Math.round(((price ?? 0) + more) * 10_000) / 10_000
}
