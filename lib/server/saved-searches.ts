import 'server-only'
import type { Selectable } from 'kysely'
import { ulid } from 'ulid'
import { z } from 'zod'
import type { SavedSearchTable } from '@/lib/database/schema'
import { ApiError } from '@/lib/errors'
import { required } from '@/lib/resources/fields'
import type { SavedSearch } from '@/lib/rules/call-history'
import { callQueryNames, readCallQuery } from '@/lib/rules/call-query'
import type { AuditTrail } from './audit'
import type { StoredProject } from './projects'
import type { Session } from './session'
import { database } from './storage'

const most = 200
const notKept: readonly string[] = ['cursor', 'page']

/** What a person keeps: a name, and the search as it stands in an address. */
export const savedSearchInput = z.object({
  name: required('The name', 80),
  search: z
    .string('The search is missing.')
    .max(4_000, 'This search is too long to be kept.')
    .transform(cleanSearch),
})

type Input = z.output<typeof savedSearchInput>
type Stored = Selectable<SavedSearchTable>

/** The searches of a project that somebody keeps, by name. */
export async function listSavedSearches(project: StoredProject): Promise<SavedSearch[]> {
  const { db } = await database()
  const rows = await db
    .selectFrom('savedSearches')
    .selectAll()
    .where('projectId', '=', project.id)
    .where('createdAt', '>=', Number(project.createdAt))
    .execute()
  return rows.map(shown).sort((one, other) => one.name.localeCompare(other.name))
}

/** Keeps a search. Throws `conflict` when the name is taken, or when there are too many. */
export async function createSavedSearch(
  project: StoredProject,
  input: Input,
  session: Session,
  audit: AuditTrail,
): Promise<SavedSearch> {
  const known = await listSavedSearches(project)
  if (known.length >= most)
    throw new ApiError('conflict', `There are ${most} saved searches already. Delete one first.`)
  assertFree(known, input.name)
  const now = Date.now()
  const row: Stored = {
    id: ulid(now),
    projectId: project.id,
    ...input,
    actorId: session.user.id,
    actorEmail: session.user.email,
    createdAt: now,
  }
  const { db } = await database()
  await db.insertInto('savedSearches').values(row).execute()
  audit.describe({ target: row.id })
  return shown(row)
}

/** Gives a saved search another name, or another search to its name. Throws `not_found` and `conflict`. */
export async function changeSavedSearch(
  project: StoredProject,
  id: string,
  input: Input,
  audit: AuditTrail,
): Promise<SavedSearch> {
  const known = await listSavedSearches(project)
  const before = known.find((search) => search.id === id)
  if (!before) throw gone()
  assertFree(
    known.filter((search) => search.id !== id),
    input.name,
  )
  audit.describe({ target: id, before })
  const { db } = await database()
  await db.updateTable('savedSearches').set(input).where('id', '=', id).execute()
  return { ...before, ...input }
}

/** Deletes a saved search. Throws `not_found`. */
export async function removeSavedSearch(
  project: StoredProject,
  id: string,
  audit: AuditTrail,
): Promise<void> {
  const before = (await listSavedSearches(project)).find((search) => search.id === id)
  if (!before) throw gone()
  audit.describe({ target: id, before })
  const { db } = await database()
  await db.deleteFrom('savedSearches').where('id', '=', id).execute()
}

function assertFree(others: readonly SavedSearch[], name: string): void {
  const isTaken = others.some((search) => search.name.toLowerCase() === name.toLowerCase())
  if (!isTaken) return
  const message = 'Another search is saved under this name. Choose another one.'
  throw new ApiError('conflict', message, { fields: { name: message } })
}

function gone(): ApiError {
  return new ApiError('not_found', 'This saved search is not there any more.')
}

/** Only what makes a search is kept, and only a search that can be read. */
function cleanSearch(text: string, context: z.RefinementCtx): string {
  const given = new URLSearchParams(text)
  const kept = callQueryNames.flatMap((name): [string, string][] => {
    const value = given.get(name)
    return value === null || value === '' || notKept.includes(name) ? [] : [[name, value]]
  })
  const search = new URLSearchParams(kept)
  const { problems } = readCallQuery(search)
  const [problem] = Object.values(problems ?? {})
  if (problem !== undefined) context.addIssue({ code: 'custom', message: problem })
  return search.toString()
}

function shown({ id, name, search, actorEmail, createdAt }: Stored): SavedSearch {
  return { id, name, search, createdBy: actorEmail, createdAt: new Date(Number(createdAt)).toISOString() }
}
