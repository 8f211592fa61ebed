import { z } from 'zod'
import type { ConflictField } from '@/components/forms/conflict-dialog'
import { callBlockingRules } from '@/lib/resources/call-blocking-rules'
import { blockingRuleWords, blocksEverything } from '@/lib/rules/blocking-rule-words'
import { cleanParty } from '@/lib/rules/call-party'
import { countryCode } from '@/lib/rules/countries'
import { countryName } from '@/lib/rules/country-name'
import { mergeEdits, mergeSentence } from '@/lib/rules/merge-edits'
import type { RuleInput, RuleRow } from './rule-row'

/** What the form holds: countries by name, prefixes as people write them, and the words that confirm a rule that blocks everything. */
export interface RuleValues {
  name: string
  direction: string
  callerCountry: string
  calleeCountry: string
  callerMatch: string
  calleeMatch: string
  confirmation: string
}

/** The fields of a rule in the words of the interface. */
export const ruleFieldLabels: Record<keyof RuleInput, string> = {
  name: 'Name',
  direction: 'Direction',
  callerCountry: 'Country of the caller',
  callerMatch: 'Number of the caller begins with',
  calleeCountry: 'Country that is called',
  calleeMatch: 'Number that is called begins with',
}

/** The form of a new rule, or of the given one. */
export function ruleValues(rule?: RuleRow): RuleValues {
  const { name = '', callerMatch = '', calleeMatch = '', direction = 'OUTBOUND' } = rule ?? {}
  return {
    ...{ name, direction, callerMatch, calleeMatch, confirmation: '' },
    callerCountry: countryName(rule?.callerCountry ?? ''),
    calleeCountry: countryName(rule?.calleeCountry ?? ''),
  }
}

/** What of a rule can be written; a direction that is neither of the two is left for the schema to refuse. */
export function ruleInput(rule: RuleRow): RuleInput {
  const { name, direction, callerCountry, calleeCountry, callerMatch, calleeMatch } = rule
  // The vendor's two directions are upper case by the time they are here; the server checks what is sent.
  const known = direction as RuleInput['direction']
  return { name, direction: known, callerCountry, calleeCountry, callerMatch, calleeMatch }
}

/** The rule that the form means so far: what is no country yet stays as it is written. */
export function draftRule(values: RuleValues): Omit<RuleInput, 'direction'> & { direction: string } {
  return {
    name: values.name,
    direction: values.direction,
    callerCountry: countryCode(values.callerCountry) ?? values.callerCountry.trim(),
    calleeCountry: countryCode(values.calleeCountry) ?? values.calleeCountry.trim(),
    callerMatch: digitsOf(values.callerMatch),
    calleeMatch: digitsOf(values.calleeMatch),
  }
}

/** The words that have to be written before a rule may block everything, e.g. "block all inbound calls"; undefined where none are needed. */
export function neededWords(rule: ReturnType<typeof draftRule>, held?: RuleRow): string | undefined {
  if (!blocksEverything(rule)) return undefined
  // A rule that does so already may be renamed without being asked again.
  if (held && blocksEverything(held) && held.direction === rule.direction) return undefined
  return blockingRuleWords(rule).toLowerCase()
}

/** Checks the form and reads it as a rule. */
export function ruleSchema(held?: RuleRow) {
  const { shape } = callBlockingRules.input
  const country = (before = '') =>
    z.string().transform((written, context) => {
      const text = written.trim()
      if (text === '' || text === before) return text
      const code = countryCode(text)
      if (code !== undefined) return code
      context.addIssue({ code: 'custom', message: 'Choose a country from the list, for example Sweden.' })
      return z.NEVER
    })
  // What the resource reads may be missing; what the form holds never is.
  const prefix = (match: typeof shape.callerMatch) =>
    z
      .string()
      .transform((written): string | null | undefined => digitsOf(written))
      .pipe(match)
  return z
    .object({
      name: shape.name,
      direction: z.string().pipe(shape.direction),
      callerCountry: country(held?.callerCountry),
      calleeCountry: country(held?.calleeCountry),
      callerMatch: prefix(shape.callerMatch),
      calleeMatch: prefix(shape.calleeMatch),
      confirmation: z.string(),
    })
    .superRefine((rule, context) => {
      const words = neededWords(rule, held)
      if (words === undefined || rule.confirmation.trim().toLowerCase() === words) return
      context.addIssue({ code: 'custom', path: ['confirmation'], message: `Write “${words}” to confirm.` })
    })
    .transform(({ confirmation: _confirmed, ...rule }): RuleInput => rule)
}

/** Lays my edit over the rule as it is now: the values, the fields that only a person can settle, and what was settled in one line. */
export function mergedRule(
  base: RuleRow,
  mine: RuleInput,
  theirs: RuleRow,
): { values: RuleInput; fields: ConflictField[]; merged: string } {
  const current = ruleInput(theirs)
  const edits = mergeEdits(ruleInput(base), mine, current)
  const names = edits.collisions as (keyof RuleInput)[] // names of the input's own fields
  const fields = names.map((name) => ({
    name,
    label: ruleFieldLabels[name],
    mine: mine[name],
    theirs: current[name],
  }))
  return { values: edits.values, fields, merged: mergeSentence(edits, ruleFieldLabels) }
}

// "+46 900" and "0046900" mean the digits that the vendor compares.
function digitsOf(written: string): string {
  return cleanParty(written).replace(/^\+/, '')
}
