import type { ApiError } from '@/lib/errors'
import type { ReadCall } from './call-row'
import { gridPieces, nextCheck, retryAt, type ReadingTask, type SyncWindow } from './sync-plan'

/** What came of a reading, and what was known before it. */
export interface Outcome {
  calls: readonly ReadCall[]
  counted: number
  unsettledAt: readonly number[]
  windows: readonly SyncWindow[]
  now: number
}

/** The windows that stand for a reading, in place of those it replaces. */
export function recordedWindows(task: ReadingTask, outcome: Outcome): SyncWindow[] {
  const { now, counted } = outcome
  const came = new Set(outcome.calls.map(({ listed }) => listed.callId)).size
  const isWhole = came >= counted
  const pieces = gridPieces(task.replaces.start, task.replaces.end, now)
  return pieces.map(({ start, end }) => {
    const inside = (instant: number) => instant >= start && instant < end
    // Of a window of which only the last part was read once more, the first part is as it was.
    const before = start < task.start ? outcome.windows.find((window) => window.start === start) : undefined
    const fresh = outcome.calls.filter(({ listed }) => {
      const instant = Date.parse(listed.createTime ?? '')
      return inside(instant) && (before === undefined || instant >= before.end)
    }).length
    const unsettled = outcome.unsettledAt.filter(inside).length + (before?.unsettled ?? 0)
    const calls = fresh + (before?.counted ?? 0)
    const window = {
      start,
      end,
      counted: pieces.length === 1 && before === undefined ? counted : calls,
      came: pieces.length === 1 && before === undefined ? came : calls,
      unsettled,
      checkedAt: now,
    }
    if (isWhole || task.kind === 'tail')
      return { ...window, state: 'read', attempts: 0, error: null, nextAt: nextCheck(window, now) }
    const attempts = attemptsOf(task, outcome.windows) + 1
    const error = `Of ${counted} calls that Sinch counts only ${came} came.`
    return { ...window, state: 'short', attempts, error, nextAt: retryAt(attempts, now) }
  })
}

/**
 * The windows that stand for a reading that failed; null when the vendor as a whole cannot be asked, which says nothing about this
 * stretch of time.
 */
export function failedWindows(
  task: ReadingTask,
  { error, windows, now }: { error: ApiError; windows: readonly SyncWindow[]; now: number },
): SyncWindow[] | null {
  const isOfStretch = error.code === 'upstream_rejected' || error.code === 'upstream_contract'
  if (!isOfStretch || task.kind === 'tail') return null
  const attempts = attemptsOf(task, windows) + 1
  const nextAt = retryAt(attempts, now)
  const reason = `Sinch does not give these calls: ${error.message.replace(/[.\s]*$/, '')}.`
  // What was read stays read: only its repetition failed.
  const known = windows.filter(({ start }) => start >= task.replaces.start && start < task.replaces.end)
  if (known.length > 0)
    return known.map((window) => ({
      ...window,
      attempts,
      nextAt,
      error: window.state === 'read' ? null : reason,
    }))
  const { start, end } = task
  const nothing = { counted: 0, came: 0, unsettled: 0, checkedAt: now }
  return [{ start, end, state: 'failed', ...nothing, nextAt, attempts, error: reason }]
}

function attemptsOf(task: ReadingTask, windows: readonly SyncWindow[]): number {
  const replaced = windows.filter(({ start }) => start >= task.replaces.start && start < task.replaces.end)
  return Math.max(0, ...replaced.map(({ attempts }) => attempts))
}
