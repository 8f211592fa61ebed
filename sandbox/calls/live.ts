import type { SandboxContext } from '../context'
import { callWriter } from './generate'
import { makeCall, type CallScene } from './make-call'
import { createRandom } from './random'
import { createCallTables, type CallRow } from './schema'

/** How live calls behave; times in milliseconds. */
export interface LiveOptions {
  /** Mean time between two calls. */
  readonly everyMs?: number
  /** Longest time until a call's end and price are known. */
  readonly longestMs?: number
  readonly seed?: number
}

/**
 * Keeps calls coming: each appears without end, duration and price, and is amended when it ends. `scene` is asked each time, since trunks
 * come and go. Gives the way to stop.
 */
export function startLiveCalls(
  context: SandboxContext,
  projectId: string,
  scene: () => CallScene,
  options: LiveOptions = {},
): () => void {
  const { everyMs = 9_000, longestMs = 120_000, seed = Math.floor(context.clock.now() / 1000) } = options
  const { database } = context
  createCallTables(database)
  const insert = callWriter(database, projectId)
  const finish = database.prepare(
    'update calls set answeredAt = ?, endedAt = ?, durationSeconds = ?, billedSeconds = ?, result = ?, price = ?, causeCode = ?, sipCode = ?, mos = ? where project = ? and callId = ?',
  )
  const random = createRandom(seed)
  const timers = new Set<NodeJS.Timeout>()
  const later = (ms: number, task: () => void) => {
    const timer = setTimeout(() => {
      timers.delete(timer)
      task()
    }, ms)
    timer.unref()
    timers.add(timer)
  }
  const end = (call: CallRow) =>
    finish.run(
      call.answeredAt,
      call.endedAt,
      call.durationSeconds,
      call.billedSeconds,
      call.result,
      call.price,
      call.causeCode,
      call.sipCode,
      call.mos,
      projectId,
      call.callId,
    )
  const begin = () => {
    const now = scene()
    if (now.trunks.length > 0 && now.numbers.length > 0) {
      for (const call of makeCall(random, now, context.clock.now())) {
        insert({
          ...call,
          answeredAt: null,
          endedAt: null,
          durationSeconds: null,
          billedSeconds: null,
          result: null,
          price: null,
          causeCode: null,
          sipCode: null,
          mos: null,
        })
        later(Math.min(longestMs, (call.endedAt ?? call.createdAt) - call.createdAt), () => end(call))
      }
    }
    later(Math.round(everyMs * (0.4 + random.next() * 1.2)), begin)
  }
  later(Math.round(everyMs * random.next()), begin)
  return () => {
    for (const timer of timers) clearTimeout(timer)
    timers.clear()
  }
}
