import { expect, it } from 'vitest'
import { ApiError } from '@/lib/errors'
import { failedWindows, recordedWindows } from './sync-record'
import { gridMs, type ReadingTask, type SyncWindow } from './sync-plan'

const now = Date.parse('2026-11-21T14:02:10.000Z')
const grid = Math.floor(now / gridMs) * gridMs
const hourMs = 3_600_000

function window(rest: Partial<SyncWindow> = {}): SyncWindow {
  const nothing = {
    counted: 10,
    came: 10,
    unsettled: 0,
    attempts: 0,
    error: null,
    checkedAt: now,
    nextAt: null,
  }
  return { start: grid, end: now - 10_000, state: 'read', ...nothing, ...rest }
}

function call(createTime: string | null, callId = `call at ${createTime}`) {
  return { listed: { callId, createTime }, exported: undefined } as never // nothing else of it is looked at
}

const tail: ReadingTask = { kind: 'tail', start: now - 40_000, end: now, replaces: { start: grid, end: now } }
const outcome = { calls: [], counted: 0, isComplete: true, unsettledAt: [], windows: [], now }

it('the last minutes of which fewer calls came than there are do not count as read, nor what follows them', () => {
  const calls = [call(new Date(now - 5_000).toISOString())]
  const [short] = recordedWindows(tail, { ...outcome, calls, counted: 900, windows: [window()] })
  expect(short).toMatchObject({ state: 'short', came: 11, counted: 910, nextAt: expect.any(Number) })
  // Another reading of the last seconds says nothing of those before.
  const windows = [window({ state: 'short', counted: 5_000, came: 10, error: 'why' })]
  expect(recordedWindows(tail, { ...outcome, windows })).toMatchObject([
    { state: 'short', came: 10, counted: 5_000, error: 'why' },
  ])
  expect(recordedWindows(tail, { ...outcome, windows: [window()] })).toMatchObject([{ state: 'read' }])
})

it('calls that do not say when they began have not come, and a list that moved is not whole', () => {
  const task: ReadingTask = { ...tail, kind: 'again', start: grid }
  expect(recordedWindows(task, { ...outcome, calls: [call(null, 'x')], counted: 1 })).toMatchObject([
    { state: 'short', came: 0, counted: 1 },
  ])
  expect(recordedWindows(task, { ...outcome, isComplete: false })).toMatchObject([{ state: 'short' }])
})

it('a stretch that fails again and again is tried in halves, down to a second', () => {
  const error = new ApiError('upstream_rejected', 'no such time.')
  const task = { kind: 'gap' as const, start: now - 30 * hourMs, end: now - 6 * hourMs }
  const gap: ReadingTask = { ...task, replaces: task }
  let windows = failedWindows(gap, { error, windows: [], now }) ?? []
  expect(windows).toMatchObject([{ state: 'failed', attempts: 1 }])
  for (let rounds = 0; rounds < 100 && windows.some(({ start, end }) => end - start > 1_000); rounds += 1) {
    const [first] = windows
    if (!first) break
    const again = { ...gap, start: first.start, end: first.end, replaces: first }
    const tried = failedWindows(again, { error, windows: [first], now }) ?? []
    expect(tried[0]?.start).toBe(first.start)
    expect(tried.at(-1)?.end).toBe(first.end)
    // The later half holds nothing bad.
    windows = tried.slice(0, 1)
  }
  expect(windows).toMatchObject([{ state: 'failed', start: task.start }])
  expect((windows[0]?.end ?? 0) - task.start).toBeLessThanOrEqual(1_000)
})
