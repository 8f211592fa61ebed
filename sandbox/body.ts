import type { Context } from 'hono'
import { EstFailure, unreadable } from './errors'
import { isRecord, type Fields } from './store'

/** What one writable field may hold; `check` gives the reason a well-typed value is refused. */
export interface FieldRule {
  readonly type: 'string' | 'boolean' | 'integer' | 'array'
  readonly required?: boolean
  readonly check?: (value: unknown) => string | undefined
}

/** The JSON the client sent, or the vendor's refusal for a body it cannot read. */
export async function readJson(c: Context): Promise<unknown> {
  try {
    return JSON.parse(await c.req.text())
  } catch {
    throw unreadable()
  }
}

/** The JSON object the client sent. */
export async function readObject(c: Context): Promise<Fields> {
  const body = await readJson(c)
  if (!isRecord(body)) throw unreadable()
  return body
}

/** The refusal that names the fields at fault. */
export function invalidFields(violations: Readonly<Record<string, string>>): EstFailure {
  const fieldViolations = Object.entries(violations).map(([field, description]) => ({ field, description }))
  const message = fieldViolations.map(({ field, description }) => `${field} ${description}`).join(', ')
  return new EstFailure(400, 'VALIDATION_FAILED', message, [{ type: 'BadRequest', fieldViolations }])
}

/** Checks a body against the rules: a wrong JSON type is unreadable, a bad value is named. */
export function checkFields(body: Fields, rules: Readonly<Record<string, FieldRule>>): void {
  const violations: Record<string, string> = {}
  for (const [field, rule] of Object.entries(rules)) {
    const value = body[field] ?? undefined
    if (value === undefined) {
      if (rule.required) violations[field] = 'must not be null'
      continue
    }
    if (!hasType(value, rule.type)) throw unreadable()
    const reason = rule.check?.(value)
    if (reason) violations[field] = reason
  }
  if (Object.keys(violations).length > 0) throw invalidFields(violations)
}

/** Refuses a text with nothing in it. */
export function notBlank(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() === '' ? 'must not be blank' : undefined
}

/** Refuses a number outside the range. */
export function between(low: number, high: number): (value: unknown) => string | undefined {
  return (value) =>
    typeof value === 'number' && (value < low || value > high)
      ? `must be between ${low} and ${high}`
      : undefined
}

/** A value as text, or nothing. */
export function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

/** A list of ids as it stands in a body, or the refusal of anything else. */
export function idList(value: unknown): string[] {
  if (!Array.isArray(value)) throw unreadable()
  return value.map((id) => {
    if (typeof id !== 'string') throw unreadable()
    return id
  })
}

function hasType(value: unknown, type: FieldRule['type']): boolean {
  if (type === 'integer') return Number.isInteger(value)
  if (type === 'array') return Array.isArray(value)
  return typeof value === type
}
