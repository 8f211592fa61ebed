import { z } from 'zod'
import { cleanParty } from '@/lib/rules/call-party'

// Line breaks and other control characters, and those that turn the direction of writing, show a text as another one than it is.
const plainText = /^[^\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]*$/u
const plainTextMessage = 'Leave out line breaks, control characters and marks of writing direction.'

/** A required text; the message says which one. */
export const required = (label: string, max = 255) =>
  z
    .string(`${label} is missing.`)
    .trim()
    .min(1, `${label} is missing.`)
    .max(max, `${label} is too long: ${max} characters at most.`)
    .regex(plainText, plainTextMessage)

/** A text that may be left out: a blank input sends `''`, the vendor sends `null`, both mean none. */
export const optional = (max = 255) =>
  z
    .string('This has to be text.')
    .trim()
    .max(max, `Too long: ${max} characters at most.`)
    .regex(plainText, plainTextMessage)
    .nullish()
    .transform((value) => value ?? '')

/** A whole number, or its decimal digits as a form sends them; nothing else is bent into one. */
export const wholeNumber = (message: string, min: number, max: number) =>
  z.preprocess(
    (value) => (typeof value === 'string' && /^\d{1,9}$/.test(value.trim()) ? Number(value) : value),
    z.number(message).int(message).min(min, message).max(max, message),
  )

/** E.164: a plus, a country code and at most 15 digits in all. */
export const e164Pattern = /^\+[1-9]\d{1,14}$/

/** A phone number that may be left out, in any spelling that has its country code; it is stored in E.164 form. */
export const phoneNumber = () =>
  z
    .string('Write the number in E.164 form, for example +14155550100.')
    .nullish()
    .transform((value) => cleanParty(value ?? ''))
    .refine((value) => value === '' || e164Pattern.test(value), {
      message: 'Write the number in E.164 form, for example +14155550100.',
    })

/** Text as the vendor sends it: null, absent and `''` all read as `''`; a number id reads as text. */
export const text = () =>
  z.preprocess((value) => (typeof value === 'number' ? String(value) : (value ?? '')), z.string())

/** A yes or no as the vendor sends it: null and absent read as the given default. */
export const flag = (fallback = false) => z.preprocess((value) => value ?? fallback, z.boolean())

/** A whole number as the vendor sends it, numeric strings included; null and absent read as null. */
export const count = () =>
  z.preprocess((value) => {
    if (value === '' || value === undefined || value === null) return null
    return typeof value === 'string' ? Number(value) : value
  }, z.number().nullable())

/** A list that reads as empty when the vendor leaves it out. */
export const listOf = <Item extends z.ZodType>(item: Item) =>
  z.preprocess((value) => value ?? [], z.array(item))

/**
 * An instant as ISO 8601 in UTC with milliseconds, or null. The vendor sends times without a zone (read as UTC), with up to nine
 * fractional digits, with `+0000`, and for "never" `null`, `''` or the literal `"null,"`.
 */
export const instant = () => z.preprocess(toInstant, z.string().nullable())

/** The rule behind `instant`, for callers that hold a bare string; unreadable text gives null. */
export function toInstant(value: unknown): string | null {
  if (typeof value !== 'string') return null
  const match =
    /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2}:\d{2})(?:[.,](\d{1,9}))?\s*(Z|[+-]\d{2}:?\d{2})?$/i.exec(
      value.trim(),
    )
  if (!match) return null
  const [, day, clock, fraction = '', zone = 'Z'] = match
  const offset = /^[+-]\d{4}$/.test(zone) ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone.toUpperCase()
  const milliseconds = Date.parse(`${day}T${clock}.${fraction.padEnd(3, '0').slice(0, 3)}${offset}`)
  return Number.isNaN(milliseconds) ? null : new Date(milliseconds).toISOString()
}

/** A direction in upper case; the service sends lower case although its documents say otherwise. Unknown words are kept. */
export const direction = () =>
  z.preprocess((value) => (typeof value === 'string' ? value.toUpperCase() : (value ?? '')), z.string())

/** An amount of money; the service sends numbers, its documents say strings. Null when nothing was charged yet. */
export const money = () =>
  z.preprocess(
    (value) => {
      if (typeof value !== 'object' || value === null || !('amount' in value)) return null
      const amount = Number(value.amount)
      if (value.amount === '' || value.amount === null || !Number.isFinite(amount)) return null
      return { currencyCode: 'currencyCode' in value ? String(value.currencyCode ?? '') : '', amount }
    },
    z.object({ currencyCode: z.string(), amount: z.number() }).nullable(),
  )
