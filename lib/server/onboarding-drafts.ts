import 'server-only'
import type { Selectable } from 'kysely'
import { ulid } from 'ulid'
import type { OnboardingDraftTable } from '@/lib/database/schema'
import { ApiError } from '@/lib/errors'
import { assertUnchanged, requiredIfMatch } from './if-match'
import type { StoredProject } from './projects'
import type { RouteContext } from './route'
import { database } from './storage'

type Stored = Selectable<OnboardingDraftTable>
type Given = { answers: Record<string, unknown> }

const longestAnswers = 400_000
const mostDrafts = 50

/** The drafts of a project, the latest change first. */
export async function listDrafts(project: StoredProject) {
  const { db } = await database()
  const rows = await db
    .selectFrom('onboardingDrafts')
    .selectAll()
    .where('projectId', '=', project.id)
    .where('createdAt', '>=', Number(project.createdAt))
    .orderBy('updatedAt', 'desc')
    .limit(mostDrafts)
    .execute()
  return rows.map(shown)
}

/** One draft, with its tag. Throws `not_found`. */
export async function readDraft({ project, params }: RouteContext<unknown>): Promise<Response> {
  return tagged(await requireDraft(project, params.draftId ?? ''))
}

/** Keeps answers that somebody has begun to give. Throws `conflict` when there are too many unfinished ones. */
export async function createDraft({ project, session, body, audit }: RouteContext<Given>): Promise<Response> {
  if ((await listDrafts(project)).length >= mostDrafts)
    throw new ApiError('conflict', `There are ${mostDrafts} drafts already. Throw one away first.`)
  const now = Date.now()
  const draft: Stored = {
    id: ulid(now),
    projectId: project.id,
    answers: stored(body.answers),
    actorId: session.user.id,
    actorEmail: session.user.email,
    createdAt: now,
    updatedAt: now,
    version: 1,
  }
  const { db } = await database()
  await db.insertInto('onboardingDrafts').values(draft).execute()
  audit.describe({ target: draft.id })
  return tagged(draft, 201)
}

/** Keeps changed answers; `changed_meanwhile` with the draft as it is when somebody else was faster. */
export async function changeDraft(context: RouteContext<Given>): Promise<Response> {
  const { project, params, session, body, request } = context
  const ifMatch = requiredIfMatch(request)
  const draft = await requireDraft(project, params.draftId ?? '')
  assertUnchanged(ifMatch, etagOf(draft), shown(draft))
  const next = {
    answers: stored(body.answers),
    actorId: session.user.id,
    actorEmail: session.user.email,
    updatedAt: Date.now(),
    version: draft.version + 1,
  }
  const { db } = await database()
  const { numUpdatedRows } = await db
    .updateTable('onboardingDrafts')
    .set(next)
    .where('id', '=', draft.id)
    .where('version', '=', draft.version)
    .executeTakeFirst()
  if (numUpdatedRows === 1n) return tagged({ ...draft, ...next })
  const now = await requireDraft(project, draft.id)
  assertUnchanged(ifMatch, etagOf(now), shown(now))
  throw new ApiError('storage_busy', 'The draft could not be stored just now. Try again.')
}

/** Throws a draft away. */
export async function removeDraft({ project, params, request }: RouteContext<unknown>): Promise<Response> {
  const ifMatch = requiredIfMatch(request)
  const draft = await requireDraft(project, params.draftId ?? '')
  assertUnchanged(ifMatch, etagOf(draft), shown(draft))
  const { db } = await database()
  const { numDeletedRows } = await db
    .deleteFrom('onboardingDrafts')
    .where('id', '=', draft.id)
    .where('version', '=', draft.version)
    .executeTakeFirst()
  if (numDeletedRows === 1n) return new Response(null, { status: 204 })
  const now = await requireDraft(project, draft.id)
  assertUnchanged(ifMatch, etagOf(now), shown(now))
  throw new ApiError('storage_busy', 'The draft could not be thrown away just now. Try again.')
}

async function requireDraft(project: StoredProject, draftId: string): Promise<Stored> {
  const { db } = await database()
  const draft = await db
    .selectFrom('onboardingDrafts')
    .selectAll()
    .where('id', '=', draftId)
    .where('projectId', '=', project.id)
    .executeTakeFirst()
  if (!draft || Number(draft.createdAt) < Number(project.createdAt))
    throw new ApiError(
      'not_found',
      'There is no such draft in this project; perhaps it was started or thrown away.',
    )
  return draft
}

function stored(answers: Record<string, unknown>): string {
  const text = JSON.stringify(answers)
  if (text.length > longestAnswers)
    throw new ApiError('too_large', 'The answers are too large to be kept. Enter fewer ranges or numbers.')
  return text
}

function etagOf({ version }: Pick<Stored, 'version'>): string {
  return `"${version}"`
}

function shown(draft: Stored) {
  const { id, answers, actorEmail, createdAt, updatedAt } = draft
  return {
    id,
    answers: JSON.parse(answers) as unknown,
    actorEmail,
    createdAt: new Date(Number(createdAt)).toISOString(),
    updatedAt: new Date(Number(updatedAt)).toISOString(),
    etag: etagOf(draft),
  }
}

function tagged(draft: Stored, status = 200): Response {
  return Response.json(shown(draft), { status, headers: { etag: etagOf(draft) } })
}
