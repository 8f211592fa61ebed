import type { SandboxContext } from '../context'
import { dayWeights, hourWeights } from './destinations'
import { makeCall, type CallScene } from './make-call'
import { createRandom, type Random } from './random'
import { createCallIndexes, createCallTables, dropCallIndexes } from './schema'
import { callWriter } from './stored-calls'

const dayMs = 24 * 60 * 60 * 1000
const rowsPerTransaction = 20_000

/** What to generate: `count` calls over the last `days`, the same for the same seed and scene. */
export interface GenerateOptions extends CallScene {
  readonly projectId: string
  readonly count: number
  readonly days?: number
  readonly seed?: number
}

/**
 * Makes calls with the rhythm of days and weeks and gives how many records there are; a forwarded call counts as two. Yields between
 * transactions, so that a sandbox that runs goes on answering.
 */
export async function generateCalls(context: SandboxContext, options: GenerateOptions): Promise<number> {
  const { projectId, count, days = 30, seed = 4010 } = options
  const { database } = context
  createCallTables(database)
  if (options.trunks.length === 0 || options.numbers.length === 0) return 0
  const isEmpty = database.prepare('select 1 from calls limit 1').get() === undefined
  if (isEmpty) dropCallIndexes(database)
  const insert = callWriter(database, projectId)
  const random = createRandom(seed)
  const now = context.clock.now()
  const weights = dayList(now, days)
  let made = 0
  while (made < count) {
    database.transaction(() => {
      const end = Math.min(count, made + rowsPerTransaction)
      while (made < end) {
        for (const call of makeCall(random, options, momentOf(random, now, weights))) {
          if (made === count) break
          insert(call)
          made += 1
        }
      }
    })()
    await new Promise((resolve) => setImmediate(resolve))
  }
  createCallIndexes(database)
  return made
}

interface Day {
  readonly start: number
  readonly weight: number
}

function dayList(now: number, days: number): Day[] {
  return Array.from({ length: days }, (_, index) => {
    const start = now - (index + 1) * dayMs
    return { start, weight: dayWeights[new Date(start).getUTCDay()] ?? 1 }
  })
}

const hours = hourWeights.map((weight, hour) => ({ hour, weight }))

/** A moment in the past, likelier in busy hours; never later than five minutes ago, when every call has ended. */
function momentOf(random: Random, now: number, days: readonly Day[]): number {
  const day = random.weighted(days)
  const midnight = Math.floor(day.start / dayMs) * dayMs
  const moment = midnight + random.weighted(hours).hour * 3_600_000 + random.whole(0, 3_599_999)
  const from = now - days.length * dayMs
  if (moment < from) return moment + dayMs
  return moment > now - 300_000 ? moment - dayMs : moment
}
