import { moneyText } from '@/lib/format'
import type { CallSums } from '@/lib/rules/call-history'

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
