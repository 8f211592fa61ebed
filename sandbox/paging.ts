import type { Context } from 'hono'
import type { ServiceContext } from './context'
import { invalidFields } from './body'
import type { Dialect } from './dialect'
import { readSort, sorted } from './sorting'
import type { Collection, Selection, StoredObject } from './store'

/** The page a client asked for, counted from one. */
export interface PageRequest {
  readonly page: number
  readonly size: number
}

/** Reads `page` and `size` (old name `pageSize`) within the limits the vendor publishes. */
export function readPage(c: Context, maximum = 500, standard = maximum): PageRequest {
  const page = wholeNumber('page', c.req.query('page'), 1)
  const name = c.req.query('size') === undefined ? 'pageSize' : 'size'
  const size = wholeNumber(name, c.req.query(name), standard)
  if (size > maximum) throw invalidFields({ [name]: `must be less than or equal to ${maximum}` })
  return { page, size }
}

/** What a list says about itself, in the form of the dialect. */
export function pageMeta(
  dialect: Readonly<Dialect>,
  request: PageRequest,
  totalItems: number,
): Record<string, number | string> {
  if (dialect.pageMeta === 'documented') {
    return { totalItems, pageNumber: String(request.page), size: request.size }
  }
  return { totalItems, pageNumber: request.page, pageSize: request.size, size: request.size }
}

/** One page of an array that is already at hand. */
export function slicePage<Item>(items: readonly Item[], request: PageRequest): Item[] {
  const start = (request.page - 1) * request.size
  return items.slice(start, start + request.size)
}

/** Answers one page of stored objects under `key`, in the order they were made or in one that the client may ask for. */
export function answerPage(
  c: Context,
  context: ServiceContext,
  key: string,
  collection: Collection,
  selection: Selection,
  render: (object: StoredObject) => unknown,
  sortable: readonly string[] = [],
): Response {
  const request = readPage(c)
  const { store } = context
  const order = sortable.length === 0 ? [] : readSort(c, sortable)
  const objects =
    order.length === 0
      ? store.list(collection, selection, request.size, (request.page - 1) * request.size)
      : slicePage(sorted(store.list(collection, selection), order), request)
  const total = store.count(collection, selection)
  return c.json({ [key]: objects.map(render), ...pageMeta(context.dialect, request, total) })
}

function wholeNumber(name: string, value: string | undefined, standard: number): number {
  if (value === undefined || value === '') return standard
  const number = /^\d{1,9}$/.test(value) ? Number(value) : 0
  if (number < 1) throw invalidFields({ [name]: 'must be greater than or equal to 1' })
  return number
}
