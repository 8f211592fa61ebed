import { callDirections, callResults, type CallDirection, type CallResult } from '../resources/call-values'
import { cleanParty, partyProblem } from './call-party'
import { callPresets, windowOf, type CallPreset, type CallWindow } from './call-window'

/** Windows begin before they end. */
export const windowOrderMessage = 'The search begins after it ends. Swap the two times.'

/**
 * A checked call search as it stands in the address: the filters that the vendor's live search has. It takes one result and any number of
 * directions. `last` names the window that `start` and `end` were made from, so that it can be moved to the present; the window may
 * still be open.
 */
export interface CallQuery {
  from: string
  to: string
  trunkId: string
  callResult: CallResult | ''
  direction: CallDirection[]
  last?: CallPreset
  start?: string
  end?: string
  page: number
  pageSize: number
}

/** The fields a call search is made of, in the order in which they stand in an address. */
export const callQueryNames = [
  'from',
  'to',
  'trunkId',
  'callResult',
  'direction',
  'last',
  'start',
  'end',
  'page',
  'pageSize',
] as const

const isoInstant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/

/**
 * Reads a search from an address; what cannot be searched for comes back as one sentence for each field. Written out rather than as a
 * schema, since the calls page would carry zod for nothing else.
 */
export function readCallQuery(
  search: URLSearchParams,
): { query: CallQuery; problems?: undefined } | { query?: undefined; problems: Record<string, string> } {
  const problems: Record<string, string> = {}
  const given = (name: (typeof callQueryNames)[number]) => search.get(name) ?? ''
  const party = (name: 'from' | 'to') => {
    const cleaned = cleanParty(given(name))
    const problem = partyProblem(cleaned)
    if (problem !== undefined) problems[name] = problem
    return cleaned
  }
  const oneOf = <Value extends string>(
    values: readonly Value[],
    text: string,
    name: string,
    message: string,
  ) => {
    const known = values.find((value) => value === text)
    if (known === undefined && text !== '') problems[name] = message
    return known
  }
  const instant = (name: 'start' | 'end') => {
    const text = given(name)
    if (text === '') return undefined
    if (!isoInstant.test(text) || Number.isNaN(Date.parse(text)))
      problems[name] = 'Write times in ISO form, for example 2026-11-21T14:05:00Z.'
    else if (!isDay(text.slice(0, 10))) problems[name] = `There is no such day as ${text.slice(0, 10)}.`
    else return new Date(text).toISOString()
    return undefined
  }
  const count = (name: 'page' | 'pageSize', fallback: number, most: number, message: string) => {
    const number = given(name) === '' ? fallback : Number(given(name))
    if (Number.isInteger(number) && number >= 1 && number <= most) return number
    problems[name] = message
    return fallback
  }

  const trunkId = given('trunkId')
  if (!/^[A-Za-z0-9_-]{0,64}$/.test(trunkId)) problems.trunkId = 'This is not the id of a SIP trunk.'
  const resultMessage = `The result is one of ${callResults.join(', ')}.`
  const directions = [...new Set(given('direction').toUpperCase().split(',').filter(Boolean))]
  const query: CallQuery = {
    from: party('from'),
    to: party('to'),
    trunkId,
    callResult: oneOf(callResults, given('callResult'), 'callResult', resultMessage) ?? '',
    direction: directions.flatMap(
      (word) => oneOf(callDirections, word, 'direction', 'The direction is INBOUND or OUTBOUND.') ?? [],
    ),
    page: count('page', 1, Number.MAX_SAFE_INTEGER, 'The page is a whole number from 1 on.'),
    pageSize: count('pageSize', 50, 500, 'Ask for 1 to 500 calls.'),
  }
  const last = oneOf(callPresets, given('last'), 'last', 'This window of time has no such name.')
  const [start, end] = [instant('start'), instant('end')]
  if (start !== undefined && end !== undefined && start > end) problems.start = windowOrderMessage
  if (Object.keys(problems).length > 0) return { problems }
  if (last !== undefined) query.last = last
  if (start !== undefined) query.start = start
  if (end !== undefined) query.end = end
  return { query }
}

// `Date` takes 31 February for a day in March.
function isDay(day: string): boolean {
  const midnight = Date.parse(`${day}T00:00:00Z`)
  return !Number.isNaN(midnight) && new Date(midnight).toISOString().startsWith(day)
}

/** The explicit window of a search. Without both ends it is the named window, else the last 24 hours, at `now`. */
export function resolveWindow(query: Pick<CallQuery, 'last' | 'start' | 'end'>, now: number): CallWindow {
  const { start, end, last } = query
  if (start !== undefined && end !== undefined) return { start, end }
  if (start !== undefined) return { start, end: new Date(Math.max(now, Date.parse(start))).toISOString() }
  if (end !== undefined) return windowOf(last ?? '24h', Date.parse(end))
  return windowOf(last ?? '24h', now)
}

/** The filters and the window as parameters of `/calls/export`: no page, no name of a window. */
export function exportSearch(query: CallQuery, window: CallWindow): URLSearchParams {
  const { from, to, trunkId, callResult, direction } = query
  const given = { from, to, trunkId, callResult, direction: direction.join(','), ...window }
  return new URLSearchParams(Object.entries(given).filter(([, value]) => value !== ''))
}

/** The search as our own API takes it. */
export function callSearch(query: CallQuery, window: CallWindow): URLSearchParams {
  const search = exportSearch(query, window)
  search.set('page', String(query.page))
  search.set('pageSize', String(query.pageSize))
  return search
}

/** True when the search asks for more than a window of time. */
export function hasCallFilters({ from, to, trunkId, callResult, direction }: CallQuery): boolean {
  return [from, to, trunkId, callResult, direction.join()].some((value) => value !== '')
}
