import type { Tagged } from '@/lib/client/queries'
import type { callBlockingRules } from '@/lib/resources/call-blocking-rules'
import type { EntityOf, InputOf } from '@/lib/resources/define'

/** By what the list of rules can be sorted; the first is the usual order. */
export const ruleSortKeys = ['name', 'direction', 'updateTime'] as const

/** A call blocking rule out of the list; the vendor has no read of one rule, so its tag comes from there. */
export type RuleRow = Tagged<EntityOf<typeof callBlockingRules>>

/** What of a rule can be written. */
export type RuleInput = InputOf<typeof callBlockingRules>

/** What a rule is called: its name, which it need not have. */
export function ruleName({ name }: Pick<RuleRow, 'name'>): string {
  return name || 'Unnamed rule'
}
