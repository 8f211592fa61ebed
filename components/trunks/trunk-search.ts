/** What the address of the list of trunks asks for. */
export interface TrunkSearch {
  q: string
  sort: string
  page: number
  pageSize: number
}

const sortKeys: ReadonlySet<string> = new Set(['name', 'domain', 'callsPerSecond', 'updateTime'])
const mostRows = 500

/** Reads the address of the list; what it cannot mean comes back as one sentence for each part, by its name on the page. */
export function readTrunkSearch(
  search: Pick<URLSearchParams, 'get'>,
): { query: TrunkSearch; problems?: undefined } | { query?: undefined; problems: Record<string, string> } {
  const problems: Record<string, string> = {}
  const count = (name: string, label: string, fallback: number, most: number, message: string) => {
    const text = search.get(name) ?? ''
    if (/^[1-9]\d{0,8}$/.test(text) && Number(text) <= most) return Number(text)
    if (text !== '') problems[label] = message
    return fallback
  }
  const sort = search.get('sort') || 'name'
  if (!sortKeys.has(sort.replace(/^-/, ''))) problems.Order = 'The list cannot be sorted by this.'
  const query = {
    q: search.get('q') ?? '',
    sort,
    page: count('page', 'Page', 1, Infinity, 'The page is a whole number from 1 on.'),
    pageSize: count('pageSize', 'Rows', 50, mostRows, 'A page has 1 to 500 trunks.'),
  }
  return Object.keys(problems).length > 0 ? { problems } : { query }
}
