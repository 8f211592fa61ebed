import 'server-only'
import { withoutSecrets } from './audit-record'

// What an object goes by, the most telling first.
const nameFields = ['name', 'phoneNumber', 'username', 'isoCode', 'ipAddress', 'address']

/** What the recorded object goes by; null when the record does not say. */
export function nameIn(json: string | null): string | null {
  const fields = recordedFields(json)
  const name = nameFields
    .map((field) => fields?.[field])
    .find((text) => typeof text === 'string' && text.trim() !== '')
  return typeof name === 'string' ? name : null
}

/** A recorded object, once more without what has a secret's name: an older console may have had fewer names for secrets. */
export function recordedFields(json: string | null): Record<string, unknown> | null {
  if (json === null) return null
  const value = withoutSecrets(JSON.parse(json))
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : null
}

/** A refusal is stored as "code: sentence"; people read the sentence. */
export function sentenceIn(error: string | null): string | null {
  if (error === null) return null
  const words = error.replace(/^[a-z_]+: /, '')
  return /[.!?]$/.test(words) ? words : `${words}.`
}
