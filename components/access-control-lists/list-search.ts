/** What the address of a page with a table asks for. */
export interface ListSearch {
  q: string
  sort: string
  page: number
  pageSize: number
}

const mostRows = 500

/** Reads the address of a table that can be sorted by `sortKeys`, of which the first is the usual order; what it cannot mean comes back as sentences. */
export function readListSearch(
  search: Pick<URLSearchParams, 'get'>,
  sortKeys: readonly [string, ...string[]],
): { query: ListSearch; problems?: undefined } | { query?: undefined; problems: Record<string, string> } {
  const problems: Record<string, string> = {}
  const count = (name: string, label: string, fallback: number, most: number, message: string) => {
    const text = search.get(name) ?? ''
    if (/^[1-9]\d{0,8}$/.test(text) && Number(text) <= most) return Number(text)
    if (text !== '') problems[label] = message
    return fallback
  }
  const sort = search.get('sort') || sortKeys[0]
  if (!sortKeys.includes(sort.replace(/^-/, ''))) problems.Order = 'The list cannot be sorted by this.'
  const query = {
    q: search.get('q') ?? '',
    sort,
    page: count('page', 'Page', 1, Infinity, 'The page is a whole number from 1 on.'),
    pageSize: count('pageSize', 'Rows', 50, mostRows, 'A page has 1 to 500 rows.'),
  }
  return Object.keys(problems).length > 0 ? { problems } : { query }
}
