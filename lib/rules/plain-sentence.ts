import type { z } from 'zod'

/** One sentence for a value that a schema refused without words of its own; the library's speak of types to programmers. */
export function plainSentence(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'This is missing.' : (kinds[issue.expected] ?? unusable)
    case 'too_big':
      return limited('at most', issue.maximum, issue.origin)
    case 'too_small':
      return limited('at least', issue.minimum, issue.origin)
    case 'invalid_value':
      return `Choose one of these: ${issue.values.map(String).join(', ')}.`
    case 'unrecognized_keys':
      return `There is no such field: ${issue.keys.map((key) => key.slice(0, 50)).join(', ')}.`
    case 'not_multiple_of':
      return `This has to be a multiple of ${issue.divisor}.`
    default:
      return unusable
  }
}

const unusable = 'This value cannot be used.'

const kinds: Readonly<Record<string, string>> = {
  string: 'This has to be text.',
  number: 'This has to be a number.',
  int: 'This has to be a whole number.',
  boolean: 'This has to be true or false.',
  array: 'This has to be a list.',
  object: 'Send an object with named fields.',
  record: 'Send an object with named fields.',
  undefined: 'Nothing is expected here.',
}

function limited(word: 'at least' | 'at most', limit: number | bigint, origin: string): string {
  if (origin === 'string') return `Use ${word} ${limit} characters.`
  if (origin === 'array' || origin === 'set') return `Send ${word} ${limit} entries.`
  return `This has to be ${word} ${limit}.`
}
