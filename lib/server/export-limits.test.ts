import { afterEach, beforeEach, expect, it } from 'vitest'
import { ApiError } from '@/lib/errors'
import { searchInPlace, takePlace } from './export-limits'
import { dropProcessState, processState } from './process-state'

beforeEach(() => dropProcessState('heavy-work'))
afterEach(() => dropProcessState('heavy-work'))

const held = () => processState('heavy-work', () => new Map<string, number>()).size

function refusal(take: () => unknown): ApiError | undefined {
  try {
    take()
  } catch (error) {
    if (error instanceof ApiError) return error
    throw error
  }
}

it('two exports and four searches at once for each person, and then a sentence that says what to do (S40)', () => {
  const exports = [takePlace('export', 'ann'), takePlace('export', 'ann')]
  const refused = refusal(() => takePlace('export', 'ann'))
  expect(refused?.status).toBe(429)
  expect(refused?.message).toBe('You have two exports running. Wait for one of them, or cancel it.')
  expect(refused?.details.retryAfterSeconds).toBeGreaterThan(0)
  const searches = Array.from({ length: 4 }, () => takePlace('search', 'ann'))
  expect(refusal(() => takePlace('search', 'ann'))?.code).toBe('rate_limited')
  // What one does is nobody else's business.
  takePlace('export', 'ben')()
  for (const giveBack of [...exports, ...searches]) giveBack()
  expect(held()).toBe(0)
})

it('a place that is given back twice is free once', () => {
  const [first] = [takePlace('export', 'ann'), takePlace('export', 'ann')]
  first()
  first()
  takePlace('export', 'ann')
  expect(refusal(() => takePlace('export', 'ann'))?.code).toBe('rate_limited')
})

const here = new AbortController().signal

it('a search that fails gives its place back', async () => {
  const failing = () => Promise.reject(new Error('no'))
  for (let time = 0; time < 6; time += 1)
    await expect(searchInPlace('ann', here, failing)).rejects.toThrow('no')
  expect(held()).toBe(0)
  expect(await searchInPlace('ann', here, async () => held())).toBe(1)
})

it('a search waits a little for its place, is refused when none comes, and at once for whoever has gone', async () => {
  const taken = Array.from({ length: 4 }, () => takePlace('search', 'ann'))
  const waiting = searchInPlace('ann', here, async () => 'found')
  setTimeout(() => taken.pop()?.(), 60)
  expect(await waiting).toBe('found')
  taken.push(takePlace('search', 'ann'))
  await expect(searchInPlace('ann', AbortSignal.abort(), async () => '')).rejects.toThrow(
    'four long searches',
  )
  await expect(searchInPlace('ann', here, async () => '')).rejects.toThrow('four long searches')
  for (const giveBack of taken) giveBack()
})
