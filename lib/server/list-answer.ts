import 'server-only'
import type { ServedSnapshot } from './collections'
import { pageOf, readListQuery } from './list-query'

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

const keptPages = 8

// A list is asked for far more often than it changes, and writing its rows as JSON takes longer than everything else about a read from memory.
const written = new WeakMap<readonly object[], Map<string, Written>>()

/** Answers one page of a list: `{ items, total, page, pageSize, ageSeconds, stale, staleReason?, complete }`. Throws `validation` for a query that cannot be read. */
export function listAnswer<Item extends object>(
  snapshot: ServedSnapshot<Item>,
  requestUrl: string,
  rows: Rows<Item>,
  now = Date.now(),
): Response {
  const age = {
    ageSeconds: Math.max(0, Math.round((now - snapshot.readAt) / 1000)),
    stale: snapshot.stale,
    staleReason: snapshot.staleReason,
    complete: snapshot.complete,
  }
  const text = `${pageText(snapshot.items, searchOf(requestUrl), rows)},${JSON.stringify(age).slice(1)}`
  return new Response(text, { headers: { 'content-type': 'application/json' } })
}

function pageText<Item extends object>(items: readonly Item[], search: string, rows: Rows<Item>): string {
  const pages = written.get(items) ?? new Map<string, Written>()
  written.set(items, pages)
  const known = pages.get(search)
  if (known && known.from.every((source, index) => source === rows.from[index])) return known.text
  const page = pageOf(items, readListQuery(search))
  const text = JSON.stringify({ ...page, items: page.items.map(rows.row) }).slice(0, -1)
  for (const oldest of pages.keys()) if (pages.size >= keptPages) pages.delete(oldest)
  pages.set(search, { from: rows.from, text })
  return text
}

function searchOf(url: string): string {
  const at = url.indexOf('?')
  return at === -1 ? '' : url.slice(at)
}
