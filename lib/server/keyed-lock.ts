import 'server-only'
import { processState } from './process-state'

/** Runs tasks with the same key one after the other within this process, so that compare-then-write is not interleaved. */
export async function withLock<Result>(key: string, task: () => Promise<Result>): Promise<Result> {
  const tails = processState('keyed-locks', () => new Map<string, Promise<unknown>>())
  const before = tails.get(key) ?? Promise.resolve()
  const run = before.then(task, task)
  const tail = run.catch(() => undefined)
  tails.set(key, tail)
  try {
    return await run
  } finally {
    if (tails.get(key) === tail) tails.delete(key)
  }
}
