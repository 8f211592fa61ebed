import { beforeEach, describe, expect, it } from 'vitest'
import { rateOnVirtualClock } from './rate-fixture'

let rate: ReturnType<typeof rateOnVirtualClock>
beforeEach(() => {
  rate = rateOnVirtualClock()
})

describe('the rate of a host', () => {
  it('lets thirty go at once and then ten a second', async () => {
    await rate.spend()
    const { sent, many } = rate.line()
    many('person', 40)
    await rate.clock.pass(4_100)
    expect(sent).toHaveLength(40)
    for (const [index, { at }] of sent.entries()) {
      expect(at).toBeGreaterThanOrEqual(100 * (index + 1))
      expect(at).toBeLessThan(100 * (index + 1) + 6)
    }
    expect(rate.clock.waiting).toBe(0)
  })

  it('gives the place of a request to another from its answer on, or when it was sent a second ago', async () => {
    const first = rate.line()
    first.many('person', 30)
    await rate.clock.pass(500)
    for (const { permit } of first.sent.slice(0, 15)) permit.answered()
    const { sent, many } = rate.line()
    many('person', 30)
    await rate.clock.pass(500)
    expect(sent).toHaveLength(4)
    await rate.clock.pass(1_000)
    expect(sent).toHaveLength(14)
  })

  it('takes a request back that was never sent', async () => {
    const { sent, many } = rate.line()
    many('person', 31)
    await rate.clock.pass(0)
    expect(sent).toHaveLength(30)
    sent[0]?.permit.unused()
    await rate.clock.pass(0)
    expect(sent).toHaveLength(31)
  })

  it('forgets who goes away while waiting, and has nothing left to wait for', async () => {
    await rate.spend()
    const { sent, refused, join, names } = rate.line()
    const leaving = new AbortController()
    join('first', { signal: leaving.signal })
    join('second')
    await rate.clock.pass(50)
    leaving.abort()
    join('gone before', { signal: leaving.signal })
    await rate.clock.pass(60)
    const error = expect.objectContaining({ code: 'upstream_unavailable' })
    expect(refused).toHaveLength(2)
    expect(refused).toContainEqual({ name: 'first', at: 50, error })
    expect(refused).toContainEqual({ name: 'gone before', at: 50, error })
    expect(names()).toEqual(['second'])
    sent[0]?.permit.answered()
    expect(rate.clock.waiting).toBe(0)
  })

  it('refuses at once who would have to wait beyond the deadline, and says for how long', async () => {
    await rate.spend()
    const { refused, join, names } = rate.line()
    join('first', { deadline: 100 })
    join('second', { deadline: 110 })
    join('third', { deadline: 200 })
    join('fourth', { deadline: 210 })
    join('background', { deadline: 2_000 })
    await rate.clock.pass(0)
    expect(refused.map(({ name, at }) => [name, at])).toEqual([
      ['first', 0],
      ['third', 0],
      ['background', 0],
    ])
    expect(refused[2]?.error).toMatchObject({
      code: 'rate_limited',
      message: 'Sinch limits the number of requests, and too many are waiting: try again in 3 s.',
      details: { retryAfterSeconds: 3 },
    })
    await rate.clock.pass(210)
    expect(names()).toEqual(['second', 'fourth'])
  })
})

describe('work in the background', () => {
  it('goes when no person waits', async () => {
    await rate.spend()
    const { names, join, many } = rate.line()
    join('background early')
    many('person', 2)
    await rate.clock.pass(150)
    many('late person', 1)
    await rate.clock.pass(10_000)
    expect(names()).toEqual(['person 1', 'person 2', 'late person 1', 'background early'])
  })

  it('has the whole rate where nobody else is, and leaves twenty places', async () => {
    const background = rate.line()
    background.many('background', 60)
    const pass = async (steps: number) => {
      for (let step = 0; step < steps; step += 1) {
        await rate.clock.pass(10)
        for (const { permit } of background.sent) permit.answered()
      }
    }
    await pass(1)
    expect(background.sent).toHaveLength(10)
    await pass(500)
    expect(background.sent.length).toBeGreaterThanOrEqual(59)
    const people = rate.line()
    people.many('person', 21)
    await rate.clock.pass(0)
    expect(people.sent).toHaveLength(20)
  })

  it('holds up a person for a second at most, however much is asked for (P5)', async () => {
    const lastOf = async (isBusy: boolean, count: number) => {
      rate = rateOnVirtualClock()
      if (isBusy) rate.line().many('background', 100)
      await rate.clock.pass(3_000)
      const { sent, many } = rate.line()
      many('person', count)
      await rate.clock.pass(10_000)
      expect(sent).toHaveLength(count)
      return (sent.at(-1)?.at ?? 0) - 3_000
    }
    for (const count of [1, 5, 20, 36, 100])
      expect((await lastOf(true, count)) - (await lastOf(false, count))).toBeLessThanOrEqual(1_000)
  })
})
