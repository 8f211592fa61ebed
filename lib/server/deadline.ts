import 'server-only'
import { ApiError } from '@/lib/errors'

// A browser waits for 35 s at most (streams aside); the rest is for the console's own work.
const longestRequestMs = 33_000
const leastForWriteMs = 5_000

/** By when a request that begins now is answered, whatever the vendor does: on the monotonic clock that the vendor's calls use. */
export function requestDeadline(): number {
  return performance.now() + longestRequestMs
}

/** Refuses to begin a write whose answer nobody would wait for, while it is still certain that nothing was changed. */
export function assertTimeToWrite(deadline: number): void {
  if (deadline - performance.now() >= leastForWriteMs) return
  throw new ApiError(
    'upstream_unavailable',
    'Sinch answers so slowly that there was no time left to save this. Nothing was changed; try again.',
  )
}

/** Waits no longer than this, then goes on with what `late` gives or throws; what was waited for goes on by itself. */
export async function waitAtMost<Value, Late>(
  ms: number,
  waiting: Promise<Value>,
  late: () => Late,
): Promise<Value | Late> {
  let timer: NodeJS.Timeout | undefined
  const expired = new Promise<typeof tooLate>((resolve) => {
    timer = setTimeout(() => resolve(tooLate), ms)
  })
  try {
    const outcome = await Promise.race([waiting, expired])
    return outcome === tooLate ? late() : outcome
  } finally {
    clearTimeout(timer)
  }
}

const tooLate = Symbol('too late')
