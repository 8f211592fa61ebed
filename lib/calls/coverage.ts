import { sql } from 'kysely'
import type { CallCoverage, CallGap } from '@/lib/rules/call-history'
import type { Archive } from './archive'
import { lowestId } from './call-id'
import { allOf } from './conditions'
import { countRecords, idsBetween } from './sums'
import { tableBy } from './paths'
import { readSync, type SyncState } from './sync-store'
import type { SyncWindow } from './sync-plan'

const mostGaps = 100
const aMomentMs = 120_000

/** What the archive of a project covers, without whether anybody reads at the moment. */
export async function readCoverage(
  archive: Archive,
  { projectId, now }: { projectId: string; now: number },
): Promise<CallCoverage> {
  const state = await readSync(archive, { projectId })
  return { ...coverageOf(state, now), calls: await countAll(archive, projectId) }
}

/** The same, and what of a stretch of time the archive lacks; the end is not part of it. */
export async function readSearchCoverage(
  archive: Archive,
  given: { projectId: string; now: number; window: { start: number; end: number }; byDetails: boolean },
): Promise<CallCoverage & { missing: CallGap[]; withoutDetails: number }> {
  const { projectId, now, window } = given
  const state = await readSync(archive, { projectId })
  const coverage = { ...coverageOf(state, now), calls: await countAll(archive, projectId) }
  const withoutDetails = given.byDetails ? await countWithoutDetails(archive, projectId, window) : 0
  return { ...coverage, missing: missingOf(state, window, now), withoutDetails }
}

const mostWithoutDetails = 1_000

/** The calls of a stretch whose details have not been read, counted no further than anybody needs to know. */
async function countWithoutDetails(
  archive: Archive,
  projectId: string,
  { start, end }: { start: number; end: number },
): Promise<number> {
  const project = await archive.words.find(archive.db, 'project', projectId)
  if (project === undefined) return 0
  const { rows } = await sql<{ calls: number }>`
    select count(*) as calls from (
      select 1 from ${tableBy(archive, 'enriched')}
      where project = ${project} and enriched = 0 and ${idsBetween(lowestId(start), lowestId(end) - 1)} limit ${mostWithoutDetails}
    ) as found`.execute(archive.db)
  return rows[0]?.calls ?? 0
}

/** What of a stretch is not held, newest first. Nothing is missing before the oldest call that the vendor has. */
export function missingOf(
  state: SyncState,
  { start, end }: { start: number; end: number },
  now: number,
): CallGap[] {
  const kept = keptFrom(state.keepDays, now)
  const oldest = Math.min(...state.windows.map((window) => window.start))
  const begin = state.isAtStart && Number.isFinite(oldest) ? Math.max(start, oldest) : start
  const missing = missingBetween(state.windows, Math.max(begin, kept), end)
  if (begin >= kept) return missing
  const reason = 'Older calls are not kept.'
  // A window of as many days as are kept begins a moment before those did.
  if (kept - begin < aMomentMs) return missing
  const gone = { start: iso(begin), end: iso(Math.min(kept, end)), kind: 'gone', reason } as const
  return [...missing, gone]
}

/** Coverage as the windows say it: a stretch is held only while a window says that it was read whole. */
export function coverageOf(state: SyncState, now: number): Omit<CallCoverage, 'calls'> {
  const { windows, problem, keepDays } = state
  const held = windows.filter(({ state: one }) => one === 'read')
  const from = held.length === 0 ? null : Math.min(...held.map(({ start }) => start))
  const until = held.length === 0 ? null : Math.max(...held.map(({ end }) => end))
  const gaps = from === null || until === null ? [] : missingBetween(windows, from, until)
  const isBackToStart = from !== null && (state.isAtStart || reachesLimit(from, keepDays, now))
  const isCurrent = isBackToStart && gaps.length === 0
  return {
    state: problem !== null ? 'failing' : isCurrent ? 'current' : 'syncing',
    problem,
    from: isoOrNull(from),
    until: isoOrNull(until),
    lagSeconds: until === null ? null : Math.max(0, Math.round((now - until) / 1000)),
    isBackToStart,
    gaps: gaps.slice(0, mostGaps),
    keepDays,
  }
}

const dayMs = 86_400_000

/** The oldest instant that is kept. */
export function keptFrom(keepDays: number | null, now: number): number {
  return keepDays === null ? Number.NEGATIVE_INFINITY : now - keepDays * dayMs
}

// Days pass while calls are read: the archive begins where it should when it is less than a day from there.
function reachesLimit(from: number, keepDays: number | null, now: number): boolean {
  return from <= keptFrom(keepDays, now) + dayMs
}

/** What of a stretch is not held, newest first, with the reason where a window gives one. */
export function missingBetween(windows: readonly SyncWindow[], start: number, end: number): CallGap[] {
  const gaps: CallGap[] = []
  const add = (from: number, to: number, window?: SyncWindow) => {
    if (from >= to) return
    gaps.push({
      start: iso(from),
      end: iso(to),
      kind: window === undefined || window.state === 'read' ? 'waiting' : window.state,
      reason: window?.error ?? null,
    })
  }
  const newestFirst = [...windows].sort((one, other) => other.start - one.start)
  let edge = end
  for (const window of newestFirst) {
    if (window.start >= edge || window.end <= start) continue
    const [from, to] = [Math.max(window.start, start), Math.min(window.end, edge)]
    add(to, edge)
    if (window.state !== 'read') add(from, to, window)
    edge = from
  }
  add(start, edge)
  return gaps
}

async function countAll(archive: Archive, projectId: string): Promise<number> {
  const project = await archive.words.find(archive.db, 'project', projectId)
  if (project === undefined) return 0
  return await countRecords(archive, allOf(project), { start: 0, end: Number.MAX_SAFE_INTEGER }, 'day')
}

function iso(instant: number): string {
  return new Date(instant).toISOString()
}

function isoOrNull(instant: number | null): string | null {
  return instant === null ? null : iso(instant)
}
