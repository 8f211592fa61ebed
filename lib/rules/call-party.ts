/** What a call can be searched by on either side: the beginning of a number or of a SIP address, or its last digits after a star. */
const partyPattern = /^(?:\+?\d*|\*\d*|sips?:\S+)$/i

// Address books wrap numbers in direction marks and write all kinds of hyphens and spaces.
const separators = /[\s().\-/\u00ad\u2010-\u2015\u2212\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+/g

/** The longest number there is (E.164), without the plus. */
const maxDigits = 15

/**
 * Brings a pasted number into the form in which the vendor stores it: "+46 (0)70-123" gives `+4670123`, a leading `00` gives `+`. SIP
 * addresses keep their spelling, since they are compared letter by letter; last digits stay behind their star. What is neither is returned as
 * it was written.
 */
export function cleanParty(written: string): string {
  // Before it is normalised, which makes three dots of the one sign.
  const text = written.trim().replace(/^…/, '*').normalize('NFKC').trim()
  if (/^sips?:/i.test(text)) return text.replace(/^sips?:/i, (scheme) => scheme.toLowerCase())
  const international = /^(?:tel:)?\s*(?:\+|00)/i.test(text)
  const withoutTrunkZero = international ? text.replace(/\(0\)/, '') : text
  const compact = withoutTrunkZero.replace(/^tel:/i, '').replace(separators, '')
  if (/^\*\d+$/.test(compact)) return compact
  if (!/^\+?\d+$/.test(compact)) return text
  return compact.replace(/^00(?=[1-9])/, '+')
}

/** Why a cleaned text cannot be searched for, as a sentence; undefined when it can. Empty means "any". */
export function partyProblem(cleaned: string): string | undefined {
  if (cleaned.length > 255) return 'This is longer than any number or address.'
  if (!partyPattern.test(cleaned) || cleaned === '+') {
    return 'Enter the beginning of a number, such as +4670, or of a SIP address, such as sip:1201, or its last digits, such as *4567.'
  }
  if (/^\*\d?$/.test(cleaned)) return 'Enter two digits or more after the star.'
  if (/^[+*]?\d+$/.test(cleaned) && cleaned.replace(/^[+*]/, '').length > maxDigits) {
    return `A phone number has ${maxDigits} digits at most.`
  }
  return undefined
}

/** What a stored number or SIP address is found by: without scheme and plus, in lower case. `+46701` gives `46701`, as does `sip:46701`. */
export function partyKey(party: string): string {
  return party
    .replace(/^sips?:/i, '')
    .replace(/^\+/, '')
    .toLowerCase()
}

/** The digits of a stored number, or of the user part of a SIP address, from the last to the first; empty where there are others. */
export function partyTail(party: string): string {
  const [user = ''] = partyKey(party).split('@')
  return /^\d+$/.test(user) ? [...user].reverse().join('') : ''
}

/** A cleaned search text taken apart: the beginning of a key, with the address as it is written where it has a scheme, or the end of a number. */
export function partySearch(cleaned: string): { key?: string; address?: string; tail?: string } {
  if (cleaned.startsWith('*')) return { tail: [...cleaned.slice(1)].reverse().join('') }
  return /^sips?:/.test(cleaned) ? { key: partyKey(cleaned), address: cleaned } : { key: partyKey(cleaned) }
}
