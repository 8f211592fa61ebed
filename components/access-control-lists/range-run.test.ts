import { describe, expect, it } from 'vitest'
import { ApiError } from '@/lib/errors'
import { addressText } from '@/lib/rules/cidr'
import type { WrittenRange } from '@/lib/rules/cidr-lines'
import { ipRanges } from '@/lib/resources/access-control-lists'
import type { IpRange } from './list-row'
import { RangeRun } from './range-run'

const many = (count: number): WrittenRange[] =>
  Array.from({ length: count }, (_, index) => ({
    ipAddress: addressText(134_744_064 + index),
    range: 32,
    description: `Line ${index + 1}`,
    line: index + 1,
  }))

/** A list that takes ranges like the real one, slowly, and does what `act` says first. */
function aList(act: (range: WrittenRange, tries: number) => void = () => {}) {
  const stored: IpRange[] = []
  const tries = new Map<number, number>()
  const seen = { most: 0, now: 0, waits: [] as number[] }
  const put = (range: WrittenRange, description = range.description) => {
    stored.push(ipRanges.entity.parse({ ...range, description, id: String(range.line) }))
    return stored.at(-1) as IpRange // pushed just now
  }
  const add = async (range: WrittenRange) => {
    tries.set(range.line, (tries.get(range.line) ?? 0) + 1)
    seen.most = Math.max(seen.most, (seen.now += 1))
    await new Promise((resolve) => setTimeout(resolve, 1))
    seen.now -= 1
    act(range, tries.get(range.line) ?? 0)
    return put(range)
  }
  const wait = async (ms: number) => void seen.waits.push(ms)
  return { stored, tries, seen, put, work: { add, readAll: async () => stored, wait } }
}

describe('a run', () => {
  it('adds every range once, never more than four at a time', async () => {
    const list = aList()
    const run = new RangeRun(many(50), list.work)
    await run.start()
    expect(run.state().counts).toEqual({ waiting: 0, saving: 0, saved: 50, failed: 0 })
    expect(list.seen.most).toBe(4)
    expect([...list.tries.values()].every((count) => count === 1)).toBe(true)
  })

  it('says which failed and why, and tries again those alone', async () => {
    const list = aList(({ line }, tries) => {
      if (line % 10 === 0 && tries === 1) throw new ApiError('upstream_rejected', `No to ${line}.`)
    })
    const run = new RangeRun(many(30), list.work)
    await run.start()
    const failed = run.state().lines.filter(({ state }) => state === 'failed')
    expect(failed.map(({ range, note }) => [range.line, note])).toEqual([
      [10, 'No to 10.'],
      [20, 'No to 20.'],
      [30, 'No to 30.'],
    ])
    await run.retryFailed()
    expect(run.state().counts.saved).toBe(30)
    expect(list.tries.get(10)).toBe(2)
    expect(list.tries.get(9)).toBe(1)
  })

  it('does not send again what was saved although its answer was lost', async () => {
    const list = aList((range) => {
      if (range.line !== 3) return
      list.put(range)
      throw new ApiError('upstream_unavailable', 'No answer.', { outcomeUnknown: true })
    })
    const run = new RangeRun(many(5), list.work)
    await run.start()
    expect(run.state().counts.failed).toBe(1)
    await run.retryFailed()
    expect(run.state().counts).toMatchObject({ saved: 5, failed: 0 })
    expect(list.tries.get(3)).toBe(1)
    expect(list.stored).toHaveLength(5)
  })

  it('stops with what is on its way, and goes on with the rest', async () => {
    const list = aList(({ line }) => line === 8 && run.stop())
    const run: RangeRun = new RangeRun(many(40), list.work)
    await run.start()
    const { waiting, saved, saving } = run.state().counts
    expect(saving).toBe(0)
    expect(saved).toBeLessThanOrEqual(12)
    expect(waiting).toBe(40 - saved)
    await run.start()
    expect(run.state().counts.saved).toBe(40)
  })

  it('comes later when it is asked to', async () => {
    const list = aList(({ line }, tries) => {
      if (line === 2 && tries < 3) throw new ApiError('rate_limited', 'Later.', { retryAfterSeconds: 7 })
    })
    const run = new RangeRun(many(3), list.work)
    await run.start()
    expect(run.state().counts.saved).toBe(3)
    expect(list.seen.waits).toEqual([7000, 7000])
  })

  it('says so where something else was stored than was sent', async () => {
    const list = aList()
    const add = async (range: WrittenRange) => list.put(range, 'cut short')
    const run = new RangeRun(many(1), { ...list.work, add })
    await run.start()
    expect(run.state().lines[0]?.note).toMatch(/differs from what was sent/)
  })
})
