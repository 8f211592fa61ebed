import type { Context } from 'hono'
import { invalidArgument } from './refusals'

/** Digits to look for, and where in the number they stand. */
export interface NumberPattern {
  readonly digits: string
  readonly place: 'START' | 'CONTAINS' | 'END'
}

/** Reads `numberPattern.pattern` and `numberPattern.searchPattern` from the query. */
export function readPattern(c: Context): NumberPattern | undefined {
  return toPattern(c.req.query('numberPattern.pattern'), c.req.query('numberPattern.searchPattern'))
}

/** A pattern from its two parts; nothing when there is nothing to look for. */
export function toPattern(pattern: string | undefined, place = 'CONTAINS'): NumberPattern | undefined {
  if (!pattern) return undefined
  if (place !== 'START' && place !== 'CONTAINS' && place !== 'END') {
    throw invalidArgument('numberPattern.searchPattern', 'must be one of START, CONTAINS, END')
  }
  // A plus sign that was not encoded arrives as a space.
  return { digits: pattern.trim().replace(/^\+/, ''), place }
}

/** Whether a number has the digits where they are wanted. */
export function matchesPattern(phoneNumber: string, pattern: NumberPattern | undefined): boolean {
  if (!pattern) return true
  const digits = phoneNumber.replace(/^\+/, '')
  if (pattern.place === 'START') return digits.startsWith(pattern.digits)
  return pattern.place === 'END' ? digits.endsWith(pattern.digits) : digits.includes(pattern.digits)
}

/** The same rule for SQLite; only digits count, so nothing in it can be a wildcard. */
export function globOf({ digits, place }: NumberPattern): string {
  const plain = digits.replace(/\D/g, '')
  if (plain !== digits) return ''
  return place === 'START' ? `+${plain}*` : place === 'END' ? `*${plain}` : `*${plain}*`
}
