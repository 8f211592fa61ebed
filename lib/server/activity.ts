import 'server-only'
import { sql, type SelectQueryBuilder, type Selectable } from 'kysely'
import { z } from 'zod'
import type { AuditTable, Schema } from '@/lib/database/schema'
import { hasControlCharacters } from '@/lib/rules/plain-text'
import { nameIn, recordedFields, sentenceIn } from './audit-reading'
import { validated } from './request-body'
import { database } from './storage'

const searched = z
  .string()
  .trim()
  .max(200, 'Search for 200 characters at most.')
  .refine((text) => !hasControlCharacters(text), 'Leave out control characters.')
  .default('')
const instant = z.iso
  .datetime({ offset: true, error: 'Write times in ISO form, for example 2026-11-21T14:05:00Z.' })
  .transform((text) => Date.parse(text))
  .optional()
const count = (message: string, most: number) =>
  z.coerce.number(message).int(message).min(1, message).max(most, message)

const activityQuery = z
  .object({
    person: searched,
    object: searched,
    requestId: searched,
    action: z
      .string()
      .regex(
        /^([A-Za-z]+(\.[A-Za-z]+)?)?$/,
        'An action is a noun, or a noun and a verb: trunks or trunks.update.',
      )
      .default(''),
    outcome: z.enum(['', 'ok', 'failed', 'unknown'], 'The outcome is ok, failed or unknown.').default(''),
    since: instant,
    until: instant,
    before: count('The page begins before a row, named by its number.', Number.MAX_SAFE_INTEGER).optional(),
    pageSize: count('Ask for 1 to 200 rows.', 200).default(50),
  })
  .refine(({ since, until }) => since === undefined || until === undefined || since <= until, {
    path: ['since'],
    error: 'The search begins after it ends. Swap the two times.',
  })

/** What the audit log may be asked. */
export type ActivityQuery = Readonly<z.output<typeof activityQuery>>

/** The writes of one project, or what belongs to the console as a whole: signing in, users, and which projects there are. */
export type ActivityScope = { projectId: string } | 'console'

/** Reads a search of the audit log from the address; a parameter that is there but empty is none. Throws `invalid_request`. */
export function readActivityQuery(url: URL): ActivityQuery {
  const names = Object.keys(activityQuery.shape)
  const given = names.map((name) => [name, url.searchParams.get(name) || undefined] as const)
  return validated(activityQuery, Object.fromEntries(given))
}

type Row = Selectable<AuditTable>

const batch = 200
// A text that hardly occurs is looked for in so many rows at a time; the reader goes on from there.
const mostRead = 4_000

/** A page of the audit log, newest first; `next` is where the following page begins, null at the end. */
export async function readActivity(scope: ActivityScope, query: ActivityQuery) {
  const { db } = await database()
  const items: Row[] = []
  let { before } = query
  let isEnd = false
  for (let read = 0; !isEnd && items.length <= query.pageSize && read < mostRead; read += batch) {
    const limit = query.object === '' ? query.pageSize + 1 : batch
    const rows = await filtered(db.selectFrom('audit').selectAll(), scope, { ...query, before })
      .orderBy('seq', 'desc')
      .limit(limit)
      .execute()
    items.push(...(query.object === '' ? rows : rows.filter((row) => isAbout(row, query.object))))
    before = rows.at(-1)?.seq
    isEnd = rows.length < limit
  }
  const page = items.slice(0, query.pageSize)
  const isMore = items.length > page.length
  return {
    items: page.map(shown),
    next: isMore ? (page.at(-1)?.seq ?? null) : isEnd ? null : (before ?? null),
  }
}

/** One entry as it is shown: what was recorded, less every secret. */
function shown(row: Row) {
  const { id, seq, at, finishedAt, actorEmail, address, requestId, projectId, action, target, outcome } = row
  return {
    id,
    seq,
    at: new Date(at).toISOString(),
    finishedAt: finishedAt === null ? null : new Date(finishedAt).toISOString(),
    actor: actorEmail,
    address,
    requestId,
    projectId,
    action,
    target,
    name: nameIn(row.input) ?? nameIn(row.before),
    // An intent without an outcome and a lost answer are the same to the reader: nobody knows.
    outcome: outcome === 'intent' ? ('unknown' as const) : outcome,
    note: sentenceIn(row.error),
    before: recordedFields(row.before),
    input: recordedFields(row.input),
  }
}

type Rows<Output> = SelectQueryBuilder<Schema, 'audit', Output>

function filtered<Output>(rows: Rows<Output>, scope: ActivityScope, query: ActivityQuery): Rows<Output> {
  const { before, since, until, person, object, requestId, action, outcome } = query
  let found =
    scope === 'console'
      ? rows.where((row) => row.or([row('projectId', 'is', null), row('action', 'like', 'projects.%')]))
      : rows.where('projectId', '=', scope.projectId)
  if (before !== undefined) found = found.where('seq', '<', before)
  if (since !== undefined) found = found.where('at', '>=', since)
  if (until !== undefined) found = found.where('at', '<=', until)
  if (requestId !== '') found = found.where('requestId', '=', requestId)
  if (action !== '') found = found.where(isNamed(action))
  if (outcome === 'unknown') found = found.where('outcome', 'in', ['unknown', 'intent'])
  else if (outcome !== '') found = found.where('outcome', '=', outcome)
  if (person !== '') found = found.where(holds('actorEmail', person))
  if (object !== '')
    found = found.where((row) =>
      row.or([
        holds('target', beyondAscii(object)),
        holds('input', beyondAscii(inJson(object))),
        holds('before', beyondAscii(inJson(object))),
      ]),
    )
  return found
}

/** True for rows of an action, or of every action on a noun, whatever its case: left to themselves the two databases differ. */
function isNamed(action: string) {
  const pattern = action.includes('.') ? action : `${action}.%`
  return sql<boolean>`lower(${sql.ref('action')}) like ${pattern.toLowerCase()}`
}

// Any character, which a text cannot hold itself: see `holds`.
const anything = '\0'

/** True for rows whose column has the text in it, whatever its case. */
function holds(column: 'actorEmail' | 'target' | 'input' | 'before', text: string) {
  const pattern = text
    .toLowerCase()
    .replace(/[\\%_]/g, '\\$&')
    .replaceAll(anything, '%')
  return sql<boolean>`lower(${sql.ref(column)}) like ${`%${pattern}%`} escape ${'\\'}`
}

/** A pattern for what the two databases differ in: the lower case of letters beyond ASCII. `isAbout` looks again. */
function beyondAscii(text: string): string {
  return text.replace(/[^\x20-\x7e]+/g, anything)
}

function inJson(text: string): string {
  return JSON.stringify(text).slice(1, -1)
}

// The recorded objects have many fields; an entry is about what it names, by its id or by what it goes by.
function isAbout({ target, input, before }: Row, text: string): boolean {
  const needle = text.toLowerCase()
  return [target, nameIn(input), nameIn(before)].some((name) => name?.toLowerCase().includes(needle))
}
