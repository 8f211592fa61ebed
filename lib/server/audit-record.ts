import 'server-only'
import { z } from 'zod'
import type { Resource } from '@/lib/resources/define'

// A row has room for a large access control list; a megabyte of anything has to be sent to be stored, so it is not.
const longestJson = 16_000
const longestText = 1_000

const secretNames =
  /pass(word|wd|phrase|code)?$|password|passwd|pwd|secret|token|otp|hash|api_?key|private_?key|cookie|authorization/i

/** A copy in which the value of every field with a secret's name is replaced. Cycles cannot occur: inputs are parsed JSON. */
export function withoutSecrets(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutSecrets)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, content]) => [
      name,
      secretNames.test(name) ? '[removed]' : withoutSecrets(content),
    ]),
  )
}

/** What the audit stores of a value: JSON without secrets that always fits a row; null for nothing. */
export function recordedJson(value: unknown): string | null {
  if (value === undefined) return null
  const plain = withoutSecrets(value)
  for (const entries of [Infinity, 20]) {
    const json = JSON.stringify(shortened(plain, entries))
    if (json.length <= longestJson) return json
  }
  return JSON.stringify({ removed: 'too large to be stored' })
}

/** A text that fits a row. */
export function recordedText(text: string): string {
  return text.length > longestText ? `${text.slice(0, longestText)}…` : text
}

function shortened(value: unknown, entries: number): unknown {
  if (typeof value === 'string') return recordedText(value)
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) {
    const left = value.length - entries
    const kept = value.slice(0, entries).map((item) => shortened(item, entries))
    return left > 0 ? [...kept, `and ${left} more`] : kept
  }
  const fields = Object.entries(value).slice(0, entries)
  return Object.fromEntries(
    fields.map(([name, content]) => [recordedText(name), shortened(content, entries)]),
  )
}

/** Of what was sent to change an object, the fields that its schema knows, as the schema reads them. */
export function knownInput({ input }: Resource, sent: Readonly<Record<string, unknown>>): object {
  const kinds: readonly unknown[] = input instanceof z.ZodDiscriminatedUnion ? input.options : [input]
  const known = new Map<string, unknown>()
  for (const kind of kinds) {
    if (!(kind instanceof z.ZodObject)) continue
    for (const [name, rule] of Object.entries<unknown>(kind.shape)) {
      if (!Object.hasOwn(sent, name) || known.has(name) || !(rule instanceof z.ZodType)) continue
      const reading = rule.safeParse(sent[name])
      known.set(name, reading.success ? reading.data : '[not valid]')
    }
  }
  return Object.fromEntries(known)
}
