import { readCollectionSearch, type CollectionSearch, type Problems } from '@/lib/client/collection-search'

/** The part of a search that says which numbers are meant. */
export type NumberFilters = Record<'q' | 'trunkId' | 'unassigned' | 'country' | 'type' | 'state', string>

/** What the address of the list of numbers asks for. */
export type NumberSearch = NumberFilters & CollectionSearch

/** Takes every filter out of the address. */
export const noFilters = {
  q: undefined,
  trunkId: undefined,
  unassigned: undefined,
  country: undefined,
  type: undefined,
  state: undefined,
} as const

const sortKeys = ['phoneNumber', 'countryCode', 'type', 'trunkName', 'state'] as const

/** Reads the address of the list; what it cannot mean comes back as one sentence for each part, by its name on the page. */
export function readNumberSearch(
  search: Pick<URLSearchParams, 'get'>,
): { query: NumberSearch; problems?: undefined } | { query?: undefined; problems: Problems } {
  const { query: collection, problems: found } = readCollectionSearch(search, sortKeys)
  const problems: Problems = { ...found }
  const one = (name: string, label: string, pattern: RegExp, message: string) => {
    const text = search.get(name) ?? ''
    if (text !== '' && !pattern.test(text)) problems[label] = message
    return text
  }
  const filters = {
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
  }
  if (!collection || Object.keys(problems).length > 0) return { problems }
  return { query: { ...collection, q: collection.q.slice(0, 200), ...filters } }
}

/** The filters alone, as our API takes them; empty ones are left out by whoever sends them. */
export function filtersOf({ q, trunkId, unassigned, country, type, state }: NumberFilters): NumberFilters {
  return { q, trunkId, unassigned, country, type, state }
}
