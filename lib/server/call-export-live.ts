import 'server-only'
import { ApiError } from '@/lib/errors'
import { calls } from '@/lib/resources/calls'
import type { ArchivedCall } from '@/lib/rules/call-history'
import { liveCall, vendorQuery, type CallSearch } from './call-search'
import type { StoredProject } from './projects'
import { estClient } from './upstream'

const pageSize = 500

/**
 * All calls of a search, asked of the vendor page by page, each call once. Throws when the vendor gives fewer calls than it counts: a file
 * that ends there would look whole.
 */
export async function* liveCallBatches(
  project: StoredProject,
  search: CallSearch,
  signal: AbortSignal,
): AsyncGenerator<readonly ArchivedCall[]> {
  const client = await estClient(project)
  const seen = new RecentIds()
  let given = 0
  for (let page = 1; ; page += 1) {
    const query = { ...vendorQuery(search), page, size: pageSize }
    const { items, totalItems } = await client.list(calls, {}, query, { signal })
    given += items.length
    // The vendor's order shifts while new calls arrive, and what was at the end of one page comes again with the next.
    yield items.filter(({ callId }) => seen.add(callId)).map(liveCall)
    // A full page and a total that says no more than that: the answer may have come without one.
    const isCounted = totalItems !== items.length || items.length < pageSize
    // The vendor may give smaller pages than it was asked for, so what came is counted and not the pages.
    if (isCounted && given >= totalItems) return
    if (items.length > 0) continue
    throw new ApiError('upstream_contract', `Sinch counts ${totalItems} calls and gave only ${given}.`)
  }
}

const idsRemembered = 100_000

/** Remembers the last hundred thousand ids and forgets older ones: a shift of the list repeats what came just before. */
class RecentIds {
  private latest = new Set<string>()
  private before = new Set<string>()

  /** False for an id that was there already. */
  add(id: string): boolean {
    if (this.latest.has(id) || this.before.has(id)) return false
    this.latest.add(id)
    if (this.latest.size === idsRemembered) {
      this.before = this.latest
      this.latest = new Set()
    }
    return true
  }
}
