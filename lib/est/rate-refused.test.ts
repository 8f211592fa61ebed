import { beforeEach, describe, expect, it } from 'vitest'
import { rateOnVirtualClock } from './rate-fixture'

let rate: ReturnType<typeof rateOnVirtualClock>
beforeEach(() => {
  rate = rateOnVirtualClock()
})

describe('a vendor that refuses', () => {
  it('is asked half as often, then grown back to the full rate within a minute (P6)', async () => {
    await rate.refusedOnce()
    expect(rate.budget.perSecond).toBe(5)
    await rate.clock.pass(20_000)
    expect(rate.budget.perSecond).toBe(5)
    await rate.clock.pass(17_500)
    expect(rate.budget.perSecond).toBe(7.5)
    await rate.clock.pass(17_500)
    expect(rate.budget.perSecond).toBe(10)
  })

  it('is sent many at once again after many answers only', async () => {
    await rate.refusedOnce()
    await rate.clock.pass(60_000)
    for (let second = 0; second < 20; second += 1) {
      expect(await rate.spend(10)).toBe(10)
      await rate.clock.pass(1_100)
    }
    expect(await rate.spend(25)).toBe(20)
    await rate.clock.pass(3_000)
    for (let second = 0; second < 20; second += 1) {
      expect(await rate.spend(10)).toBe(10)
      await rate.clock.pass(1_100)
    }
    await rate.clock.pass(2_000)
    expect(await rate.spend(35)).toBe(30)
  })

  it('finds the bucket empty, and no more than the requests of a second in it afterwards', async () => {
    await rate.refusedOnce()
    const { sent, many } = rate.line()
    many('person', 20)
    await rate.clock.pass(190)
    expect(sent).toHaveLength(0)
    await rate.clock.pass(20)
    expect(sent).toHaveLength(1)
    for (const { permit } of sent) permit.answered()
    await rate.clock.pass(4_000)
    for (const { permit } of sent) permit.answered()
    await rate.clock.pass(4_000)
    expect(await rate.spend(20)).toBe(5)
  })

  it('halves the rate once for what was sent together, and once a second at most', async () => {
    const { sent, many } = rate.line()
    many('person', 30)
    await rate.clock.pass(500)
    for (const { permit } of sent.slice(0, 10)) permit.throttled(null)
    expect(rate.budget.perSecond).toBe(5)
    await rate.clock.pass(2_000)
    for (const { permit } of sent.slice(10)) permit.throttled(null)
    expect(rate.budget.perSecond).toBe(5)
    await rate.refusedOnce()
    expect(rate.budget.perSecond).toBe(2.5)
    await rate.refusedOnce()
    expect(rate.budget.perSecond).toBe(2.5)
  })

  it('is still asked once in two seconds, and nobody waits in vain', async () => {
    for (let time = 0; time < 10; time += 1) {
      await rate.refusedOnce()
      await rate.clock.pass(1_000)
    }
    expect(rate.budget.perSecond).toBe(0.5)
    const { sent, join } = rate.line()
    join('background')
    await rate.clock.pass(2_100)
    expect(sent).toHaveLength(1)
    sent[0]?.permit.answered()
    await rate.clock.pass(60_000)
    expect(rate.budget.perSecond).toBe(10)
  })

  it('is left alone by all for as long as it asks, up to what a call may wait', async () => {
    await rate.refusedOnce(2_000)
    const { sent, join } = rate.line()
    join('person')
    await rate.clock.pass(1_990)
    expect(sent).toHaveLength(0)
    await rate.clock.pass(20)
    expect(sent).toHaveLength(1)
    sent[0]?.permit.throttled(86_400_000)
    join('person')
    await rate.clock.pass(500)
    expect(sent).toHaveLength(2)
  })

  it('has those refused whose turn has become too late', async () => {
    await rate.spend()
    const { sent, refused, join, names } = rate.line()
    join('first')
    join('second', { deadline: 250 })
    join('third', { deadline: 3_000 })
    await rate.clock.pass(110)
    expect(names()).toEqual(['first'])
    sent[0]?.permit.throttled(null)
    await rate.clock.pass(0)
    expect(refused).toMatchObject([{ name: 'second', error: { code: 'rate_limited' } }])
    await rate.clock.pass(1_000)
    expect(names()).toEqual(['first', 'third'])
  })
})
