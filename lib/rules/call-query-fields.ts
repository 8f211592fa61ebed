import { cleanParty, partyProblem } from './call-party'

type Bounds<Low extends string, High extends string> = Partial<Record<Low | High, number>>

const isoInstant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/

// More than anyone chooses by hand, and few enough for one statement.
const mostValues = 100

/** Reads the fields of an address one by one; what is wrong with each is kept in `problems`, one sentence a field. */
export class FieldReader {
  readonly problems: Record<string, string> = {}

  constructor(private readonly search: URLSearchParams) {}

  /** A number or SIP address, or its last digits after `*`, cleaned. */
  party(name: string): string {
    const cleaned = cleanParty(this.given(name))
    const problem = partyProblem(cleaned)
    if (problem !== undefined) this.problems[name] = problem
    return cleaned
  }

  /** Values that have this form, each once, separated by commas. */
  list(name: string, form: RegExp, message: string): string[] {
    const values = this.values(name)
    if (values.some((value) => !form.test(value))) this.problems[name] = message
    return values
  }

  /** Values out of a closed set, each once; case does not matter. */
  words<Word extends string>(name: string, words: readonly Word[], message: string): Word[] {
    const values = this.values(name).map((value) => value.toUpperCase())
    const known = words.filter((word) => values.includes(word))
    if (values.some((value) => !words.some((word) => word === value))) this.problems[name] = message
    return known
  }

  /** One value out of a closed set. */
  word<Word extends string>(name: string, words: readonly Word[], message: string): Word | undefined {
    const text = this.given(name)
    const known = words.find((word) => word === text)
    if (known === undefined && text !== '') this.problems[name] = message
    return known
  }

  text(name: string, form: RegExp, message: string): string | undefined {
    const text = this.given(name)
    if (text === '') return undefined
    if (!form.test(text)) this.problems[name] = message
    return text
  }

  flag(name: string): boolean {
    const text = this.given(name)
    if (text !== '' && text !== '1') this.problems[name] = 'Write 1, or leave it out.'
    return text === '1'
  }

  count(name: string, fallback: number, most: number, message: string): number {
    const number = this.given(name) === '' ? fallback : Number(this.given(name))
    if (Number.isInteger(number) && number >= 1 && number <= most) return number
    this.problems[name] = message
    return fallback
  }

  /** Two bounds of which either may be missing. */
  range<Low extends string, High extends string>(low: Low, high: High, message: string): Bounds<Low, High> {
    const bounds: Bounds<Low, High> = {}
    for (const name of [low, high]) {
      const text = this.given(name)
      if (text === '') continue
      const number = Number(text)
      if (/^\d{1,9}(\.\d{1,6})?$/.test(text) && Number.isFinite(number)) bounds[name] = number
      else this.problems[name] = message
    }
    const [least, most] = [bounds[low], bounds[high]]
    if (least !== undefined && most !== undefined && least > most)
      this.problems[low] = 'The lower bound is above the upper one. Swap the two.'
    return bounds
  }

  instant(name: string): string | undefined {
    const text = this.given(name)
    if (text === '') return undefined
    if (!isoInstant.test(text) || Number.isNaN(Date.parse(text)))
      this.problems[name] = 'Write times in ISO form, for example 2026-11-21T14:05:00Z.'
    else if (!isDay(text.slice(0, 10))) this.problems[name] = `There is no such day as ${text.slice(0, 10)}.`
    else return new Date(text).toISOString()
    return undefined
  }

  /** The name of a time zone. */
  zone(name: string): string | undefined {
    const text = this.given(name)
    if (text === '') return undefined
    if (!isZone(text)) this.problems[name] = `There is no time zone ${text.slice(0, 40)}.`
    return text
  }

  private given(name: string): string {
    return this.search.get(name) ?? ''
  }

  private values(name: string): string[] {
    const values = [...new Set(this.given(name).split(',').filter(Boolean))]
    if (values.length > mostValues) this.problems[name] = `Choose ${mostValues} at most.`
    return values
  }
}

/** True for a time zone that this machine knows by this name, e.g. `Europe/Stockholm`. */
export function isZone(name: string): boolean {
  // An offset such as +02:00 is taken as well, but no place keeps it the whole year.
  if (!/^[A-Za-z]/.test(name)) return false
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

// `Date` takes 31 February for a day in March.
function isDay(day: string): boolean {
  const midnight = Date.parse(`${day}T00:00:00Z`)
  return !Number.isNaN(midnight) && new Date(midnight).toISOString().startsWith(day)
}
