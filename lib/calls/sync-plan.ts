import type { CallWindowTable } from '@/lib/database/archive-schema'

/** A stretch of time that was read, or should have been. */
export type SyncWindow = Omit<CallWindowTable, 'project'>

/** What is read next, in milliseconds since the epoch; the end is not part of it. */
export interface ReadingTask {
  kind: 'tail' | 'again' | 'gap' | 'older'
  start: number
  end: number
  /** The windows it replaces. */
  replaces: { start: number; end: number }
}

/** What the plan depends on beside the windows. */
export interface PlanState {
  now: number
  /** Nothing older is kept, or there is nothing older. */
  oldest: number
  /** How long a stretch is read at once where nothing was read before. */
  lengthMs: number
  /** How long after a reading of the last minutes the next one comes. */
  tailEveryMs: number
}

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

/** Windows begin at multiples of this, so that the newest calls are read in small pieces. */
export const gridMs = 5 * minuteMs

// New calls may appear late, and their end and price come later still: how old a window is each time it is read again.
const checkAges = [
  minuteMs,
  3 * minuteMs,
  10.5 * minuteMs,
  16 * minuteMs,
  hourMs,
  6 * hourMs,
  dayMs,
  3 * dayMs,
  7 * dayMs,
]
const longestUnsettledMs = 7 * dayMs
/** Before this there were no calls: what asks whether there is anything older asks no further back. */
export const earliest = Date.UTC(2000, 0)
// What was just read is read once more with what came after it: a call may be a little late.
const tailOverlapMs = 30_000
const mostReadAgain = 2_000
const mostRefused = 12

/** The next reading, or when to look again. The last minutes come first, then what has changed lately, what is missing, and older calls. */
export function nextReading(
  windows: readonly SyncWindow[],
  state: PlanState,
): ReadingTask | { lookAgainAt: number } {
  const { now } = state
  // A clock that was ahead may have written of times that are still to come: these are read like any other.
  const newestFirst = windows
    .filter(({ start }) => start < now)
    .map((window) => ({
      ...window,
      end: Math.min(window.end, now),
      checkedAt: Math.min(window.checkedAt, now),
    }))
    .sort((one, other) => other.start - one.start)
  const newest = newestFirst[0]
  const tailDue = newest ? newest.checkedAt + state.tailEveryMs : now
  if (tailDue <= now) {
    const task = tailTask(newest, now)
    const latest = Math.max(now, ...windows.map(({ end }) => end))
    return { ...task, replaces: { ...task.replaces, end: latest } }
  }
  const due = newestFirst.filter(({ nextAt }) => nextAt !== null && nextAt <= now)
  const again = due.find(({ end }) => end > now - hourMs) ?? undefined
  const task =
    (again && readAgain(again, due)) ??
    gapTask(newestFirst, state) ??
    (due[0] && readAgain(due[0], due)) ??
    olderTask(newestFirst, state)
  if (task) return task
  const times = newestFirst.flatMap(({ nextAt }) => nextAt ?? [])
  return { lookAgainAt: Math.min(tailDue, ...times) }
}

function tailTask(newest: SyncWindow | undefined, now: number): ReadingTask {
  const grid = Math.floor(now / gridMs) * gridMs
  // After a long pause the newest calls come first; what lies between is a gap like any other.
  if (!newest || newest.end < now - 3 * gridMs) {
    const start = newest ? Math.max(newest.end, grid) : grid - 3 * gridMs
    return { kind: 'tail', start, end: now, replaces: { start, end: now } }
  }
  const start = Math.max(newest.start, newest.end - tailOverlapMs)
  return { kind: 'tail', start, end: now, replaces: { start: newest.start, end: now } }
}

/** A window with those next to it whose time has come as well, as long as they are few calls together. */
function readAgain(first: SyncWindow, due: readonly SyncWindow[]): ReadingTask {
  let { start } = first
  let calls = first.counted
  const older = due.filter((window) => window.start < first.start)
  for (const window of older) {
    if (window.end !== start || calls + window.counted > mostReadAgain) break
    start = window.start
    calls += window.counted
  }
  return { kind: 'again', start, end: first.end, replaces: { start, end: first.end } }
}

function gapTask(newestFirst: readonly SyncWindow[], state: PlanState): ReadingTask | undefined {
  for (const [index, window] of newestFirst.entries()) {
    const before = newestFirst[index + 1]
    if (!before || before.end >= window.start) continue
    const start = Math.max(before.end, window.start - state.lengthMs, state.oldest)
    if (start < window.start)
      return { kind: 'gap', start, end: window.start, replaces: { start, end: window.start } }
  }
  return undefined
}

function olderTask(newestFirst: readonly SyncWindow[], state: PlanState): ReadingTask | undefined {
  const oldest = newestFirst[newestFirst.length - 1]
  const floor = Math.max(state.oldest, earliest)
  if (!oldest || oldest.start <= floor) return undefined
  // A vendor that refuses what is so old is asked no further back until it gives that.
  const last = newestFirst.slice(-mostRefused)
  if (last.length === mostRefused && last.every(({ state: one }) => one === 'failed')) return undefined
  const start = Math.max(floor, oldest.start - state.lengthMs)
  return { kind: 'older', start, end: oldest.start, replaces: { start, end: oldest.start } }
}

/** When a window that was just read is read again; null when that is not needed any more. */
export function nextCheck(
  { end, unsettled, counted }: Pick<SyncWindow, 'end' | 'unsettled' | 'counted'>,
  now: number,
): number | null {
  const age = now - end
  const planned = checkAges.find((one) => one > age)
  if (unsettled === 0) return planned === undefined ? null : end + planned
  if (age > longestUnsettledMs) return null
  // Calls that go on are looked at more often, where that is cheap.
  const soon = now + Math.max(minuteMs, Math.round(age / 4))
  if (counted <= mostReadAgain) return Math.min(soon, planned === undefined ? now + dayMs : end + planned)
  return planned === undefined ? now + dayMs : end + planned
}

/** When something that failed is tried again. */
export function retryAt(attempts: number, now: number): number {
  return now + Math.min(5 * minuteMs, 5_000 * 2 ** Math.min(attempts, 10))
}

/** How long a stretch to read at once next, after one had this many calls. */
export function nextLength(lengthMs: number, calls: number): number {
  if (calls > 4_000) return Math.max(minuteMs, Math.round(lengthMs / 2))
  return calls < 1_000 ? Math.min(31 * dayMs, lengthMs * 2) : lengthMs
}

/** Cuts a stretch that was read where windows begin; older ones stay whole. */
export function gridPieces(start: number, end: number, now: number): { start: number; end: number }[] {
  if (end < now - hourMs) return [{ start, end }]
  const pieces: { start: number; end: number }[] = []
  for (let from = start; from < end;) {
    const to = Math.min(end, (Math.floor(from / gridMs) + 1) * gridMs)
    pieces.push({ start: from, end: to })
    from = to
  }
  return pieces
}
