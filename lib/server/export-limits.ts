import 'server-only'
import { setTimeout as delay } from 'node:timers/promises'
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

// Whoever clicks from filter to filter leaves searches behind that nobody waits for; they are over within a second.
const longestWaitMs = 2_500
const lookEveryMs = 25

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

/**
 * Searches in a place that the person has for as long as it takes, and waits for one a little where all are taken: throws `rate_limited`
 * after that, and at once for whoever has gone meanwhile.
 */
export async function searchInPlace<Result>(
  userId: string,
  signal: AbortSignal,
  run: () => Promise<Result>,
): Promise<Result> {
  const giveBack = await waitForPlace(userId, signal)
  try {
    return await run()
  } finally {
    giveBack()
  }
}

async function waitForPlace(userId: string, signal: AbortSignal): Promise<() => void> {
  const until = performance.now() + longestWaitMs
  for (;;) {
    try {
      return takePlace('search', userId)
    } catch (error) {
      if (signal.aborted || performance.now() > until) throw error
    }
    await delay(lookEveryMs)
  }
}
