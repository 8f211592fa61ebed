import { ApiError } from '@/lib/errors'
import type { EstClient } from '@/lib/est/client'
import { calls } from '@/lib/resources/calls'
import { isTooMany, readWindow } from './read-window'
import { keptFrom } from './coverage'
import type { OperationInput, OperationName, OperationOutput } from './operations'
import { earliest, nextLength, nextReading, type ReadingTask, type SyncWindow } from './sync-plan'
import { failedWindows, recordedWindows } from './sync-record'
import type { Writer } from './sync-store'

/** What the reading of one project's calls needs. */
export interface SyncSurroundings {
  writer: Writer
  /** Asks at low priority. */
  client: EstClient
  archive<Name extends OperationName>(name: Name, input: OperationInput<Name>): Promise<OperationOutput<Name>>
  /** Milliseconds since the epoch. */
  now(): number
  signal: AbortSignal
  /** Awaited between what is read, written and recorded, so that a test can end the process there. */
  checkpoint(name: string): Promise<void> | void
}

/** What one loop remembers between its steps; a restart begins with a new one. */
export interface SyncMemory {
  lengthMs: number
  tailEveryMs: number
  failures: number
  /** The lower end of the last stretch without any call, before which the vendor is asked whether there is anything at all. */
  askedBefore?: number
}

const hourMs = 3_600_000
const tailEveryMs = 10_000
const shortestMs = 1_000
const partsCalls = 6_000
const longestPauseMs = 60_000
const mostAtOnce = 12_000
// Fewer calls than this are enriched at once; more of them when they are a minute old and mostly over.
const enrichedAtOnce = 2_000
const enrichedFromAgeMs = 60_000

/** A memory for a loop that begins. */
export function newMemory(): SyncMemory {
  return { lengthMs: hourMs, tailEveryMs, failures: 0 }
}

/**
 * Does what is due next for the archive of a project: reads a stretch of time, stores its calls and records it. Answers how long to
 * wait before the next step. A vendor that fails is recorded, never thrown; what the archive throws is.
 */
export async function syncStep(around: SyncSurroundings, memory: SyncMemory): Promise<{ waitMs: number }> {
  const { projectId } = around.writer
  const state = await around.archive('sync', { projectId })
  const oldestKept = keptFrom(state.keepDays, around.now())
  const now = around.now()
  const oldestWindow = Math.min(...state.windows.map(({ start }) => start))
  const task = nextReading(state.windows, {
    now,
    oldest: state.isAtStart ? Math.max(oldestWindow, oldestKept) : oldestKept,
    lengthMs: memory.lengthMs,
    tailEveryMs: memory.tailEveryMs,
  })
  if ('lookAgainAt' in task) return { waitMs: Math.max(250, task.lookAgainAt - now) }
  try {
    if (task.kind === 'older' && (await isBeforeEverything(around, task, memory))) {
      const replaces = { start: task.end, end: task.end }
      await around.archive('recordWindows', { ...around.writer, replaces, windows: [], now, isAtStart: true })
      return { waitMs: 0 }
    }
    await carryOut(around, memory, task, state.windows)
    memory.failures = 0
    return { waitMs: 0 }
  } catch (error) {
    if (!(error instanceof ApiError) || isOurs(error)) throw error
    // Given up because the process ends, or the project is gone: that says nothing of the vendor.
    if (around.signal.aborted) return { waitMs: 0 }
    return await recordFailure(around, memory, task, state.windows, error)
  }
}

/** Failures of the console itself, not of the vendor. */
function isOurs({ code }: ApiError): boolean {
  return code === 'storage_busy' || code === 'storage_unavailable' || code === 'internal'
}

/** After a long stretch without calls: one question whether the vendor has anything older at all. */
async function isBeforeEverything(
  { client, signal }: SyncSurroundings,
  { end }: ReadingTask,
  memory: SyncMemory,
): Promise<boolean> {
  if (memory.askedBefore !== end) return false
  const query = {
    'createTime>': new Date(earliest).toISOString(),
    'createTime<': new Date(end).toISOString(),
  }
  const { totalItems } = await client.list(calls, {}, { ...query, page: 1, size: 1 }, { signal })
  memory.askedBefore = undefined
  return totalItems === 0
}

async function carryOut(
  around: SyncSurroundings,
  memory: SyncMemory,
  task: ReadingTask,
  windows: readonly SyncWindow[],
): Promise<void> {
  const began = around.now()
  const reading = await readWindow(around.client, task, {
    most: task.kind === 'tail' || task.end - task.start <= shortestMs ? Number.POSITIVE_INFINITY : mostAtOnce,
    withExport: (counted) => counted <= enrichedAtOnce || began - task.end >= enrichedFromAgeMs,
    signal: around.signal,
  })
  if (isTooMany(reading)) return await readLess(around, memory, task, reading.tooMany, windows)
  await around.checkpoint('calls-read')
  const { unsettledAt } = await around.archive('write', { ...around.writer, calls: reading.calls })
  await around.checkpoint('calls-written')
  const recorded = recordedWindows(task, { ...reading, unsettledAt, windows, now: around.now() })
  await around.archive('recordWindows', {
    ...around.writer,
    replaces: task.replaces,
    windows: recorded,
    now: around.now(),
  })
  await around.checkpoint('window-recorded')
  if (task.kind === 'gap' || task.kind === 'older') {
    memory.lengthMs = nextLength(memory.lengthMs, reading.counted)
    memory.askedBefore = task.kind === 'older' && reading.counted === 0 ? task.start : undefined
  }
  // Reading the last minutes takes a third of the time at most.
  if (task.kind === 'tail') memory.tailEveryMs = Math.max(tailEveryMs, 2 * (around.now() - began))
}

/** Makes the next reading shorter. What was read before, and is to be read again, is cut into windows that can be. */
async function readLess(
  around: SyncSurroundings,
  memory: SyncMemory,
  task: ReadingTask,
  counted: number,
  windows: readonly SyncWindow[],
): Promise<void> {
  const shorter = Math.floor(((task.end - task.start) * mostAtOnce) / counted / 2)
  memory.lengthMs = Math.max(shortestMs, Math.min(memory.lengthMs, shorter))
  if (task.kind !== 'again') return
  const now = around.now()
  const within = windows.filter(({ start }) => start >= task.start && start < task.end)
  // Several are read one by one from now on, as many as they are known to hold together.
  const parts = within.length > 1 ? 1 : Math.ceil(counted / partsCalls)
  const share = Math.ceil(counted / (within.length * parts))
  const cut = within.flatMap((window) => partsOf(window, parts, share, now))
  await around.archive('recordWindows', { ...around.writer, replaces: task.replaces, windows: cut, now })
}

/** Equal parts of a window, each due at once. What it is known to be, it is in all its parts. */
function partsOf(window: SyncWindow, parts: number, counted: number, now: number): SyncWindow[] {
  const length = Math.max(shortestMs, Math.ceil((window.end - window.start) / parts))
  const cut: SyncWindow[] = []
  for (let { start } = window; start < window.end; start += length)
    cut.push({
      ...window,
      start,
      end: Math.min(window.end, start + length),
      counted,
      came: counted,
      nextAt: now,
    })
  return cut
}

async function recordFailure(
  around: SyncSurroundings,
  memory: SyncMemory,
  task: ReadingTask,
  windows: readonly SyncWindow[],
  error: ApiError,
): Promise<{ waitMs: number }> {
  memory.failures += 1
  const now = around.now()
  const failed = failedWindows(task, { error, windows, now })
  if (failed)
    await around.archive('recordWindows', {
      ...around.writer,
      replaces: task.replaces,
      windows: failed,
      now,
    })
  else await around.archive('setProblem', { ...around.writer, problem: error.message, now })
  return { waitMs: Math.min(longestPauseMs, 500 * 2 ** Math.min(memory.failures, 10)) }
}
