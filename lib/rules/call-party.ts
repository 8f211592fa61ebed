/** What a call can be searched by on either side: the beginning of a number or of a SIP address. */
const partyPattern = /^(?:\+?\d*|sips?:\S+)$/i

// Address books wrap numbers in direction marks and write all kinds of hyphens and spaces.
const separators = /[\s().\-/\u00ad\u2010-\u2015\u2212\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+/g

/** The longest number there is (E.164), without the plus. */
const maxDigits = 15

/**
 * Brings a pasted number into the form in which the vendor stores it: "+46 (0)70-123" gives `+4670123`, a leading `00` gives `+`. SIP
 * addresses keep their spelling, since they are compared letter by letter. What is neither is returned as it was written.
 */
export function cleanParty(written: string): string {
  const text = written.normalize('NFKC').trim()
  if (/^sips?:/i.test(text)) return text.replace(/^sips?:/i, (scheme) => scheme.toLowerCase())
  const international = /^(?:tel:)?\s*(?:\+|00)/i.test(text)
  const withoutTrunkZero = international ? text.replace(/\(0\)/, '') : text
  const compact = withoutTrunkZero.replace(/^tel:/i, '').replace(separators, '')
  if (!/^\+?\d+$/.test(compact)) return text
  return compact.replace(/^00(?=[1-9])/, '+')
}

/** Why a cleaned text cannot be searched for, as a sentence; undefined when it can. Empty means "any". */
export function partyProblem(cleaned: string): string | undefined {
  if (cleaned.length > 255) return 'This is longer than any number or address.'
  if (!partyPattern.test(cleaned) || cleaned === '+') {
    return 'Enter the beginning of a number, such as +4670, or of a SIP address, such as sip:1201.'
  }
  if (/^\+?\d+$/.test(cleaned) && cleaned.replace('+', '').length > maxDigits) {
    return `A phone number has ${maxDigits} digits at most.`
  }
  return undefined
}
