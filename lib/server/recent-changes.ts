import 'server-only'
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

// What an object goes by, the most telling first.
const nameFields = ['name', 'phoneNumber', 'username', 'isoCode', 'ipAddress', 'address']

function nameIn(json: string | null): string | null {
  if (json === null) return null
  const value: unknown = JSON.parse(json)
  if (typeof value !== 'object' || value === null) return null
  const fields = new Map<string, unknown>(Object.entries(value))
  const names = nameFields.map((field) => fields.get(field))
  const name = names.find((text) => typeof text === 'string' && text.trim() !== '')
  return typeof name === 'string' ? name : null
}

/** A refusal is stored as "code: sentence"; people read the sentence. */
function sentenceIn(error: string | null): string | null {
  if (error === null) return null
  const words = error.replace(/^[a-z_]+: /, '')
  return /[.!?]$/.test(words) ? words : `${words}.`
}
