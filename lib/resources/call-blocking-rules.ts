import { z } from 'zod'
import { defineResource } from './define'
import { direction, instant, optional, text } from './fields'
import { callBlockingRulePlace } from './places'

const country = optional(2).refine(
  (value) => value === '' || /^[A-Za-z]{2}$/.test(value),
  'Use a two-letter country code, for example SE.',
)
const digits = optional(15).refine((value) => /^\d*$/.test(value), 'Use digits only, without the plus sign.')

/** Call blocking rules: calls refused by direction, country and number prefix. */
export const callBlockingRules = defineResource({
  ...callBlockingRulePlace,
  idParam: 'ruleId',
  listKeys: ['callBlockingRules'],
  label: { one: 'call blocking rule', many: 'call blocking rules' },
  input: z.object({
    name: optional(),
    direction: z.enum(['INBOUND', 'OUTBOUND'], 'Choose a direction.'),
    callerCountry: country,
    calleeCountry: country,
    callerMatch: digits,
    calleeMatch: digits,
  }),
  entity: z.looseObject({
    id: text(),
    name: text(),
    direction: direction(),
    callerCountry: text(),
    calleeCountry: text(),
    callerMatch: text(),
    calleeMatch: text(),
    createTime: instant(),
    updateTime: instant(),
    projectId: text(),
  }),
  // There is no read of one rule: the list answers for it.
  operations: ['list', 'create', 'replace', 'remove'],
})
