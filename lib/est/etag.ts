import { createHash } from 'node:crypto'
import { timeFields, type Resource } from '@/lib/resources/define'

/**
 * A strong tag of an object: equal for equal content whatever the order of its fields. Times do not count, because the vendor writes them
 * with varying precision, nor do fields that it computes; fields the console does not know do.
 */
export function etagOf(resource: Resource, object: Record<string, unknown>): string {
  const left = new Set<string>([...timeFields, ...resource.derived])
  const counted = Object.fromEntries(Object.entries(object).filter(([name]) => !left.has(name)))
  return `"${createHash('sha256').update(canonical(counted)).digest('base64url').slice(0, 27)}"`
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value).filter(
      ([name, content]) => content !== undefined && !timeNames.has(name),
    )
    fields.sort(([left], [right]) => (left < right ? -1 : 1))
    return `{${fields.map(([name, content]) => `${JSON.stringify(name)}:${canonical(content)}`).join(',')}}`
  }
  return JSON.stringify(value) ?? 'null'
}

// Nested objects, such as the ranges of an access control list, carry times too.
const timeNames: ReadonlySet<string> = new Set(['createTime', 'updateTime'])
