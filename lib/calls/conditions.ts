import { sql, type RawBuilder } from 'kysely'
import type { CallFilters } from '@/lib/rules/call-query'
import { partySearch } from '@/lib/rules/call-party'
import type { Archive } from './archive'
import { directionNumber } from './call-row'

/** What is the same for all calls of a sum: the part of a search that sums can answer. */
export interface Shared {
  project: number
  trunk: number[] | undefined
  country: string[] | undefined
  sipCode: number[] | undefined
  direction: number[] | undefined
  result: number[] | undefined
}

/** No filter on anything that sums tell apart. */
export function allOf(project: number): Shared {
  const none = { trunk: undefined, country: undefined, sipCode: undefined }
  return { project, ...none, direction: undefined, result: undefined }
}

/** A search of one project in the archive's own numbers. */
export interface Wanted {
  shared: Shared
  /** What only the calls themselves can tell, as conditions. */
  rest: RawBuilder<boolean>[]
  /** Beginnings and ends of numbers, for which there are indexes. */
  parties: PartyRange[]
  /** Rare kinds of calls, for which there are indexes as well. */
  flags: ('emergency' | 'forwarded')[]
}

/** Values of an indexed column between two texts, the second not included. */
export interface PartyRange {
  column: 'fromKey' | 'toKey' | 'fromTail' | 'toTail'
  low: string
  high: string
}

/**
 * Puts a search into the archive's numbers: as several searches that no call is found by twice, since a number on either side is found
 * by two indexes. None where no call can match.
 */
export async function wantedCalls(
  { db, words }: Archive,
  projectId: string,
  filters: CallFilters,
): Promise<Wanted[]> {
  const project = await words.find(db, 'project', projectId)
  if (project === undefined) return []
  const trunk = filters.trunkId.length === 0 ? undefined : await words.findAll(db, 'trunk', filters.trunkId)
  const result =
    filters.callResult.length === 0 ? undefined : await words.findAll(db, 'result', filters.callResult)
  if (trunk?.length === 0 || result?.length === 0) return []
  const shared = {
    project,
    trunk,
    result,
    country: some(filters.country),
    sipCode: some(filters.sipCode),
    direction: some(filters.direction.map(directionNumber)),
  }
  const rest = ownConditions(filters)
  if (!trunk && shared.country && shared.sipCode) {
    // No sums tell both apart without telling trunks apart as well, and reading those of all trunks takes too long.
    rest.push(oneOf('sipCode', shared.sipCode))
    shared.sipCode = undefined
  }
  const flags = (['emergency', 'forwarded'] as const).filter((flag) => filters[flag])
  const parties: PartyRange[] = []
  for (const side of ['from', 'to'] as const) {
    if (filters[side] === '') continue
    parties.push(rangeOf(side, filters[side]))
    rest.push(isParty(side, filters[side]))
  }
  if (filters.party === '') return [{ shared, rest, parties, flags }]
  const [from, to] = [isParty('from', filters.party), isParty('to', filters.party)]
  return [
    { shared, flags, rest: [...rest, from], parties: [...parties, rangeOf('from', filters.party)] },
    {
      shared,
      flags,
      rest: [...rest, to, sql`not ${from}`],
      parties: [...parties, rangeOf('to', filters.party)],
    },
  ]
}

function ownConditions(filters: CallFilters): RawBuilder<boolean>[] {
  const bounds = [
    // Durations are whole seconds, and PostgreSQL compares them with nothing else.
    ['durationSeconds', '>=', filters.minSeconds && Math.ceil(filters.minSeconds)],
    ['durationSeconds', '<=', filters.maxSeconds && Math.floor(filters.maxSeconds)],
    ['price', '>=', inMillionths(filters.minPrice)],
    ['price', '<=', inMillionths(filters.maxPrice)],
  ] as const
  const conditions = bounds.flatMap(([column, sign, value]) =>
    value === undefined ? [] : sql<boolean>`${sql.ref(column)} ${sql.raw(sign)} ${value}`,
  )
  if (filters.emergency) conditions.push(sql`emergency = 1`)
  if (filters.forwarded) conditions.push(sql`forwarded = 1`)
  return conditions
}

/** The conditions on what sums tell apart, for a table that has these columns. */
export function sharedConditions(shared: Shared): RawBuilder<boolean>[] {
  const { project, ...lists } = shared
  return [
    sql<boolean>`project = ${project}`,
    ...Object.entries(lists).flatMap(([column, values]) =>
      values === undefined ? [] : oneOf(column, values),
    ),
  ]
}

/** Whether the index of a number also holds what sums tell apart, SIP codes left out. */
export function tellsApart({ column }: PartyRange): boolean {
  return column === 'fromKey' || column === 'toKey'
}

/** The conditions on what sums tell apart, as far as the index of a number can tell. */
export function indexedConditions(shared: Shared, range: PartyRange): RawBuilder<boolean>[] {
  return sharedConditions(tellsApart(range) ? { ...shared, sipCode: undefined } : allOf(shared.project))
}

function oneOf(column: string, values: readonly (string | number)[]): RawBuilder<boolean> {
  // One value is written as such: only then does an index on the column go in the order of ids.
  if (values.length === 1) return sql`${sql.ref(column)} = ${values[0]}`
  return sql`${sql.ref(column)} in (${sql.join(values)})`
}

/** All of these hold. */
export function all(conditions: readonly RawBuilder<boolean>[]): RawBuilder<boolean> {
  return sql`${sql.join(conditions, sql` and `)}`
}

/** The condition that a column lies in a range. */
export function within({ column, low, high }: PartyRange): RawBuilder<boolean> {
  return sql`(${sql.ref(column)} >= ${low} and ${sql.ref(column)} < ${high})`
}

function rangeOf(side: 'from' | 'to', text: string): PartyRange {
  const { key, tail } = partySearch(text)
  const [column, low] = key === undefined ? (['Tail', tail ?? ''] as const) : (['Key', key] as const)
  return { column: `${side}${column}`, low, high: after(low) }
}

/** The first text that does not begin with this one, in the order of bytes. */
function after(text: string): string {
  const signs = [...text]
  const last = signs.pop()?.codePointAt(0)
  // Nothing at all is the beginning of everything.
  if (last === undefined) return '\u{10ffff}'
  return signs.join('') + String.fromCodePoint(last + 1)
}

/** SIP addresses are compared letter by letter, with their scheme. */
function isParty(side: 'from' | 'to', text: string): RawBuilder<boolean> {
  const { address } = partySearch(text)
  const range = within(rangeOf(side, text))
  if (address === undefined) return range
  return sql`(${range} and substr(${sql.ref(`${side}Party`)}, 1, ${[...address].length}) = ${address})`
}

function inMillionths(amount: number | undefined): number | undefined {
  return amount === undefined ? undefined : Math.round(amount * 1e6)
}

function some<Value>(values: Value[]): Value[] | undefined {
  return values.length === 0 ? undefined : values
}
