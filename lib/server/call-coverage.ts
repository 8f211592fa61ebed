import 'server-only'
import { keptFrom } from '@/lib/calls/coverage'
import { ApiError } from '@/lib/errors'
import type { CallCoverage, CallGap, SearchCoverage } from '@/lib/rules/call-history'
import type { CallFilters } from '@/lib/rules/call-query'
import type { CallWindow } from '@/lib/rules/call-window'
import { archiveKey, callArchive } from './call-archive'
import { env } from './env'
import type { StoredProject } from './projects'

// The last minutes are read every few seconds; so much behind is not worth a warning.
const usualLagMs = 60_000

/** What the archive of a project covers. */
export async function readCallCoverage(project: StoredProject): Promise<CallCoverage> {
  const archive = await callArchive()
  const coverage = await archive.read('coverage', { projectId: archiveKey(project), now: Date.now() })
  return env().CALL_SYNC === 'off' ? { ...coverage, state: 'off' } : coverage
}

/** What the archive covers of the window of a search. */
export async function readSearchCoverage(
  project: StoredProject,
  { start, end, ...filters }: CallWindow & CallFilters,
): Promise<SearchCoverage> {
  const archive = await callArchive()
  const now = Date.now()
  const window = { start: Date.parse(start), end: Math.min(now, Date.parse(end) + 1) }
  const byDetails =
    filters.country.length > 0 || filters.sipCode.length > 0 || filters.emergency || filters.forwarded
  const asked = { projectId: archiveKey(project), now, window, byDetails }
  const { missing, withoutDetails, ...read } = await archive.read('searchCoverage', asked)
  const coverage: CallCoverage = env().CALL_SYNC === 'off' ? { ...read, state: 'off' } : read
  const kept = missing.filter((gap) => !isUsualLag(gap, coverage, now))
  return { ...coverage, missing: kept, withoutDetails, isWhole: kept.length === 0 && withoutDetails === 0 }
}

function isUsualLag({ start, end }: CallGap, { until, state }: CallCoverage, now: number): boolean {
  return (
    state !== 'off' &&
    start === until &&
    Date.parse(end) - Date.parse(start) <= usualLagMs &&
    now - Date.parse(start) <= usualLagMs
  )
}

/** Throws `invalid_request` for a window that ends before the oldest calls that are kept. */
export function assertKept({ end }: CallWindow, keepDays: number | null, now = Date.now()): void {
  if (keepDays === null || Date.parse(end) >= keptFrom(keepDays, now)) return
  const days = keepDays === 1 ? 'one day' : `${keepDays} days`
  const message = `Calls are kept for ${days}, and this search ends before that. Choose a later time, or search it live.`
  throw new ApiError('invalid_request', message, { fields: { end: message } })
}
