import { countryName } from './country-name'

/** What a call blocking rule says, apart from its name. */
export interface BlockingRule {
  direction: string
  callerCountry: string
  calleeCountry: string
  callerMatch: string
  calleeMatch: string
}

/** The rule as a sentence, e.g. "Block outbound calls to numbers beginning +882 in Sweden". */
export function blockingRuleWords(rule: BlockingRule): string {
  const from = party(rule.callerMatch, rule.callerCountry)
  const to = party(rule.calleeMatch, rule.calleeCountry)
  const direction = rule.direction.toLowerCase()
  if (blocksEverything(rule)) return `Block all ${direction} calls`
  return [`Block ${direction} calls`, from && `from ${from}`, to && `to ${to}`].filter(Boolean).join(' ')
}

/** True for a rule without country and prefix: it blocks every call in its direction. */
export function blocksEverything(rule: BlockingRule): boolean {
  return [rule.callerCountry, rule.calleeCountry, rule.callerMatch, rule.calleeMatch].every((part) => !part)
}

/**
 * The search of calls that finds the same calls as the rule, in the words of our own API; undefined where there is none, since the
 * vendor's search of calls knows prefixes and directions but no countries.
 */
export function matchingCalls(rule: BlockingRule): URLSearchParams | undefined {
  if (rule.callerCountry || rule.calleeCountry) return undefined
  const search = new URLSearchParams({ direction: rule.direction, last: '30d' })
  if (rule.callerMatch) search.set('from', `+${rule.callerMatch}`)
  if (rule.calleeMatch) search.set('to', `+${rule.calleeMatch}`)
  return search
}

function party(match: string, country: string): string {
  if (match && country) return `numbers beginning +${match} in ${countryName(country)}`
  return match ? `numbers beginning +${match}` : countryName(country)
}
