import { parsePhoneNumberFromString } from 'libphonenumber-js/min'
import { cleanParty } from './call-party'

/** What a phone number that somebody typed comes to. */
export interface TypedNumber {
  /** As it is saved, e.g. "+46701234567". */
  e164: string
  /** Two letters; undefined where several countries share the code and the number does not tell. */
  country: string | undefined
  /** False when no number of that country is this long. */
  isPossible: boolean
}

const e164 = /^\+[1-9]\d{1,14}$/

/**
 * Reads a number in any spelling that has its country code; undefined for what cannot be saved. Numbering plans change, so a number that
 * is not possible by ours is doubted and not refused.
 */
export function readTypedNumber(text: string): TypedNumber | undefined {
  const clean = cleanParty(text)
  if (!e164.test(clean)) return undefined
  const parsed = parsePhoneNumberFromString(clean)
  return { e164: clean, country: parsed?.country, isPossible: parsed?.isPossible() ?? false }
}
