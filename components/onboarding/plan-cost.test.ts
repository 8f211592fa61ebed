import { expect, it } from 'vitest'
import { costOf } from './plan-cost'

const rent = (monthly: number | null, setup: number | null, currencyCode = 'USD') => ({
  action: 'rent_number' as const,
  cost: {
    monthly: monthly === null ? null : { currencyCode, amount: monthly },
    setup: setup === null ? null : { currencyCode, amount: setup },
  },
})

it('adds up each currency by itself, without fractions of floating point', () => {
  const steps = [
    rent(0.1, 0),
    rent(0.2, 0),
    rent(1, 0.5, 'EUR'),
    { action: 'create_trunk' as const, cost: null },
  ]
  expect(costOf(steps)).toEqual({
    monthly: [
      { currencyCode: 'USD', amount: 0.3 },
      { currencyCode: 'EUR', amount: 1 },
    ],
    setup: [{ currencyCode: 'EUR', amount: 0.5 }],
    numbers: 3,
    unpriced: 0,
  })
})

it('says for how many numbers no price is known', () => {
  expect(costOf([rent(null, null), rent(2, 0)])).toMatchObject({ numbers: 2, unpriced: 1 })
})
