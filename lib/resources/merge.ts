import { z } from 'zod'
import { ApiError } from '../errors'
import { timeFields, type EntityOf, type InputOf, type Resource } from './define'
import { inputShape } from './merge-input'

type Values = Record<string, unknown>

/**
 * An object as the vendor sent it, in the console's words: other names for a field are folded into one, values are read tolerantly, and
 * fields the console does not know stay as they are. Throws `upstream_contract` naming the field, never the value.
 */
export function normalise<R extends Resource>(resource: R, raw: unknown): EntityOf<R> {
  if (!isValues(raw))
    throw new ApiError('upstream_contract', `Sinch sent something that is no ${resource.label.one}.`)
  const values: Values = { ...raw }
  for (const [name, others] of Object.entries(resource.aliases)) {
    for (const other of others) {
      if (isAbsent(values[name]) && !isAbsent(values[other])) values[name] = values[other]
      delete values[other]
    }
  }
  const result = resource.entity.safeParse(values)
  if (!result.success) {
    const [issue] = result.error.issues
    throw new ApiError(
      'upstream_contract',
      `Sinch sent a ${resource.label.one} whose ${issue?.path.join('.') || 'content'} cannot be read.`,
    )
  }
  return result.data as EntityOf<R> // zod infers the widest ZodObject for a generic resource
}

/** The fields of a resource that may be written; for either-or resources, those of the kind that `input` is. */
export function writableFields(resource: Resource, input: Values): string[] {
  return Object.keys(inputShape(resource, input)?.shape ?? {})
}

/**
 * The body of a PUT: the vendor sets every field that is left out to null, so it carries all that was read and may be written, fields the
 * console does not know included, with the input laid over it.
 */
export function mergedWrite<R extends Resource>(
  resource: R,
  current: EntityOf<R>,
  input: InputOf<R>,
): Values {
  const before: Values = current
  const given: Values = isValues(input) ? input : {}
  const writable = writableFields(resource, given)
  const body: Values = unknownFields(resource, before)
  for (const name of writable) {
    // What the vendor computes is not written even where a create takes it, such as the users of a credential list.
    if (resource.derived.includes(name)) continue
    const value = given[name] === undefined ? before[name] : given[name]
    if (value !== undefined) body[name] = mergedItems(resource, name, before[name], value)
  }
  return body
}

/**
 * The object as it should read after `body` was written over `current`: what the body leaves out is gone, what the vendor computes is
 * as it was.
 */
export function expectedAfter<R extends Resource>(
  resource: R,
  current: EntityOf<R>,
  body: Values,
): EntityOf<R> {
  const kept = new Set<string>([resource.idKey, 'id', ...timeFields, ...resource.derived])
  const computed = Object.entries(current).filter(([name]) => kept.has(name))
  return normalise(resource, { ...Object.fromEntries(computed), ...body })
}

/** The body under the names that the vendor reads; other names under which it only answers stay out of it. */
export function sentAs(resource: Resource, body: Values): Values {
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [resource.sentAs[name] ?? name, value]),
  )
}

/** Objects inside a list carry unknown fields too; an item that differs in one field at most is the same item, edited. */
function mergedItems(resource: Resource, name: string, before: unknown, given: unknown): unknown {
  if (!Array.isArray(given) || !Array.isArray(before)) return given
  const left = before.filter(isValues)
  const take = (item: Values, allowed: number): Values | undefined => {
    const names = Object.keys(item).filter((field) => !isComputedItemField(resource, name, field))
    const index = left.findIndex(
      (known) => names.filter((field) => known[field] !== item[field]).length <= allowed,
    )
    return index === -1 ? undefined : left.splice(index, 1)[0]
  }
  const exact = given.map((item: unknown) => (isValues(item) ? take(item, 0) : undefined))
  return given.map((item: unknown, index) => {
    if (!isValues(item)) return item
    const known = exact[index] ?? take(item, 1) ?? {}
    const merged = Object.entries({ ...known, ...item })
    return Object.fromEntries(merged.filter(([field]) => !isComputedItemField(resource, name, field)))
  })
}

function isComputedItemField(resource: Resource, name: string, field: string): boolean {
  return timeNames.has(field) || resource.derived.includes(`${name}.${field}`)
}

const timeNames: ReadonlySet<string> = new Set(timeFields)

/** Fields that the console has no name for; they may be writable, so they travel back unchanged. */
export function unknownFields(resource: Resource, object: Values): Values {
  const known = new Set([
    ...Object.keys(resource.entity.shape),
    ...Object.values(resource.aliases).flat(),
    ...timeFields,
    ...resource.derived,
  ])
  for (const name of allInputFields(resource)) known.add(name)
  return Object.fromEntries(Object.entries(object).filter(([name]) => !known.has(name)))
}

function allInputFields({ input }: Resource): string[] {
  if (input instanceof z.ZodObject) return Object.keys(input.shape)
  if (input instanceof z.ZodDiscriminatedUnion) {
    return input.options.flatMap((option) => (option instanceof z.ZodObject ? Object.keys(option.shape) : []))
  }
  return []
}

function isAbsent(value: unknown): boolean {
  return value === undefined || value === null || value === ''
}

function isValues(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
