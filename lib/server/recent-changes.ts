import 'server-only'
import { nameIn, sentenceIn } from './audit-reading'
import type { StoredProject } from './projects'
import { database } from './storage'

const shown = 8

/** What was changed last through this console in a project, with the name of each object and why a change was refused. */
export async function readRecentChanges(project: StoredProject) {
  const { db } = await database()
  const rows = await db
    .selectFrom('audit')
    .select(['id', 'at', 'actorEmail', 'action', 'target', 'outcome', 'before', 'input', 'error'])
    .where('projectId', '=', project.id)
    .orderBy('seq', 'desc')
    .limit(shown)
    .execute()
  return rows.map(({ id, at, actorEmail, action, target, outcome, before, input, error }) => ({
    id,
    at: new Date(at).toISOString(),
    actor: actorEmail,
    action,
    target,
    name: nameIn(input) ?? nameIn(before),
    outcome,
    reason: outcome === 'ok' ? null : sentenceIn(error),
  }))
}
