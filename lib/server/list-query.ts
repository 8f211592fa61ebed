import 'server-only'
import { z } from 'zod'
import { compareNaturally } from '@/lib/rules/natural-order'
import { validated } from './request-body'

const listQuery = z.object({
  q: z.string().trim().max(200).default(''),
  sort: z
    .string()
    .regex(/^-?[A-Za-z]+$/, 'Sort by a field name, with a leading minus for descending.')
    .default('name'),
  page: z.coerce
    .number('The page is a number.')
    .int('The page is a whole number.')
    .min(1, 'Pages begin at 1.')
    .default(1),
  pageSize: z.coerce
    .number('The page size is a number.')
    .int('The page size is a whole number.')
    .min(1)
    .max(500, 'Ask for 500 rows at most.')
    .default(50),
})

/** What a list may be asked: a text to find, an order and a page. */
export type ListQuery = Readonly<z.output<typeof listQuery>>

/** Reads a list query from the address; unknown parameters are ignored, each known one counts once. */
export function readListQuery(url: URL): ListQuery {
  // Browsers ask for the same few pages over and over, and a check takes longer than the answer from memory.
  const { search } = url
  const known = recentQueries.get(search)
  if (known) return known
  const query = parsedQuery(url)
  if (recentQueries.size >= keptQueries) recentQueries.clear()
  if (search.length <= longestKeptQuery) recentQueries.set(search, query)
  return query
}

const recentQueries = new Map<string, ListQuery>()
const keptQueries = 500
const longestKeptQuery = 300

function parsedQuery(url: URL): ListQuery {
  const given = ['q', 'sort', 'page', 'pageSize'].map(
    (name) => [name, url.searchParams.get(name) ?? undefined] as const,
  )
  return validated(listQuery, Object.fromEntries(given))
}

/** One page of a list, searched over every text of an item and sorted by one field. */
export function pageOf<Item extends object>(items: readonly Item[], query: ListQuery) {
  const needle = query.q.toLowerCase()
  const sorted = sortedItems(items, query.sort)
  const found = needle === '' ? sorted : sorted.filter((item) => haystack(item).includes(needle))
  const start = (query.page - 1) * query.pageSize
  return {
    items: found.slice(start, start + query.pageSize),
    total: found.length,
    page: query.page,
    pageSize: query.pageSize,
  }
}

const keptOrders = 8

// Sorting ten thousand names takes tens of milliseconds, so it is done once per snapshot and order.
const sortedSnapshots = new WeakMap<readonly object[], Map<string, readonly object[]>>()

function sortedItems<Item extends object>(items: readonly Item[], sort: string): readonly Item[] {
  const orders = sortedSnapshots.get(items) ?? new Map<string, readonly object[]>()
  sortedSnapshots.set(items, orders)
  const known = orders.get(sort)
  if (known) return known as readonly Item[] // stored below for these very items
  const sorted = [...items].sort(comparator(sort))
  // Whoever invents names of fields must not fill the memory with copies of the list.
  for (const oldest of orders.keys()) if (orders.size >= keptOrders) orders.delete(oldest)
  orders.set(sort, sorted)
  return sorted
}

const haystacks = new WeakMap<object, string>()

function haystack(item: object): string {
  const known = haystacks.get(item)
  if (known !== undefined) return known
  const text = Object.values(item)
    .filter((value) => typeof value === 'string')
    .join('\n')
    .toLowerCase()
  haystacks.set(item, text)
  return text
}

function comparator(sort: string): (left: object, right: object) => number {
  const descending = sort.startsWith('-')
  const field = descending ? sort.slice(1) : sort
  return (left, right) => (descending ? -1 : 1) * compareValues(fieldOf(left, field), fieldOf(right, field))
}

function fieldOf(item: object, field: string): unknown {
  return Object.hasOwn(item, field) ? item[field as keyof typeof item] : undefined // keyof object is never; the guard above makes it safe
}

function compareValues(left: unknown, right: unknown): number {
  if (typeof left === 'number' && typeof right === 'number') return left - right
  const leftMissing = left === null || left === undefined
  const rightMissing = right === null || right === undefined
  if (leftMissing || rightMissing) return Number(leftMissing) - Number(rightMissing)
  if (Array.isArray(left) && Array.isArray(right)) return left.length - right.length
  return compareNaturally(String(left), String(right))
}
