import 'server-only'
import { ApiError } from '@/lib/errors'
import { waitAtMost } from './deadline'
import { processState } from './process-state'
import type { StoredProject } from './projects'
import type { Soon } from './soon'

/** A whole collection as it was read at one moment. */
export interface Snapshot<Item> {
  items: readonly Item[]
  /** False when the vendor's list kept changing while it was read. */
  complete: boolean
  /** Milliseconds since the epoch. */
  readAt: number
  /** How long the reading took, in milliseconds, where that matters to anyone. */
  tookMs?: number
}

/** A snapshot with what must be said about it. */
export interface ServedSnapshot<Item> extends Snapshot<Item> {
  /** True when the vendor could not be read and this is the last good answer. */
  stale: boolean
  staleReason?: string
}

interface Entry {
  snapshot?: Snapshot<unknown>
  reading?: { promise: Promise<Snapshot<unknown>>; generation: number }
  /** Counts the writes; a read that began before a write is not kept. */
  generation: number
  /** The generation that `snapshot` belongs to. */
  snapshotGeneration: number
}

// Nobody waits longer for a list, however many pages it has and however often they are tried again; the reading goes on for the next who asks.
const longestWaitMs = 28_000
const lateMessage =
  'Sinch has not sent the whole list yet; the console goes on reading it. Try again shortly.'

/** How long a snapshot answers without asking again, in milliseconds. */
export const freshForMs = 30_000

function entries(): Map<string, Entry> {
  return processState('collections', () => new Map<string, Entry>())
}

// Beyond this number the collection that was asked for the longest ago is forgotten: each trunk has one of endpoints.
const keptCollections = 500

function entryOf(key: string): Entry {
  const known = entries().get(key)
  const entry: Entry = known ?? { generation: 0, snapshotGeneration: -1 }
  // The order of the map is the order of use.
  if (known) entries().delete(key)
  else
    for (const [oldest, { reading }] of entries())
      if (entries().size >= keptCollections && !reading) entries().delete(oldest)
  entries().set(key, entry)
  return entry
}

/**
 * A collection from memory, read once for everyone who asks at the same time. When it cannot be read again, the last good answer is
 * served as stale, with the reason. The caller has checked the role: snapshots are shared by all users of a project.
 */
export function readCollection<Item>(
  key: string,
  load: () => Promise<Snapshot<Item>>,
  now = Date.now,
): Soon<ServedSnapshot<Item>> {
  const entry = entryOf(key)
  const isCurrent = entry.snapshotGeneration === entry.generation
  if (entry.snapshot && isCurrent && now() - entry.snapshot.readAt < freshForMs) {
    return { ...typed<Item>(entry.snapshot), stale: false }
  }
  return refreshed(key, entry, load)
}

async function refreshed<Item>(
  key: string,
  entry: Entry,
  load: () => Promise<Snapshot<Item>>,
): Promise<ServedSnapshot<Item>> {
  try {
    const snapshot = await waitAtMost(longestWaitMs, refresh(entry, load), () => {
      throw new ApiError('upstream_unavailable', lateMessage)
    })
    return { ...typed<Item>(snapshot), stale: false }
  } catch (error) {
    const canServe = error instanceof ApiError && servableErrors.has(error.code)
    // What was never read is not remembered: anyone may ask for the endpoints of any invented trunk.
    if (!entry.snapshot && !entry.reading && entries().get(key) === entry) entries().delete(key)
    if (!entry.snapshot || !canServe) throw error
    return { ...typed<Item>(entry.snapshot), stale: true, staleReason: error.message }
  }
}

/** The last snapshot without asking anyone; undefined when there was none. */
export function peekCollection<Item>(key: string): Snapshot<Item> | undefined {
  const snapshot = entries().get(key)?.snapshot
  return snapshot && typed<Item>(snapshot)
}

/** Makes every collection below the given prefix be read again; their last good answers stay for the case that the vendor is down. */
export function dropCollections(prefix: string): void {
  for (const [key, entry] of entries()) if (key.startsWith(prefix)) entry.generation += 1
}

/**
 * What the keys of a project's collections begin with. The access key is part of it, also for the other consoles on the same database:
 * what one key may read is not shown under another, nor after the project was removed and added again.
 */
export function projectKey(project: StoredProject): string {
  return `${project.id}@${project.sealedSecret.slice(-24)}`
}

/** Forgets everything of a project, for when it is removed or its key is replaced. */
export function forgetCollections(projectId: string): void {
  for (const key of entries().keys()) if (key.startsWith(`${projectId}@`)) entries().delete(key)
}

const servableErrors: ReadonlySet<string> = new Set([
  'upstream_unavailable',
  'upstream_rejected_credentials',
  'upstream_contract',
  'rate_limited',
])

async function refresh(
  entry: Entry,
  load: () => Promise<Snapshot<unknown>>,
  again = true,
): Promise<Snapshot<unknown>> {
  if (entry.reading && entry.reading.generation === entry.generation) return await entry.reading.promise
  const generation = entry.generation
  const promise = load()
  const reading = { promise, generation }
  entry.reading = reading
  try {
    const snapshot = await promise
    if (generation >= entry.snapshotGeneration) {
      entry.snapshot = snapshot
      entry.snapshotGeneration = generation
    }
    // A write happened while this was read: what was read may be older than the write, so it is read once more.
    return generation === entry.generation || !again ? snapshot : await refresh(entry, load, false)
  } finally {
    if (entry.reading === reading) entry.reading = undefined
  }
}

// The key names the resource, so a snapshot found under it has that resource's items.
function typed<Item>(snapshot: Snapshot<unknown>): Snapshot<Item> {
  return snapshot as Snapshot<Item>
}
