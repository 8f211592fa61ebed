/** What the address of the list of numbers asks for. */
export interface NumberSearch {
  q: string
  trunkId: string
  unassigned: string
  country: string
  type: string
  state: string
  sort: string
  page: number
  pageSize: number
}

/** The part of a search that says which numbers are meant. */
export type NumberFilters = Pick<NumberSearch, 'q' | 'trunkId' | 'unassigned' | 'country' | 'type' | 'state'>

/** Takes every filter out of the address. */
export const noFilters = {
  q: undefined,
  trunkId: undefined,
  unassigned: undefined,
  country: undefined,
  type: undefined,
  state: undefined,
} as const

const sortKeys: ReadonlySet<string> = new Set(['phoneNumber', 'countryCode', 'type', 'trunkName', 'state'])
const mostRows = 500

/** Reads the address of the list; what it cannot mean comes back as one sentence for each part, by its name on the page. */
export function readNumberSearch(
  search: Pick<URLSearchParams, 'get'>,
): { query: NumberSearch; problems?: undefined } | { query?: undefined; problems: Record<string, string> } {
  const problems: Record<string, string> = {}
  const one = (name: string, label: string, pattern: RegExp, message: string) => {
    const text = search.get(name) ?? ''
    if (text !== '' && !pattern.test(text)) problems[label] = message
    return text
  }
  const count = (name: string, label: string, fallback: number, most: number, message: string) => {
    const text = search.get(name) ?? ''
    if (/^[1-9]\d{0,8}$/.test(text) && Number(text) <= most) return Number(text)
    if (text !== '') problems[label] = message
    return fallback
  }
  const sort = search.get('sort') || 'phoneNumber'
  if (!sortKeys.has(sort.replace(/^-/, ''))) problems.Order = 'The list cannot be sorted by this.'
  const query = {
    q: (search.get('q') ?? '').slice(0, 200),
    trunkId: one('trunkId', 'Trunk', /^[A-Za-z0-9_-]{1,64}$/, 'This is no id of a trunk.'),
    unassigned: one('unassigned', 'Unassigned', /^1$/, 'Write unassigned=1, or leave it out.'),
    country: one('country', 'Country', /^[A-Z]{2}$/, 'A country is two capital letters, for example SE.'),
    type: one('type', 'Type', /^(LOCAL|MOBILE|TOLL_FREE)$/, 'The type is LOCAL, MOBILE or TOLL_FREE.'),
    state: one(
      'state',
      'State',
      /^(assigned|unassigned|moving|failed)$/,
      'The state is assigned, unassigned, moving or failed.',
    ),
    sort,
    page: count('page', 'Page', 1, Infinity, 'The page is a whole number from 1 on.'),
    pageSize: count('pageSize', 'Rows', 50, mostRows, 'A page has 1 to 500 numbers.'),
  }
  return Object.keys(problems).length > 0 ? { problems } : { query }
}

/** The filters alone, as our API takes them; empty ones are left out by whoever sends them. */
export function filtersOf({ q, trunkId, unassigned, country, type, state }: NumberSearch): NumberFilters {
  return { q, trunkId, unassigned, country, type, state }
}
