import type { Database } from 'better-sqlite3'
import type { Context } from 'hono'
import type { SandboxContext } from '../context'
import { prepared } from '../database'
import { badRequest } from '../errors'
import { readPage, type PageRequest } from '../paging'
import { oldestShown } from './horizon'
import type { CallRow } from './schema'

/** What a request looks for: the calls of a project that began in a window, and what else holds for them. */
interface CallSearch {
  readonly window: readonly [project: string, from: number, to: number]
  readonly filters: readonly string[]
  readonly values: readonly (string | number)[]
}

/** The calls that a request found. They come in no promised order: in the one in which they arrived. */
export interface FoundCalls {
  page(request: PageRequest): CallRow[]
  /** How many there are in all, which may take a look at each of them. */
  total(): number
}

const dayMs = 24 * 60 * 60 * 1000
// A window with more than this share of all calls is read as they arrived; of a narrower one every call is looked up.
const wideShare = 1 / 4

/** Filters that only the CSV export has. */
export const exportFilters: Readonly<Record<string, string>> = {
  fromCountryCode: 'fromCountry',
  toCountryCode: 'toCountry',
  region: 'region',
  groupId: 'groupId',
  parentId: 'parentId',
  relationshipType: 'relationship',
}

/** Looks for calls as a request asks. */
export function findCalls(context: SandboxContext, c: Context, withExportFilters: boolean): FoundCalls {
  const search = readSearch(context, c, withExportFilters)
  const { database } = context
  // SQLite does not know how many calls a window holds: of a wide one it would look up and sort all of them for each page.
  const inWindow = read(
    database,
    'select count(*) as n from calls where project = ? and createdAt between ? and ?',
    search.window,
  )
  const last = read(database, 'select max(seq) as n from calls', [])
  return inWindow > last * wideShare ? walk(database, search, inWindow) : collect(database, search)
}

/** For wide windows: walks in the order of arrival and stops when the page is full. */
function walk(database: Database, { window, filters, values }: CallSearch, inWindow: number): FoundCalls {
  // A plus keeps the planner from the index of a column.
  const where = ['+project = ?', '+createdAt between ? and ?', ...filters].join(' and ')
  const given = [...window, ...values]
  return {
    page: ({ page, size }) =>
      database
        .prepare<unknown[], CallRow>(`select * from calls where ${where} order by seq limit ? offset ?`)
        .all(...given, size, (page - 1) * size),
    total: () =>
      filters.length === 0
        ? inWindow
        : read(database, `select count(*) as n from calls where ${where}`, given),
  }
}

/** For narrow windows: finds everything by time, once, and reads those of the page. */
function collect(database: Database, { window, filters, values }: CallSearch): FoundCalls {
  const where = ['project = ?', 'createdAt between ? and ?', ...filters].join(' and ')
  const found = database.prepare(`select seq from calls where ${where}`).pluck()
  const places = Float64Array.from(found.all(...window, ...values), Number).sort()
  return {
    page: ({ page, size }) =>
      prepared<CallRow>(
        database,
        'select * from calls where seq in (select value from json_each(?)) order by seq',
      ).all(JSON.stringify([...places.subarray((page - 1) * size, page * size)])),
    total: () => places.length,
  }
}

function read(database: Database, sql: string, values: readonly unknown[]): number {
  return database.prepare<unknown[], { n: number | null }>(sql).get(...values)?.n ?? 0
}

/** The page of a call search: 100 rows unless asked otherwise. */
export function readCallPage(c: Context, maximum: number): PageRequest {
  return readPage(c, maximum, 100)
}

function readSearch(context: SandboxContext, c: Context, withExportFilters: boolean): CallSearch {
  const filters: string[] = []
  const values: (string | number)[] = []
  const add = (sql: string, ...given: (string | number)[]) => {
    filters.push(sql)
    values.push(...given)
  }
  const search = new URL(c.req.url).searchParams
  const [from, to] = windowOf(context, search)
  const oldest = oldestShown(context.database, context.clock.now())
  const window = [c.req.param('projectId') ?? '', Math.max(from, oldest), to] as const
  party('fromParty', search.get('from'), add)
  party('toParty', search.get('to'), add)
  const trunkId = search.get('trunkId')
  if (trunkId) add('trunkId = ?', trunkId)
  const result = search.get('callResult')
  if (result) add('result = ?', result.toUpperCase())
  const directions = (search.get('direction') ?? '').split(',').filter(Boolean)
  if (directions.length > 0)
    add(
      `direction in (${directions.map(() => '?').join(', ')})`,
      ...directions.map((one) => one.toUpperCase()),
    )
  if (!withExportFilters) return { window, filters, values }
  for (const [name, column] of Object.entries(exportFilters)) {
    const value = search.get(name)
    if (value) add(`${column} = ?`, value)
  }
  const projects = search.get('projectIds')
  if (projects)
    add(
      `+project in (${projects
        .split(',')
        .map(() => '?')
        .join(', ')})`,
      ...projects.split(','),
    )
  if (search.get('emergencyOnly') === 'true') add('emergency = 1')
  const hasChildren = search.get('hasChildren')
  if (hasChildren) add('hasChildren = ?', hasChildren === 'true' ? 1 : 0)
  return { window, filters, values }
}

/** A prefix of a number, with or without its plus, or of a SIP address. A plus that was not encoded arrives as a space. */
function party(
  column: string,
  given: string | null,
  add: (sql: string, ...values: (string | number)[]) => void,
): void {
  if (given === null || given === '') return
  const text = given.replace(/^ /, '+')
  const digits = text.replace(/^\+/, '')
  const prefixes = /^\d+$/.test(digits) ? [`+${digits}`, digits] : [text]
  add(
    `(${prefixes.map(() => `substr(${column}, 1, ?) = ?`).join(' or ')})`,
    ...prefixes.flatMap((prefix) => [prefix.length, prefix]),
  )
}

/** Both ends of the window in milliseconds, from the vendor's several ways to write one. */
function windowOf(context: SandboxContext, search: URLSearchParams): readonly [number, number] {
  const now = context.clock.now()
  const [lower, upper, exact] = [
    search.get('createTime>'),
    search.get('createTime<'),
    search.get('createTime'),
  ]
  if (lower !== null || upper !== null) {
    return [lower === null ? 0 : momentOf(lower)[0], upper === null ? now : momentOf(upper)[1]]
  }
  if (exact !== null) {
    const [start, end, isWhole] = momentOf(exact)
    return isWhole ? [start, now] : [start, end]
  }
  return [now - (context.dialect.defaultCallWindow === 'week' ? 7 : 1) * dayMs, now]
}

/** First and last millisecond that a text means: a month, a day, an hour, or a whole timestamp. */
function momentOf(text: string): readonly [number, number, boolean] {
  const [, date, hour, rest, zone] =
    /^(\d{4}-\d{2}(?:-\d{2})?)(?:T(\d{2})(?::?(\d{2}:\d{2}(?:\.\d{1,9})?))?(Z|[ +-]\d{2}:?\d{2})?)?$/.exec(
      text,
    ) ?? []
  if (date === undefined) throw wrongTime()
  if (rest !== undefined && hour !== undefined) {
    const offset = (zone ?? 'Z').replace(' ', '+').replace(/^([+-]\d{2})(\d{2})$/, '$1:$2')
    const moment = Date.parse(`${date}T${hour}:${rest}${offset}`)
    if (Number.isNaN(moment)) throw wrongTime()
    return [moment, /\./.test(rest) ? moment : moment + 999, true]
  }
  const start = Date.parse(date.length === 7 ? `${date}-01T00:00:00Z` : `${date}T${hour ?? '00'}:00:00Z`)
  if (Number.isNaN(start)) throw wrongTime()
  if (hour !== undefined) return [start, start + 3_600_000 - 1, false]
  if (date.length === 10) return [start, start + dayMs - 1, false]
  const next = new Date(start)
  next.setUTCMonth(next.getUTCMonth() + 1)
  return [start, next.getTime() - 1, false]
}

function wrongTime() {
  return badRequest("Invalid timestamp format, must match yyyy-MM-dd'T'HH:mm:ss.SSSSSSSSSX")
}
