import pLimit from 'p-limit'
import type { EstPage } from './answers'

/** A whole list. */
export interface EstCollection<Item> {
  items: Item[]
  /** The vendor's own count at the end of the reading. */
  totalItems: number
  /** False when the list kept changing while it was read, so that something may be missing. */
  complete: boolean
}

interface Listed<Item> {
  fetch(page: number, size: number): Promise<EstPage<Item>>
  idOf(item: Item): string
  /** When the item was made, in milliseconds since the epoch; null when it does not say. */
  createdAt(item: Item): number | null
}

interface Tile {
  page: number
  size: number
}

interface Reading<Item> {
  pages: EstPage<Item>[]
  /** What was asked for, page by page. */
  tiles: Tile[]
  /** True when the vendor gave other numbers of items than were asked for. */
  sizeIgnored: boolean
}

/** The largest page that every list of the vendor serves. */
export const pageSize = 500

const parallelPages = 4
const overlap = 16
const maxRereads = 2
const maxPages = 10_000

/**
 * Reads every page of a list. The vendor pages by number, so a change in between makes it skip or repeat. The first reading asks for
 * plain pages and is believed when nothing hints at a change: the same total on each page, as many different ids, and no item that is
 * newer than the reading. Otherwise it is read again, at most twice, in pages that overlap: while neighbours share an item, everything
 * that was there throughout has been seen.
 */
export async function readAllPages<Item>(list: Listed<Item>): Promise<EstCollection<Item>> {
  const first = await list.fetch(1, pageSize)
  if (isWhole(first)) return { items: unique(list, [first]), totalItems: first.items.length, complete: true }
  const plain = await readTiles(list, first, (last) => plainTiles(first, last))
  if (isQuiet(list, plain)) return collected(list, plain, true)
  let latest = plain
  for (let reread = 1; reread <= maxRereads; reread += 1) {
    const start = await list.fetch(1, pageSize)
    if (isWhole(start))
      return { items: unique(list, [start]), totalItems: start.items.length, complete: true }
    const canOverlap = start.items.length === pageSize && !latest.sizeIgnored
    latest = await readTiles(list, start, (total) =>
      canOverlap ? overlappingTiles(total) : plainTiles(start, total),
    )
    const isGood = canOverlap && !latest.sizeIgnored ? isConnected(list, latest) : isQuiet(list, latest)
    if (isGood) return collected(list, latest, true)
  }
  return collected(list, latest, false)
}

/** Pages after the first, as large as the first one turned out to be, whatever was asked for. */
function plainTiles(first: EstPage<unknown>, total: number): Tile[] {
  const size = first.items.length
  const count = size === 0 ? 0 : Math.min(maxPages, Math.ceil(total / size)) - 1
  return Array.from({ length: Math.max(0, count) }, (_, index) => ({
    page: index + 2,
    size: size < pageSize ? size : pageSize,
  }))
}

/**
 * Pages after the first that each begin some items before the end of the one before: a page begins at a multiple of its size, so the
 * size is chosen for the beginning. It takes about one page in eight more than plain pages.
 */
export function overlappingTiles(total: number): Tile[] {
  const tiles: Tile[] = []
  for (let covered = pageSize; covered < total + overlap && tiles.length < maxPages;) {
    const wantedOffset = covered - overlap
    const skipped = Math.ceil(wantedOffset / pageSize)
    const size = Math.floor(wantedOffset / skipped)
    tiles.push({ page: skipped + 1, size })
    covered = (skipped + 1) * size
  }
  return tiles
}

async function readTiles<Item>(
  list: Listed<Item>,
  first: EstPage<Item>,
  tilesFor: (total: number) => Tile[],
): Promise<Reading<Item>> {
  if (first.totalItems === null) return await readUntilShort(list, first)
  const limit = pLimit(parallelPages)
  const tiles = tilesFor(first.totalItems)
  const rest = await Promise.all(tiles.map(({ page, size }) => limit(() => list.fetch(page, size))))
  // Only the last pages may be short; one that is short or long before them follows a size of its own.
  const sizeIgnored = rest.some(({ items }, index) => {
    const { page = 0, size = 0 } = tiles[index] ?? {}
    const isInside = page * size <= (rest[index]?.totalItems ?? 0)
    return items.length > size || (isInside && items.length < size)
  })
  return { pages: [first, ...rest], tiles: [{ page: 1, size: pageSize }, ...tiles], sizeIgnored }
}

// Without a total there is nothing to plan with: one page after the other until one has fewer items or nothing new.
async function readUntilShort<Item>(list: Listed<Item>, first: EstPage<Item>): Promise<Reading<Item>> {
  const pages = [first]
  const seen = new Set(first.items.map((item) => list.idOf(item)))
  for (let page = 2; page <= maxPages; page += 1) {
    const next = await list.fetch(page, first.items.length)
    const fresh = next.items.filter((item) => !seen.has(list.idOf(item)))
    if (fresh.length === 0) break
    pages.push(next)
    for (const item of fresh) seen.add(list.idOf(item))
    if (next.items.length < first.items.length) break
  }
  return { pages, tiles: [], sizeIgnored: true }
}

function isWhole({ items, totalItems }: EstPage<unknown>): boolean {
  return items.length === 0
    ? (totalItems ?? 0) === 0
    : totalItems === null
      ? false
      : totalItems === items.length
}

function isQuiet<Item>(list: Listed<Item>, { pages }: Reading<Item>): boolean {
  const [first] = pages
  const total = first?.totalItems ?? null
  const items = pages.flatMap((page) => page.items)
  if (total === null) return unique(list, pages).length === items.length
  if (pages.some((page) => page.totalItems !== total) || items.length !== total) return false
  if (unique(list, pages).length !== total) return false
  const startedAt = first?.answeredAt ?? null
  // An insertion beside a deletion leaves the count as it was, but the new item is younger than the reading.
  return startedAt === null || !items.some((item) => (list.createdAt(item) ?? 0) >= startedAt)
}

function isConnected<Item>(list: Listed<Item>, { pages, tiles }: Reading<Item>): boolean {
  const reachesEnd = (index: number) => {
    const { page = 0, size = 0 } = tiles[index] ?? {}
    return page * size >= (pages[index]?.totalItems ?? Number.POSITIVE_INFINITY)
  }
  return pages.every((page, index) => {
    const isEnough = index < pages.length - 1 || reachesEnd(index)
    const before = pages[index - 1]
    // What lies beyond the end of a list that has become shorter needs no neighbour.
    if (before === undefined || (page.items.length === 0 && reachesEnd(index - 1))) return isEnough
    const ids = new Set(before.items.map((item) => list.idOf(item)))
    return isEnough && page.items.some((item) => ids.has(list.idOf(item)))
  })
}

function unique<Item>(list: Listed<Item>, pages: readonly EstPage<Item>[]): Item[] {
  return [...new Map(pages.flatMap((page) => page.items).map((item) => [list.idOf(item), item])).values()]
}

function collected<Item>(
  list: Listed<Item>,
  { pages }: Reading<Item>,
  complete: boolean,
): EstCollection<Item> {
  const items = unique(list, pages)
  const total = pages[pages.length - 1]?.totalItems ?? items.length
  return { items, totalItems: total, complete }
}
