import { z } from 'zod'
import { callDirections, callResults } from '../resources/calls'
import { cleanParty, partyProblem } from './call-party'
import { callPresets, windowOf, type CallWindow } from './call-window'

/** Windows begin before they end. */
export const windowOrderMessage = 'The search begins after it ends. Swap the two times.'

const party = z
  .string()
  .transform(cleanParty)
  .superRefine((cleaned, context) => {
    const message = partyProblem(cleaned)
    if (message !== undefined) context.addIssue({ code: 'custom', message })
  })
  .default('')

const instant = z.iso
  .datetime({ offset: true, error: 'Write times in ISO form, for example 2026-11-21T14:05:00Z.' })
  .transform((value) => new Date(value).toISOString())

/**
 * A call search as it stands in the address: the filters that the vendor's live search has. It takes one result and any number of
 * directions. `last` names the window that `start` and `end` were made from, so that it can be moved to the present.
 */
export const callQuery = z
  .object({
    from: party,
    to: party,
    trunkId: z
      .string()
      .regex(/^[A-Za-z0-9_-]{0,64}$/, 'This is not the id of a SIP trunk.')
      .default(''),
    callResult: z
      .union([z.enum(callResults), z.literal('')], {
        error: `The result is one of ${callResults.join(', ')}.`,
      })
      .default(''),
    direction: z
      .string()
      .default('')
      .transform((value) => [...new Set(value.toUpperCase().split(',').filter(Boolean))])
      .pipe(z.array(z.enum(callDirections, 'The direction is INBOUND or OUTBOUND.'))),
    last: z.enum(callPresets, 'This window of time has no such name.').optional(),
    start: instant.optional(),
    end: instant.optional(),
    page: z.coerce.number('The page is a number.').int().min(1, 'Pages begin at 1.').default(1),
    pageSize: z.coerce
      .number('The page size is a number.')
      .int()
      .min(1)
      .max(500, 'Ask for 500 calls at most.')
      .default(50),
  })
  .refine(({ start, end }) => start === undefined || end === undefined || start <= end, {
    path: ['start'],
    message: windowOrderMessage,
  })

/** A checked call search; the window may still be open. */
export type CallQuery = z.output<typeof callQuery>

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

/** Reads a search from an address; what cannot be searched for comes back as one sentence for each field. */
export function readCallQuery(
  search: URLSearchParams,
): { query: CallQuery; problems?: undefined } | { query?: undefined; problems: Record<string, string> } {
  const given = callQueryNames.map((name) => [name, search.get(name) ?? undefined] as const)
  const parsed = callQuery.safeParse(Object.fromEntries(given))
  if (parsed.success) return { query: parsed.data }
  const problems: Record<string, string> = {}
  for (const issue of parsed.error.issues) problems[String(issue.path[0] ?? '')] ??= issue.message
  return { problems }
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
