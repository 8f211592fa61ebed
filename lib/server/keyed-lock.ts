import 'server-only'
import { ApiError } from '@/lib/errors'
import { waitAtMost } from './deadline'
import { processState } from './process-state'

// A write that the vendor never answers holds its object for half a minute; who waits behind it must have time left for their own.
const longestWaitMs = 15_000

/**
 * Runs tasks with the same key one after the other within this process, so that compare-then-write is not interleaved. A task whose turn
 * has not come after 15 seconds is never run and throws `upstream_unavailable`.
 */
export async function withLock<Result>(key: string, task: () => Promise<Result>): Promise<Result> {
  const tails = processState('keyed-locks', () => new Map<string, Promise<unknown>>())
  const before = tails.get(key)
  let done: () => void = () => undefined
  const own = new Promise<void>((resolve) => (done = resolve))
  // Whoever gave up has nothing left to do when its turn comes, but its place in the queue stays until then.
  const tail = before === undefined ? own : before.then(() => own)
  tails.set(key, tail)
  void tail.then(() => {
    if (tails.get(key) === tail) tails.delete(key)
  })
  try {
    if (before !== undefined)
      await waitAtMost(longestWaitMs, before, () => {
        throw new ApiError(
          'upstream_unavailable',
          'Another change of this object is still being saved. Nothing of this one was changed; try again shortly.',
          { retryAfterSeconds: 10 },
        )
      })
    return await task()
  } finally {
    done()
  }
}
