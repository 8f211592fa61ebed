import { createHash } from 'node:crypto'
import { timeFields, type Resource } from '@/lib/resources/define'

/**
 * A strong tag of an object: equal for equal content whatever the order of its fields. Times do not count, because the vendor writes them
 * with varying precision, nor do fields that it computes; fields the console does not know do.
 */
export function etagOf(resource: Resource, object: Record<string, unknown>): string {
  const text = canonical(object, new Set(resource.derived), '')
  return `"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`
}

const timeNames: ReadonlySet<string> = new Set(timeFields)

// `path` is the dotted name of what holds the value, the way `derived` names nested fields: `ipRanges.id`.
function canonical(value: unknown, derived: ReadonlySet<string>, path: string): string {
  if (Array.isArray(value)) {
    const items = value.map((item) => canonical(item, derived, path))
    // Lists of objects have no order at the vendor; it may answer with another one each time.
    if (value.every((item) => typeof item === 'object' && item !== null)) items.sort()
    return `[${items.join(',')}]`
  }
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const fields: string[] = []
  for (const [name, content] of Object.entries(value)) {
    const inner = path === '' ? name : `${path}.${name}`
    if (content === undefined || timeNames.has(name) || derived.has(inner)) continue
    fields.push(`${JSON.stringify(name)}:${canonical(content, derived, inner)}`)
  }
  return `{${fields.sort().join(',')}}`
}
