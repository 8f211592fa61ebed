import { callDirections, callResults, type CallDirection, type CallResult } from '../resources/call-values'
import { FieldReader } from './call-query-fields'
import { callPresets, windowOf, type CallPreset, type CallWindow } from './call-window'

/** Windows begin before they end. */
export const windowOrderMessage = 'The search begins after it ends. Swap the two times.'

/** What calls are chosen by. Lists that are empty and texts that are empty mean "any". */
export interface CallFilters {
  /** The beginning of a number or SIP address, or, after `*`, the last digits of a number: `+4670`, `*4567`. */
  from: string
  to: string
  /** Either side, written like `from`. */
  party: string
  trunkId: string[]
  direction: CallDirection[]
  callResult: CallResult[]
  /** ISO codes of the country on the other side: called by outbound calls, calling in inbound ones. */
  country: string[]
  sipCode: number[]
  /** Bounds of the duration as the vendor gives it, in seconds, both included. */
  minSeconds?: number
  maxSeconds?: number
  /** Bounds of the price, in the currency of the call, both included. */
  minPrice?: number
  maxPrice?: number
  /** Emergency calls only. */
  emergency: boolean
  /** Forwarded calls only, both of their records. */
  forwarded: boolean
}

/** Where a search is asked: in the console's own archive, or at the vendor now. */
export type CallSource = 'archive' | 'live'

/**
 * A checked call search as it stands in the address. `last` names the window that `start` and `end` were made from, so that it can be
 * moved to the present; the window may still be open. `cursor` is a place in the archive's order; `page` counts the vendor's pages and is
 * for live searches only.
 */
export interface CallQuery extends CallFilters {
  source: CallSource
  last?: CallPreset
  start?: string
  end?: string
  /** IANA name of the time zone in which times are shown and months begin; undefined is the reader's own. */
  zone?: string
  cursor?: string
  page: number
  pageSize: number
}

/** The fields that choose calls, in the order in which they stand in an address. */
export const callFilterNames = [
  'from',
  'to',
  'party',
  'trunkId',
  'direction',
  'callResult',
  'country',
  'sipCode',
  'minSeconds',
  'maxSeconds',
  'minPrice',
  'maxPrice',
  'emergency',
  'forwarded',
] as const satisfies readonly (keyof CallFilters)[]

/** One of the fields that choose calls. */
export type CallFilterName = (typeof callFilterNames)[number]

/** The fields a call search is made of, in the order in which they stand in an address. */
export const callQueryNames = [
  ...callFilterNames,
  'source',
  'last',
  'start',
  'end',
  'zone',
  'cursor',
  'page',
  'pageSize',
] as const

/** One of the fields of a search. */
export type CallQueryName = (typeof callQueryNames)[number]

/** No filter at all. */
export const anyCall: CallFilters = {
  from: '',
  to: '',
  party: '',
  trunkId: [],
  direction: [],
  callResult: [],
  country: [],
  sipCode: [],
  emergency: false,
  forwarded: false,
}

/**
 * Reads a search from an address; what cannot be searched for comes back as one sentence for each field. Written out rather than as a
 * schema, since the calls page would carry zod for nothing else.
 */
export function readCallQuery(
  search: URLSearchParams,
): { query: CallQuery; problems?: undefined } | { query?: undefined; problems: Record<string, string> } {
  const read = new FieldReader(search)
  const [resultMessage, directionMessage] = [
    `The result is one of ${callResults.join(', ')}.`,
    'The direction is INBOUND or OUTBOUND.',
  ]
  const query: CallQuery = {
    from: read.party('from'),
    to: read.party('to'),
    party: read.party('party'),
    trunkId: read.list('trunkId', /^[A-Za-z0-9_-]{1,64}$/, 'This is not the id of a SIP trunk.'),
    direction: read.words('direction', callDirections, directionMessage),
    callResult: read.words('callResult', callResults, resultMessage),
    country: read.list('country', /^[A-Z]{2}$/, 'A country is a code of two letters, such as SE.'),
    sipCode: read.list('sipCode', /^[1-6]\d\d$/, 'A SIP code has three digits, such as 503.').map(Number),
    emergency: read.flag('emergency'),
    forwarded: read.flag('forwarded'),
    source:
      read.word('source', ['archive', 'live'], 'Calls are searched in the archive or live.') ?? 'archive',
    page: read.count('page', 1, Number.MAX_SAFE_INTEGER, 'The page is a whole number from 1 on.'),
    pageSize: read.count('pageSize', 50, 500, 'Ask for 1 to 500 calls.'),
  }
  const seconds = read.range('minSeconds', 'maxSeconds', 'A duration is a number of seconds from 0 on.')
  const price = read.range('minPrice', 'maxPrice', 'A price is a number from 0 on.')
  const [start, end] = [read.instant('start'), read.instant('end')]
  if (start !== undefined && end !== undefined && start > end) read.problems.start = windowOrderMessage
  const given = {
    ...seconds,
    ...price,
    last: read.word('last', callPresets, 'This window of time has no such name.'),
    start,
    end,
    zone: read.zone('zone'),
    cursor: read.text('cursor', /^[A-Za-z0-9_-]{1,64}$/, 'This is no place in a list of calls.'),
  }
  if (Object.keys(read.problems).length > 0) return { problems: read.problems }
  const known = Object.entries(given).filter(([, value]) => value !== undefined)
  return { query: { ...query, ...Object.fromEntries(known) } }
}

/** The explicit window of a search. Without both ends it is the named window, else the last 24 hours, at `now`. */
export function resolveWindow(
  query: Pick<CallQuery, 'last' | 'start' | 'end' | 'zone'>,
  now: number,
): CallWindow {
  const { start, end, last, zone } = query
  if (start !== undefined && end !== undefined) return { start, end }
  if (start !== undefined) return { start, end: new Date(Math.max(now, Date.parse(start))).toISOString() }
  if (end !== undefined) return windowOf(last ?? '24h', Date.parse(end), zone)
  return windowOf(last ?? '24h', now, zone)
}

/** The filters as they stand in an address, without those that mean "any". */
export function filterSearch(filters: CallFilters): URLSearchParams {
  const entries = callFilterNames.flatMap((name): [string, string][] => {
    const value = filters[name]
    const text = Array.isArray(value) ? value.join(',') : value === true ? '1' : value === false ? '' : value
    return text === undefined || text === '' ? [] : [[name, String(text)]]
  })
  return new URLSearchParams(entries)
}

/** The filters, the window and where it is asked: what a file, a count or totals of this search are asked with. */
export function wholeSearch(query: CallQuery, window: CallWindow): URLSearchParams {
  const search = filterSearch(query)
  if (query.source === 'live') search.set('source', 'live')
  search.set('start', window.start)
  search.set('end', window.end)
  if (query.zone !== undefined) search.set('zone', query.zone)
  return search
}

/** The search for one page as our own API takes it. */
export function callSearch(query: CallQuery, window: CallWindow): URLSearchParams {
  const search = wholeSearch(query, window)
  if (query.source === 'live') search.set('page', String(query.page))
  else if (query.cursor !== undefined) search.set('cursor', query.cursor)
  search.set('pageSize', String(query.pageSize))
  return search
}

/** True when the search asks for more than a window of time. */
export function hasCallFilters(filters: CallFilters): boolean {
  return filterSearch(filters).size > 0
}
