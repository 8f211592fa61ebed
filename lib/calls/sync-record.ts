import type { ApiError } from '@/lib/errors'
import { hasPlace, type ReadCall } from './call-row'
import { gridPieces, nextCheck, retryAt, type ReadingTask, type SyncWindow } from './sync-plan'

/** What came of a reading, and what was known before it. */
export interface Outcome {
  calls: readonly ReadCall[]
  counted: number
  isComplete: boolean
  unsettledAt: readonly number[]
  windows: readonly SyncWindow[]
  now: number
}

/** The windows that stand for a reading, in place of those it replaces. */
export function recordedWindows(task: ReadingTask, outcome: Outcome): SyncWindow[] {
  const { now, counted } = outcome
  // Calls that do not say when they began have no place in the archive, and so have not come.
  const came = new Set(outcome.calls.filter(hasPlace).map(({ listed }) => listed.callId)).size
  const isWhole = came >= counted && outcome.isComplete
  const pieces = gridPieces(task.replaces.start, task.end, now)
  return pieces.map(({ start, end }) => {
    const inside = (instant: number) => instant >= start && instant < end
    // Of a window of which only the last part was read once more, the first part is as it was.
    const before = start < task.start ? outcome.windows.find((window) => window.start === start) : undefined
    const fresh = outcome.calls.filter(({ listed }) => {
      const instant = Date.parse(listed.createTime ?? '')
      return inside(instant) && (before === undefined || instant >= before.end)
    }).length
    const unsettled = outcome.unsettledAt.filter(inside).length + (before?.unsettled ?? 0)
    const calls = fresh + (before?.came ?? 0)
    const isAll = pieces.length === 1 && before === undefined
    const missing = Math.max(0, counted - came) + Math.max(0, (before?.counted ?? 0) - (before?.came ?? 0))
    const window = {
      start,
      end,
      counted: isAll ? counted : calls + missing,
      came: isAll ? came : calls,
      unsettled,
      checkedAt: now,
    }
    if (isWhole && (before === undefined || before.state === 'read'))
      return { ...window, state: 'read', attempts: 0, error: null, nextAt: nextCheck(window, now) }
    const attempts = attemptsOf(task, outcome.windows) + 1
    const error =
      counted > came
        ? `Of ${counted} calls that Sinch counts only ${came} came.`
        : (before?.error ?? 'The list changed while it was read.')
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
    return known.flatMap((window) => {
      const failed = { ...window, attempts, nextAt, error: window.state === 'read' ? null : reason }
      return window.state === 'failed' && attempts >= triesAtOnce ? halves(failed, now) : [failed]
    })
  const { start, end } = task
  const nothing = { counted: 0, came: 0, unsettled: 0, checkedAt: now }
  return [{ start, end, state: 'failed', ...nothing, nextAt, attempts, error: reason }]
}

// One call that cannot be read must not keep those around it away: what failed so often is tried in halves, down to a second.
const triesAtOnce = 3
const shortestMs = 1_000

function halves(window: SyncWindow, now: number): SyncWindow[] {
  const { start, end } = window
  if (end - start <= shortestMs) return [window]
  const middle = start + Math.floor((end - start) / 2)
  const half = { ...window, attempts: 1, nextAt: retryAt(1, now) }
  return [
    { ...half, end: middle },
    { ...half, start: middle },
  ]
}

function attemptsOf(task: ReadingTask, windows: readonly SyncWindow[]): number {
  const replaced = windows.filter(({ start }) => start >= task.replaces.start && start < task.replaces.end)
  return Math.max(0, ...replaced.map(({ attempts }) => attempts))
}
