import type { PlannedStep } from '@/lib/client/onboarding'
import type { Price } from '@/lib/client/phone-numbers'

/** What a plan costs in all, each currency by itself, and for how many numbers the vendor has not said a price. */
export interface PlanCost {
  monthly: Price[]
  setup: Price[]
  numbers: number
  unpriced: number
}

/** Adds up what the numbers of a plan cost. */
export function costOf(steps: readonly Pick<PlannedStep, 'action' | 'cost'>[]): PlanCost {
  const rents = steps.filter(({ action }) => action === 'rent_number')
  return {
    monthly: sumOf(rents.map(({ cost }) => cost?.monthly ?? null)),
    setup: sumOf(rents.map(({ cost }) => cost?.setup ?? null)).filter(({ amount }) => amount > 0),
    numbers: rents.length,
    unpriced: rents.filter(({ cost }) => !cost?.monthly).length,
  }
}

// Prices have up to four decimals; added up as fractions they would show more.
const precision = 10_000

function sumOf(prices: readonly (Price | null)[]): Price[] {
  const sums = new Map<string, number>()
  for (const price of prices) {
    if (!price) continue
    const units = (sums.get(price.currencyCode) ?? 0) + Math.round(price.amount * precision)
    sums.set(price.currencyCode, units)
  }
  return [...sums].map(([currencyCode, units]) => ({ currencyCode, amount: units / precision }))
}
