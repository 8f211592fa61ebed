import { z } from 'zod'
import { ApiError } from '../errors'
import { plainSentence } from '@/lib/rules/plain-sentence'
import type { EntityOf, InputOf, Resource } from './define'

type Values = Record<string, unknown>
type Issue = z.core.$ZodIssue

/**
 * What is to be written after an edit: the fields sent laid over the object as it is. What the vendor holds is not refused, even where
 * nobody could enter it here; only what the edit changes is checked. Throws `invalid_request` with a sentence for each field.
 */
export function mergeInput<R extends Resource>(resource: R, current: EntityOf<R>, sent: Values): InputOf<R> {
  const before: Values = current
  const values: Values = { ...before, ...sent }
  const whole = resource.input.safeParse(values, { error: plainSentence })
  if (whole.success) return whole.data as InputOf<R> // the resource's own schema has read it
  const schema = inputShape(resource, values)
  // What turns into another kind of object has to be whole as that kind.
  if (schema === undefined || schema !== inputShape(resource, before)) throw refused(whole.error.issues)
  const input: Values = {}
  const wrong: Issue[] = []
  const readings: Record<string, z.ZodType> = {}
  for (const [name, rule] of Object.entries(schema.shape)) {
    const reading = readField(rule, before[name], values[name])
    input[name] = reading.value
    wrong.push(...reading.issues.map((issue) => ({ ...issue, path: [name, ...issue.path] })))
    readings[name] = z.unknown()
  }
  if (wrong.length > 0) throw refused(wrong)
  // Each field is read; what is left are rules about several at once, which may have been broken before.
  const rules = schema.safeExtend(readings)
  const known = new Set(rules.safeParse(before, { error: plainSentence }).error?.issues.map(sentenceOf))
  const left =
    rules
      .safeParse(input, { error: plainSentence })
      .error?.issues.filter((issue) => !known.has(sentenceOf(issue))) ?? []
  if (left.length > 0) throw refused(left)
  return input as InputOf<R> // every field was read by its rule or is what the vendor holds
}

/** The fields that may be written; for either-or resources those of the kind that the values are. */
export function inputShape({ input }: Resource, values: Values): z.ZodObject | undefined {
  if (input instanceof z.ZodObject) return input
  if (!(input instanceof z.ZodDiscriminatedUnion)) return undefined
  const { discriminator } = input.def
  const objects = input.options.filter((option) => option instanceof z.ZodObject)
  return objects.find(
    (option) => schemaOf(option.shape[discriminator])?.safeParse(values[discriminator]).success,
  )
}

interface Reading {
  value: unknown
  issues: readonly Issue[]
}

/** A field as its rule reads it, or as the vendor holds it; of a list, each item on its own. */
function readField(rule: unknown, held: unknown, given: unknown): Reading {
  const result = schemaOf(rule)?.safeParse(given, { error: plainSentence })
  if (result === undefined) return { value: given, issues: [] }
  if (result.success) return { value: result.data, issues: [] }
  if (isSame(held, given)) return { value: held, issues: [] }
  const { issues } = result.error
  if (!Array.isArray(held) || !Array.isArray(given)) return { value: given, issues }
  const isHeld = (index: unknown) =>
    typeof index === 'number' && held.some((item) => isPartOf(given[index], item))
  const element = rule instanceof z.ZodArray ? schemaOf(rule.element) : undefined
  const value = given.map((item: unknown) => element?.safeParse(item).data ?? item)
  return { value, issues: issues.filter((issue) => !isHeld(issue.path[0])) }
}

function isSame(held: unknown, given: unknown): boolean {
  return JSON.stringify(held ?? null) === JSON.stringify(given ?? null)
}

/** True when an item that was sent says nothing else than the one that is held. */
function isPartOf(given: unknown, held: unknown): boolean {
  if (!isValues(given) || !isValues(held)) return isSame(held, given)
  return Object.entries(given).every(([name, value]) => isSame(held[name], value))
}

function isValues(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

// The fields of a shape are typed as schemas of any make.
function schemaOf(rule: unknown): z.ZodType | undefined {
  return rule instanceof z.ZodType ? rule : undefined
}

function sentenceOf({ path, message }: Issue): string {
  return `${path.join('.')} ${message}`
}

function refused(issues: readonly Issue[]): ApiError {
  const fields: Record<string, string> = {}
  for (const { path, message } of issues) fields[path.join('.')] ??= message
  const [first = 'The input is not valid.'] = Object.values(fields)
  return new ApiError('invalid_request', first, { fields })
}
