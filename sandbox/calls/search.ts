import type { Context } from 'hono'
import type { SandboxContext } from '../context'
import { badRequest } from '../errors'
import { readPage, type PageRequest } from '../paging'
import type { CallRow } from './schema'

/** A search as SQL: conditions over the calls of one project, with their values. */
interface Conditions {
  readonly where: string
  readonly values: readonly (string | number)[]
}

const dayMs = 24 * 60 * 60 * 1000

/** Filters that only the CSV export has. */
export const exportFilters: Readonly<Record<string, string>> = {
  fromCountryCode: 'fromCountry',
  toCountryCode: 'toCountry',
  region: 'region',
  groupId: 'groupId',
  parentId: 'parentId',
  relationshipType: 'relationship',
}

/** One page of the calls that a request asks for, and how many there are in all. They come in no promised order. */
export function findCalls(
  context: SandboxContext,
  c: Context,
  page: PageRequest,
  withExportFilters: boolean,
): { rows: CallRow[]; total: number } {
  const { where, values } = conditionsOf(context, c, withExportFilters)
  const total = context.database
    .prepare(`select count(*) from calls where ${where}`)
    .pluck()
    .get(...values)
  const rows = context.database
    .prepare(`select * from calls where ${where} order by seq limit ? offset ?`)
    .all(...values, page.size, (page.page - 1) * page.size)
  return { rows: rows as CallRow[], total: Number(total) } // better-sqlite3 cannot type rows
}

/** The page of a call search: 100 rows unless asked otherwise. */
export function readCallPage(c: Context, maximum: number): PageRequest {
  return readPage(c, maximum, 100)
}

function conditionsOf(context: SandboxContext, c: Context, withExportFilters: boolean): Conditions {
  const parts: string[] = ['project = ?']
  const values: (string | number)[] = [c.req.param('projectId') ?? '']
  const add = (sql: string, ...given: (string | number)[]) => {
    parts.push(sql)
    values.push(...given)
  }
  const search = new URL(c.req.url).searchParams
  const [from, to] = windowOf(context, search)
  add('createdAt between ? and ?', from, to)
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
  if (!withExportFilters) return { where: parts.join(' and '), values }
  for (const [name, column] of Object.entries(exportFilters)) {
    const value = search.get(name)
    if (value) add(`${column} = ?`, value)
  }
  const projects = search.get('projectIds')
  if (projects)
    add(
      `project in (${projects
        .split(',')
        .map(() => '?')
        .join(', ')})`,
      ...projects.split(','),
    )
  if (search.get('emergencyOnly') === 'true') add('emergency = 1')
  const hasChildren = search.get('hasChildren')
  if (hasChildren) add('hasChildren = ?', hasChildren === 'true' ? 1 : 0)
  return { where: parts.join(' and '), values }
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
