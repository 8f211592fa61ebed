import type { SearchChange } from '@/lib/client/url-search'
import { callQueryNames, filterSearch, type CallQuery } from '@/lib/rules/call-query'
import { callPresets, windowOf } from '@/lib/rules/call-window'
import { namedWindow } from './calls-query'

/** A search as it is kept: without a place in its list, and a window that has a name stays named. */
export function keptSearch(query: CallQuery): string {
  const preset = namedWindow(query)
  const search = filterSearch(query)
  const { source, start, end, zone, pageSize } = query
  const given = {
    source: source === 'live' ? source : undefined,
    ...(preset === undefined ? { start, end } : { last: preset }),
    zone,
    pageSize: pageSize === 50 ? undefined : pageSize,
  }
  for (const [name, value] of Object.entries(given)) if (value !== undefined) search.set(name, String(value))
  return search.toString()
}

/**
 * What the address becomes when a saved search is opened: that search and nothing of the one before. A live one does not go with the time,
 * so what its window means is settled as it is opened.
 */
export function openedSearch(search: string, now = Date.now()): SearchChange {
  const kept = new URLSearchParams(search)
  const last = callPresets.find((preset) => preset === kept.get('last'))
  const isOpen = kept.get('source') === 'live' && last !== undefined
  const window = isOpen ? windowOf(last, now, kept.get('zone') ?? undefined) : {}
  const change = [...callQueryNames, 'call'].map((name) => [name, kept.get(name) ?? undefined])
  return { ...Object.fromEntries(change), ...window }
}
