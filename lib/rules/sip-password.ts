const needs = [
  { name: 'an upper case letter', pattern: /[A-Z]/ },
  { name: 'a lower case letter', pattern: /[a-z]/ },
  { name: 'a digit', pattern: /\d/ },
] as const

const shortest = 12

// No character that is taken for another one when it is read out or typed: 0 O o, 1 I l.
const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz23456789'
const generatedLength = 24

/** What a SIP password lacks by the vendor's rule (12 characters, upper case, lower case, digit), as one sentence. */
export function passwordProblem(password: string): string | undefined {
  const missing = needs.filter(({ pattern }) => !pattern.test(password)).map(({ name }) => name)
  const lacks = password.length < shortest ? [`at least ${shortest} characters`, ...missing] : missing
  const last = lacks.pop()
  if (last === undefined) return undefined
  return `The password needs ${lacks.length === 0 ? last : `${lacks.join(', ')} and ${last}`}.`
}

/** A SIP password of 24 characters out of the system's random source; every password that fits the vendor's rule is equally likely. */
export function generatedPassword(): string {
  for (;;) {
    const password = randomText()
    if (passwordProblem(password) === undefined) return password
  }
}

function randomText(): string {
  // Bytes beyond the last whole round of the alphabet are thrown away, else its first letters would come more often.
  const fair = 256 - (256 % alphabet.length)
  let text = ''
  while (text.length < generatedLength) {
    for (const byte of crypto.getRandomValues(new Uint8Array(generatedLength)))
      if (byte < fair && text.length < generatedLength) text += alphabet.charAt(byte % alphabet.length)
  }
  return text
}
