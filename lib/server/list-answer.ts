import 'server-only'
import type { ServedSnapshot } from './collections'
import { pageOf, type ListQuery } from './list-query'

/** How the items of a list become rows. */
export interface Rows<Item> {
  /** What the rows are made of beside the items; as long as these are the same objects, so are the rows. */
  from: readonly unknown[]
  row: (item: Item) => object
}

interface Written {
  from: readonly unknown[]
  /** The page as JSON up to where its age begins. */
  text: string
}

/** How far what was read can be relied upon. */
export interface Reliance {
  ageSeconds: number
  /** True when the vendor could not be read and this is the last good answer, for that reason. */
  stale: boolean
  staleReason?: string
  /** False when the vendor's list kept changing while it was read, so that something may be missing. */
  complete: boolean
}

/** What an answer says of the snapshot that it was made of. */
export function relianceOf(snapshot: ServedSnapshot<unknown>, now = Date.now()): Reliance {
  const { stale, staleReason, complete } = snapshot
  const ageSeconds = Math.max(0, Math.round((now - snapshot.readAt) / 1000))
  return { ageSeconds, stale, staleReason, complete }
}

const keptPages = 8

// A list is asked for far more often than it changes, and writing its rows as JSON takes longer than everything else about a read from memory.
const written = new WeakMap<readonly object[], Map<string, Written>>()

/** Answers one page of a list: `{ items, total, page, pageSize, ageSeconds, stale, staleReason?, complete }`. */
export function listAnswer<Item extends object>(
  snapshot: ServedSnapshot<Item>,
  query: ListQuery,
  rows: Rows<Item>,
  now = Date.now(),
): Response {
  const text = `${pageText(snapshot.items, query, rows)},${JSON.stringify(relianceOf(snapshot, now)).slice(1)}`
  return new Response(text, { headers: { 'content-type': 'application/json' } })
}

function pageText<Item extends object>(items: readonly Item[], query: ListQuery, rows: Rows<Item>): string {
  const pages = written.get(items) ?? new Map<string, Written>()
  written.set(items, pages)
  const key = JSON.stringify(query)
  const known = pages.get(key)
  if (known && known.from.every((source, index) => source === rows.from[index])) return known.text
  const page = pageOf(items, query)
  const text = JSON.stringify({ ...page, items: page.items.map(rows.row) }).slice(0, -1)
  for (const oldest of pages.keys()) if (pages.size >= keptPages) pages.delete(oldest)
  pages.set(key, { from: rows.from, text })
  return text
}
