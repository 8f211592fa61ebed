import 'server-only'
import { z } from 'zod'
import { csvCell } from '@/lib/calls/export-csv'
import type { ServedSnapshot } from './collections'
import { listAnswer, relianceOf } from './list-answer'
import { readListQuery } from './list-query'
import { numberEtag, readProjectNumbers, type ProjectNumber } from './numbers'
import type { StoredProject } from './projects'
import { validated } from './request-body'

const types = ['MOBILE', 'LOCAL', 'TOLL_FREE'] as const

const numberFilter = z.object({
  q: z.string().trim().max(200, 'The search is 200 characters at most.').default(''),
  trunkId: z.string().trim().max(64, 'That is longer than any trunk id.').default(''),
  unassigned: z.enum(['', '1'], 'Write unassigned=1, or leave it out.').default(''),
  country: z
    .string()
    .regex(/^([A-Za-z]{2})?$/, 'A country is two letters, for example SE.')
    .default('')
    .transform((code) => code.toUpperCase()),
  type: z.enum(['', ...types], 'The type is MOBILE, LOCAL or TOLL_FREE.').default(''),
  state: z
    .enum(
      ['', 'assigned', 'unassigned', 'moving', 'failed'],
      'The state is assigned, unassigned, moving or failed.',
    )
    .default(''),
})

type NumberFilter = z.output<typeof numberFilter>

/** As many numbers as one selection, and with it one job, may hold. */
const mostKeys = 50_000

/** One page of the project's numbers, filtered by what the address asks for. */
export async function listNumbers(project: StoredProject, url: URL): Promise<Response> {
  const filter = readFilter(url)
  const asked = readListQuery(url)
  const sort = url.searchParams.has('sort') ? asked.sort : 'phoneNumber'
  const found = filtered(await readProjectNumbers(project), filter)
  // The text has been looked for already, in a way that suits numbers.
  return listAnswer(found, { ...asked, sort, q: '' }, { from: [], row: toRow })
}

/** Every number that the filters of the address leave, with what a change of trunk would take it from. */
export async function listNumberKeys(project: StoredProject, url: URL) {
  const found = filtered(await readProjectNumbers(project), readFilter(url))
  const { items } = found
  return {
    items: items
      .slice(0, mostKeys)
      .map(({ phoneNumber, trunkId, trunkName, state, provisioning, otherUse }) => ({
        phoneNumber,
        trunkId,
        trunkName,
        state,
        provisioning,
        otherUse,
      })),
    total: items.length,
    ...relianceOf(found),
  }
}

/** How many numbers there are of which kind, for the filters and to know whether something is on its way. */
export async function summariseNumbers(project: StoredProject) {
  const read = await readProjectNumbers(project)
  const { items } = read
  const countries = new Set(items.map(({ countryCode }) => countryCode))
  const inState = (state: ProjectNumber['state']) => items.filter((number) => number.state === state).length
  return {
    total: items.length,
    moving: inState('moving'),
    failed: inState('failed'),
    unassigned: items.filter(({ trunkId }) => trunkId === '').length,
    countries: [...countries].filter(Boolean).sort(),
    ...relianceOf(read),
  }
}

const columns: readonly [string, (number: ProjectNumber) => string][] = [
  ['Phone number', (number) => number.phoneNumber],
  ['Name', (number) => number.displayName],
  ['Country', (number) => number.countryCode],
  ['Type', (number) => number.type],
  ['State', (number) => number.state],
  ['Trunk', (number) => number.trunkName],
  ['Trunk id', (number) => number.trunkId],
  ['Moving to trunk id', (number) => number.provisioning?.trunkId ?? ''],
  ['Rented', (number) => (number.rented ? 'yes' : 'no')],
  ['Released until (UTC)', (number) => number.expireAt ?? ''],
]

const rowsAtOnce = 1_000

/**
 * The filtered numbers as CSV; the last row says how many there are, so that a file that was cut off can be told from a whole one, or
 * that the list could not be read whole.
 */
export async function exportNumbers(project: StoredProject, url: URL): Promise<Response> {
  const { items, stale, readAt, complete } = filtered(await readProjectNumbers(project), readFilter(url))
  const age = stale ? `, as they were at ${new Date(readAt).toISOString()}` : ''
  const end = complete
    ? `End of export: ${items.length} phone numbers${age}`
    : `INCOMPLETE EXPORT: ${items.length} phone numbers${age}. Sinch's list kept changing while it was read, so some are missing. Export it again.`
  const encoder = new TextEncoder()
  const line = (cells: readonly string[]) => `${cells.map(csvCell).join(',')}\r\n`
  let next = 0
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(encoder.encode(line(columns.map(([title]) => title)))),
    pull: (controller) => {
      const rows = items.slice(next, next + rowsAtOnce)
      next += rows.length
      if (rows.length > 0) {
        const text = rows.map((number) => line(columns.map(([, value]) => value(number)))).join('')
        controller.enqueue(encoder.encode(text))
        return
      }
      controller.enqueue(encoder.encode(line([end])))
      controller.close()
    },
  })
  const day = new Date().toISOString().slice(0, 10)
  return new Response(body, {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="phone-numbers-${day}.csv"`,
    },
  })
}

function toRow(number: ProjectNumber) {
  return { ...number, etag: numberEtag(number) }
}

function readFilter(url: URL): NumberFilter {
  const given = Object.keys(numberFilter.shape).map((name) => [name, url.searchParams.get(name) ?? undefined])
  return validated(numberFilter, Object.fromEntries(given))
}

const keptFilters = 8
const results = new WeakMap<readonly ProjectNumber[], Map<string, readonly ProjectNumber[]>>()

/** What a filter leaves of a snapshot; the same list for the same filter, so that its orders and pages are kept as well. */
function filtered(
  snapshot: ServedSnapshot<ProjectNumber>,
  filter: NumberFilter,
): ServedSnapshot<ProjectNumber> {
  const known = results.get(snapshot.items) ?? new Map<string, readonly ProjectNumber[]>()
  results.set(snapshot.items, known)
  const key = JSON.stringify(filter)
  const items = known.get(key) ?? snapshot.items.filter(matcher(filter))
  for (const oldest of known.keys()) if (known.size >= keptFilters) known.delete(oldest)
  known.set(key, items)
  return { ...snapshot, items }
}

function matcher(filter: NumberFilter): (number: ProjectNumber) => boolean {
  const { trunkId, country, type, state } = filter
  const isFound = finder(filter.q)
  return (number) =>
    // A number on its way to a trunk is looked for there.
    (trunkId === '' || number.trunkId === trunkId || headedFor(number) === trunkId) &&
    (filter.unassigned === '' || number.trunkId === '') &&
    (country === '' || number.countryCode === country) &&
    (type === '' || number.type === type) &&
    (state === '' || number.state === state) &&
    isFound(number)
}

function headedFor({ state, provisioning }: ProjectNumber): string | undefined {
  return state === 'moving' ? provisioning?.trunkId : undefined
}

/** Finds by any digits however they are grouped, a leading 00 or 0 left aside, or by a part of the name or of the trunk's name. */
function finder(q: string): (number: ProjectNumber) => boolean {
  if (q === '') return () => true
  const needle = q.toLowerCase()
  const digits = /^[+\d\s().\-/]+$/.test(q) ? q.replace(/\D/g, '').replace(/^0+(?=\d)/, '') : ''
  return ({ phoneNumber, displayName, trunkName }) =>
    (digits !== '' && phoneNumber.includes(digits)) ||
    displayName.toLowerCase().includes(needle) ||
    trunkName.toLowerCase().includes(needle)
}
