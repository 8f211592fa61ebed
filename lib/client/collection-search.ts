/** How many rows a page has, or the whole list in one piece. */
export type PageSize = number | 'all'

/** What the address of a page with one list asks for. */
export interface CollectionSearch {
  q: string
  sort: string
  page: number
  pageSize: PageSize
}

const mostRows = 500
/** Rows of a page where the address does not say. */
export const usualPageSize = 50

/** What an address cannot mean: one sentence for each part, by its name on the page. */
export type Problems = Record<string, string>

/**
 * Reads the address of a list that can be sorted by `sortKeys`, the first of which is the usual order. What it cannot mean comes back as
 * one sentence for each part, by its name on the page. Written out, since a list page carries no schemas.
 */
export function readCollectionSearch(
  search: Pick<URLSearchParams, 'get'>,
  sortKeys: readonly [string, ...string[]],
): { query: CollectionSearch; problems?: undefined } | { query?: undefined; problems: Problems } {
  const problems: Problems = {}
  const count = (name: string, label: string, fallback: number, most: number, message: string) => {
    const text = search.get(name) ?? ''
    if (/^[1-9]\d{0,8}$/.test(text) && Number(text) <= most) return Number(text)
    if (text !== '') problems[label] = message
    return fallback
  }
  const sort = search.get('sort') || sortKeys[0]
  if (!sortKeys.includes(sort.replace(/^-/, ''))) problems.Order = 'The list cannot be sorted by this.'
  const query: CollectionSearch = {
    q: search.get('q') ?? '',
    sort,
    page: count('page', 'Page', 1, Infinity, 'The page is a whole number from 1 on.'),
    pageSize:
      search.get('pageSize') === 'all'
        ? 'all'
        : count('pageSize', 'Rows', usualPageSize, mostRows, 'A page has 1 to 500 rows, or “all”.'),
  }
  return Object.keys(problems).length > 0 ? { problems } : { query }
}
