import 'server-only'
import { dropCollections } from './collections'

/** The lists that a job has made old. */
export interface ChangedLists {
  /** Has lists be read again: now, or soon when something was dropped less than `leastMs` ago. */
  add(prefixes: readonly string[], leastMs: number): void
  /** Drops at once what waits to be dropped. */
  flush(): void
}

/** Drops lists no more often than it is told to: a job makes many small changes, and a list is read whole. */
export function changedLists(): ChangedLists {
  const waiting = new Set<string>()
  let droppedAt = -Infinity
  let timer: NodeJS.Timeout | undefined
  const flush = () => {
    clearTimeout(timer)
    timer = undefined
    if (waiting.size === 0) return
    droppedAt = performance.now()
    for (const prefix of waiting) dropCollections(prefix)
    waiting.clear()
  }
  return {
    flush,
    add(prefixes, leastMs) {
      for (const prefix of prefixes) waiting.add(prefix)
      const dueMs = droppedAt + leastMs - performance.now()
      if (dueMs <= 0) flush()
      else timer ??= setTimeout(flush, dueMs).unref()
    },
  }
}
