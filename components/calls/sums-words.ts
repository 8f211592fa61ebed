import { countText, moneyText, numberText, percentText } from '@/lib/format'
import type { CallShare, CallSums } from '@/lib/rules/call-history'

/** Mean duration of an answered call in seconds (ACD); undefined when none was answered. */
export function meanSeconds({ talkSeconds, answered }: CallSums): number | undefined {
  return answered === 0 ? undefined : talkSeconds / answered
}

/** Sums of money, one for each currency; from one unit on to the cent, since fractions of it no longer say anything. */
export function costTexts(cost: Readonly<Record<string, number>>): string[] {
  return Object.entries(cost).map(([currencyCode, amount]) =>
    moneyText({ currencyCode, amount: amount < 1 ? amount : Math.round(amount * 100) / 100 }),
  )
}

/** That there are more records than calls, and why; empty where there are not. */
export function recordsText({ records, calls }: CallSums): string {
  if (records === calls) return ''
  return `${countText(records, 'record')}, ${countText(calls, 'call')}: a forwarded pair is one call.`
}

/** The figures of one part of the calls: how many, answered, minutes and cost. One may have charges and none of the calls. */
export function figuresOf({ calls, answered, talkSeconds, cost }: CallShare): string[] {
  return [
    numberText(calls),
    percentText(answered, calls),
    calls === 0 ? '–' : numberText(Math.round(talkSeconds / 60)),
    costTexts(cost).join(', ') || '–',
  ]
}

// As the address takes them: the vendor has other keys too, e.g. for numbers that belong to no country.
const searchable = {
  trunkId: /^[A-Za-z0-9_-]{1,64}$/,
  country: /^[A-Z]{2}$/,
  sipCode: /^[1-6]\d\d$/,
} as const

/** What calls are shared out by. */
export type SharedBy = keyof typeof searchable

/** True for a key that calls can be searched by. */
export function isSearchable(by: SharedBy, key: string): boolean {
  return searchable[by].test(key)
}
