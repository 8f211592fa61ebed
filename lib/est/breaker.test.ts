import { describe, expect, it } from 'vitest'
import { Breaker } from './breaker'
import { RetryBudget } from './retry-budget'

function timeline() {
  let now = 1_000
  const breaker = new Breaker(() => now)
  return {
    breaker,
    pass: (ms: number) => {
      now += ms
    },
    fail: () => breaker.enter()?.fail('silence'),
    opened: () => {
      for (let failure = 1; failure <= 10; failure += 1) breaker.enter()?.fail('silence')
    },
  }
}

describe('the breaker of a host', () => {
  it('opens at the tenth failure in a row, and not before (A13)', () => {
    const { breaker, fail } = timeline()
    for (let failure = 1; failure <= 9; failure += 1) fail()
    expect(breaker.enter()).not.toBeNull()
    fail()
    expect(breaker.enter()).toBeNull()
  })

  it('opens after five seconds of nothing but failures (A13)', () => {
    const { breaker, fail, pass } = timeline()
    fail()
    pass(2_600)
    fail()
    pass(2_600)
    fail()
    expect(breaker.enter()).toBeNull()
  })

  it('starts counting anew after a success', () => {
    const { breaker, fail } = timeline()
    for (let failure = 1; failure <= 9; failure += 1) fail()
    breaker.enter()?.succeed()
    for (let failure = 1; failure <= 9; failure += 1) fail()
    expect(breaker.enter()).not.toBeNull()
  })

  it('lets one probe through every five seconds while the host fails (A13)', () => {
    const { breaker, opened, pass } = timeline()
    opened()
    let probes = 0
    for (let tenth = 0; tenth < 300; tenth += 1) {
      pass(100)
      const permit = breaker.enter()
      if (permit) probes += 1
      permit?.fail('silence')
    }
    expect(probes).toBe(6)
  })

  it('closes after two good probes, the second at once (A13)', () => {
    const { breaker, opened, pass } = timeline()
    opened()
    pass(5_000)
    const first = breaker.enter()
    expect(breaker.enter()).toBeNull()
    first?.succeed()
    breaker.enter()?.succeed()
    expect([breaker.enter(), breaker.enter(), breaker.enter()]).not.toContain(null)
  })

  it('stays shut to others while a probe that was cancelled is given back', () => {
    const { breaker, opened, pass } = timeline()
    opened()
    pass(5_000)
    breaker.enter()?.release()
    expect(breaker.enter()).toBeNull()
    pass(5_000)
    expect(breaker.enter()).not.toBeNull()
  })
})

describe('the retry budget of a host', () => {
  it('lets a quiet console retry, and busy traffic only a tenth more (A12)', () => {
    const budget = new RetryBudget()
    let retries = 0
    for (let request = 0; request < 3_000; request += 1) {
      budget.earn()
      while (budget.spend()) retries += 1
    }
    expect(retries).toBeGreaterThan(300)
    expect(retries).toBeLessThanOrEqual(310)
  })
})

it('knows why it is open and when the host is asked again', () => {
  let now = 0
  const breaker = new Breaker(() => now)
  for (let failure = 1; failure <= 10; failure += 1) breaker.enter()?.fail('errors')
  now += 1_500
  expect(breaker.enter()).toBeNull()
  expect(breaker.refusal()).toEqual({ cause: 'errors', nextTryMs: 3_500 })
  now += 4_000
  breaker.enter()?.fail('silence')
  expect(breaker.refusal()).toEqual({ cause: 'silence', nextTryMs: 5_000 })
})
