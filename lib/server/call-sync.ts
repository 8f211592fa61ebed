import 'server-only'
import { setMaxListeners } from 'node:events'
import { newMemory, syncStep, type SyncSurroundings } from '@/lib/calls/sync'
import { claimLease, Hold, leaseMs, type Lease } from '@/lib/provisioning/leases'
import { archiveKey, callArchive } from './call-archive'
import { removeLeftCalls } from './call-archive-cleaning'
import { closingSignal, isClosing } from './closing'
import { checkpoint } from './crash-point'
import { env } from './env'
import { log } from './log'
import { ownName } from './own-name'
import { processState } from './process-state'
import type { StoredProject } from './projects'
import { database } from './storage'
import { estClient } from './upstream'

// How soon a project that was added, or whose reader ended elsewhere, is taken up.
const lookEveryMs = 2_000
const cleanEveryMs = 10 * 60_000
const pauseAfterErrorMs = 5_000
const pauseBetweenCleaningMs = 100

interface Syncing {
  timer?: NodeJS.Timeout
  /** When calls of removed projects are looked for next. */
  sweepAt: number
  readonly active: Map<string, { ending: AbortController; loop: Promise<void> }>
}

function syncing(): Syncing {
  return processState<Syncing>('call-sync', () => ({ active: new Map(), sweepAt: 0 }))
}

/**
 * From now on this console reads the calls of every project that no other console reads, and keeps the archive within what is to be
 * kept. Call what is returned to end that; it resolves when nothing is read here any more.
 */
export function keepCallsSynced(): () => Promise<void> {
  const state = syncing()
  const stop = async () => {
    clearInterval(state.timer)
    state.timer = undefined
    for (const { ending } of state.active.values()) ending.abort()
    await Promise.allSettled([...state.active.values()].map(({ loop }) => loop))
  }
  if (state.timer || env().CALL_SYNC === 'off') return stop
  state.timer = setInterval(() => look(state), lookEveryMs)
  state.timer.unref()
  closingSignal()?.addEventListener('abort', () => void stop(), { once: true })
  look(state)
  return stop
}

function look(state: Syncing): void {
  if (isClosing()) return
  void takeUpProjects(state).catch((error: unknown) =>
    log().error({ err: error }, 'projects could not be looked for'),
  )
  if (Date.now() < state.sweepAt) return
  state.sweepAt = Date.now() + cleanEveryMs
  void removeLeftCalls().catch((error: unknown) =>
    log().error({ err: error }, 'calls of removed projects could not be deleted'),
  )
}

async function takeUpProjects(state: Syncing): Promise<void> {
  const { db } = await database()
  const projects = await db.selectFrom('projects').selectAll().execute()
  const keys = new Set(projects.map(archiveKey))
  for (const [key, { ending }] of state.active) if (!keys.has(key)) ending.abort()
  for (const project of projects) {
    const key = archiveKey(project)
    if (state.active.has(key)) continue
    const now = Date.now()
    const lease = await claimLease(db, `calls:${key}`, ownName(), { now, forMs: leaseMs })
    if (!lease) continue
    const ending = new AbortController()
    // Each page that is being read waits for it.
    setMaxListeners(0, ending.signal)
    const loop = readOn(project, lease, ending.signal)
      .catch((error: unknown) => log().error({ projectId: project.id, err: error }, 'call archive'))
      .finally(() => state.active.delete(key))
    state.active.set(key, { ending, loop })
  }
}

/** Reads the calls of one project for as long as the lease is held. */
async function readOn(given: StoredProject, lease: Lease, signal: AbortSignal): Promise<void> {
  const { db } = await database()
  const report = (error: unknown) => log().error({ projectId: given.id, err: error }, 'call archive')
  const hold = new Hold(lease, { db, now: Date.now, report })
  const memory = newMemory()
  let cleanAt = 0
  try {
    while (!signal.aborted && !isClosing() && !hold.isLost) {
      const wait = await attempt(report, async () => {
        // The key may have been replaced meanwhile.
        const project = await db
          .selectFrom('projects')
          .selectAll()
          .where('id', '=', given.id)
          .where('createdAt', '=', given.createdAt)
          .executeTakeFirst()
        if (!project) return null
        const around = await surroundings(project, lease.fence, signal)
        let hasOldCalls = false
        if (Date.now() >= cleanAt) {
          hasOldCalls = await cleaned(around, report)
          cleanAt = hasOldCalls ? 0 : Date.now() + cleanEveryMs
        }
        const { waitMs } = await syncStep(around, memory)
        return hasOldCalls ? Math.min(waitMs, pauseBetweenCleaningMs) : waitMs
      })
      if (wait === null) break
      await pause(wait, signal)
    }
  } finally {
    await hold.end()
  }
}

/** Deletes some of what is no longer kept; answers whether there is more. What keeps it from that must not keep calls from being read. */
async function cleaned(around: SyncSurroundings, report: (error: unknown) => void): Promise<boolean> {
  try {
    return (await around.archive('removeOldCalls', { ...around.writer, now: Date.now() })).hasMore
  } catch (error) {
    if (isReplaced(error)) throw error
    report(error)
    return false
  }
}

function isReplaced(error: unknown): boolean {
  return error instanceof Error && error.name === 'Replaced'
}

async function attempt(report: (error: unknown) => void, step: () => Promise<number | null>) {
  try {
    return await step()
  } catch (error) {
    if (isReplaced(error)) return null
    report(error)
    return pauseAfterErrorMs
  }
}

async function surroundings(
  project: StoredProject,
  fence: number,
  signal: AbortSignal,
): Promise<SyncSurroundings> {
  const archive = await callArchive()
  return {
    writer: { projectId: archiveKey(project), fence },
    client: (await estClient(project)).inBackground(),
    archive: (name, input) => (name === 'sync' ? archive.read(name, input) : archive.write(name, input)),
    now: Date.now,
    signal,
    checkpoint,
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (ms <= 0) return new Promise((resolve) => setImmediate(resolve))
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, ms)
    signal.addEventListener('abort', end, { once: true })
  })
}
