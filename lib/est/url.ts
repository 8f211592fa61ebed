import { ApiError } from '@/lib/errors'
import { e164Pattern } from '@/lib/resources/fields'

/** Filters and paging of a list, by the vendor's own parameter names, e.g. `{ 'createTime>': … }`. */
export type EstQuery = Readonly<Record<string, string | number | readonly string[] | undefined>>

const idPattern = /^[A-Za-z0-9_-]{1,64}$/
const recordIdPattern = /^(?!\.+$)[A-Za-z0-9_.@:+-]{1,128}$/
const usernamePattern = /^[^\p{Cc}\p{Cs}\u2028\u2029]{1,255}$/u

// Every query parameter that the vendor publishes for an operation the client calls.
const queryNames: ReadonlySet<string> = new Set(
  (
    'page size sort domain sipTrunkId from to trunkId createTime createTime> createTime< callResult direction ' +
    'fromCountryCode toCountryCode emergencyOnly region projectIds fileName groupId parentId relationshipType hasChildren ' +
    'regionCode type types capability capabilities pageSize pageToken orderBy numberPattern.pattern ' +
    'numberPattern.searchPattern'
  ).split(' '),
)
// The Numbers API repeats a parameter; EST takes one list with commas.
const repeatedNames: ReadonlySet<string> = new Set(['types', 'capability', 'capabilities'])

/**
 * The one place where an upstream path is made: a template, its parts checked and encoded, and the known query parameters. Throws
 * `bad_request` for anything else, before any request is made.
 */
export function buildPath(
  projectId: string,
  template: string,
  params: Readonly<Record<string, string>>,
  query: EstQuery = {},
): string {
  // A parameter fills a whole segment, save for a verb such as `:release` after it.
  const path = template.replace(/\/:(\w+)/g, (_, name: string) => `/${encodePart(name, params[name])}`)
  const search = buildQuery(query)
  return `/v1/projects/${encodePart('projectId', projectId)}${path}${search === '' ? '' : `?${search}`}`
}

function encodePart(name: string, value: unknown): string {
  if (typeof value !== 'string' || !isSafe(name, value)) {
    throw new ApiError('bad_request', `The ${name} in the address is not valid.`)
  }
  return encodeURIComponent(value)
}

function isSafe(name: string, value: string): boolean {
  if (name === 'phoneNumber') return e164Pattern.test(value)
  // One dialect lists a wildcard among the countries.
  if (name === 'isoCode') return /^(?:[A-Za-z]{2}|\*)$/.test(value)
  if (name === 'callId' || name === 'pcapId') return recordIdPattern.test(value)
  if (name !== 'username') return idPattern.test(value)
  // A user name may hold any printable character, but never read as a step to another path.
  return usernamePattern.test(value) && value.split(/[/\\]/).every((part) => !/^\.*$/.test(part))
}

function buildQuery(query: EstQuery): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined) continue
    if (!queryNames.has(name))
      throw new ApiError('bad_request', 'The query has a parameter that is not known.')
    const values = typeof value === 'object' && repeatedNames.has(name) ? value : [String(value)]
    for (const text of values) {
      if (text.length > 1_000) throw new ApiError('bad_request', `The value of ${name} is too long.`)
      search.append(name, text)
    }
  }
  return search.toString()
}
