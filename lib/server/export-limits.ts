import 'server-only'
import { ApiError } from '@/lib/errors'
import { processState } from './process-state'

/** Work of which one person may have only so much at once, since each piece keeps a connection and a reader of the database busy. */
export type HeavyWork = 'export' | 'search'

const limits: Record<HeavyWork, { most: number; message: string }> = {
  export: { most: 2, message: 'You have two exports running. Wait for one of them, or cancel it.' },
  search: { most: 4, message: 'You have four long searches running. Wait for one of them, or cancel it.' },
}

/** Whoever is refused may ask again after so long; how long the others take is not known. */
const retryAfterSeconds = 5

/**
 * Takes one of the places that a person has for this work on this console and returns what gives it back; giving it back twice does no
 * harm. Throws `rate_limited` when all of them are taken.
 */
export function takePlace(work: HeavyWork, userId: string): () => void {
  const taken = processState('heavy-work', () => new Map<string, number>())
  const { most, message } = limits[work]
  const key = `${work} ${userId}`
  const before = taken.get(key) ?? 0
  if (before >= most) throw new ApiError('rate_limited', message, { retryAfterSeconds })
  taken.set(key, before + 1)
  let isTaken = true
  return () => {
    if (!isTaken) return
    isTaken = false
    const left = (taken.get(key) ?? 1) - 1
    // Whoever does nothing leaves nothing behind.
    if (left === 0) taken.delete(key)
    else taken.set(key, left)
  }
}

/** Does work that has its place for as long as it takes. */
export async function inPlace<Result>(
  work: HeavyWork,
  userId: string,
  run: () => Promise<Result>,
): Promise<Result> {
  const giveBack = takePlace(work, userId)
  try {
    return await run()
  } finally {
    giveBack()
  }
}
