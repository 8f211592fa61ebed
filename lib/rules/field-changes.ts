/** One field of an object before and after a write, as text; undefined where that side does not have it. */
export interface FieldChange {
  name: string
  before: string | undefined
  after: string | undefined
  changed: boolean
}

type Fields = Readonly<Record<string, unknown>>

/**
 * What a write did to an object, field by field, the changed ones first. A write that sends only some fields leaves the others as they
 * were; one without `input` takes the object away, one without `before` makes it.
 */
export function fieldChanges(before: Fields | null, input: Fields | null): FieldChange[] {
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(input ?? {})])]
  const rows = names.map((name) => {
    const was = before && Object.hasOwn(before, name) ? valueText(before[name]) : undefined
    const isSent = input !== null && Object.hasOwn(input, name)
    const is = isSent ? valueText(input[name]) : input === null ? undefined : was
    return { name, before: was, after: is, changed: was !== is }
  })
  return rows.sort((one, other) => Number(other.changed) - Number(one.changed))
}

/** A recorded value in words: text as it is, nothing as "empty", anything larger as JSON over several lines. */
export function valueText(value: unknown): string {
  if (value === null || value === undefined || value === '') return 'empty'
  if (typeof value === 'string') return value
  if (Array.isArray(value) && value.length === 0) return 'empty'
  if (Array.isArray(value) && value.every((item) => typeof item !== 'object' || item === null))
    return value.join(', ')
  return JSON.stringify(value, null, 1)
}
