import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Draft, DraftAnswers } from '@/lib/client/onboarding'
import { ApiError } from '@/lib/errors'
import { DraftKeeper } from './draft-keeper'

const answers = (name: string): DraftAnswers => ({ trunk: { use: 'new', name, hostName: '' } })
const draft = (name: string, etag: string): Draft => ({
  id: 'd1',
  answers: answers(name),
  actorEmail: 'one@example.test',
  createdAt: '2026-03-01T10:00:00.000Z',
  updatedAt: '2026-03-01T10:00:00.000Z',
  etag,
})

function keeperOf(existing?: Draft) {
  const work = {
    create: vi.fn(async (given: DraftAnswers) => ({ ...draft('', 'e1'), answers: given })),
    save: vi.fn(async (given: Pick<Draft, 'id' | 'etag' | 'answers'>) => ({
      ...draft('', `${given.etag}+`),
      answers: given.answers,
    })),
    onCreated: vi.fn(),
    onSaved: vi.fn(),
  }
  return { work, keeper: new DraftKeeper(existing, work) }
}

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

describe('a draft', () => {
  it('is made by the first continue and not by typing', async () => {
    const { work, keeper } = keeperOf()
    keeper.note(answers('A'))
    await vi.advanceTimersByTimeAsync(5_000)
    expect(work.create).not.toHaveBeenCalled()
    await keeper.keep(answers('A'))
    expect(work.onCreated).toHaveBeenCalledTimes(1)
    expect([keeper.id, keeper.state()]).toEqual(['d1', { state: 'saved' }])
  })

  it('is saved once when typing pauses, with the tag of the save before', async () => {
    const { work, keeper } = keeperOf(draft('A', 'e1'))
    keeper.note(answers('B'))
    keeper.note(answers('C'))
    expect(keeper.state()).toEqual({ state: 'waiting' })
    await vi.advanceTimersByTimeAsync(1_000)
    await keeper.keep(answers('D'))
    expect(work.save.mock.calls.map(([{ etag, answers: sent }]) => [etag, sent.trunk?.name])).toEqual([
      ['e1', 'C'],
      ['e1+', 'D'],
    ])
  })

  it('is not saved when nothing has changed', async () => {
    const { work, keeper } = keeperOf(draft('A', 'e1'))
    await keeper.keep(answers('A'))
    expect(work.save).not.toHaveBeenCalled()
  })

  it('that two ask to make at once is made once, with the later answers in the end', async () => {
    const { work, keeper } = keeperOf()
    await Promise.all([keeper.keep(answers('A')), keeper.keep(answers('B'))])
    expect(work.create).toHaveBeenCalledTimes(1)
    expect(work.save.mock.lastCall?.[0].answers).toEqual(answers('B'))
  })

  it('is tried again by itself after a failure', async () => {
    const { work, keeper } = keeperOf(draft('A', 'e1'))
    work.save.mockRejectedValueOnce(new ApiError('internal', 'No answer.'))
    await keeper.keep(answers('B'))
    expect(keeper.state().state).toBe('failed')
    await vi.advanceTimersByTimeAsync(2_000)
    expect([work.save.mock.calls.length, keeper.state().state]).toEqual([2, 'saved'])
  })

  it('gets what was written last when the page is left, and nothing after that', async () => {
    const { work, keeper } = keeperOf(draft('A', 'e1'))
    work.save.mockRejectedValueOnce(new ApiError('internal', 'No answer.'))
    keeper.note(answers('B'))
    keeper.stop()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(work.save.mock.calls.map(([sent]) => sent.answers)).toEqual([answers('B')])
  })
})

describe('a draft that somebody else has changed', () => {
  const refusal = () => new ApiError('changed_meanwhile', 'Changed.', { current: draft('Theirs', 'e9') })

  it('waits for a choice, and mine replaces theirs', async () => {
    const { work, keeper } = keeperOf(draft('A', 'e1'))
    work.save.mockRejectedValueOnce(refusal())
    await keeper.keep(answers('Mine'))
    keeper.note(answers('Mine 2'))
    await vi.advanceTimersByTimeAsync(5_000)
    expect([work.save.mock.calls.length, keeper.state().state]).toEqual([1, 'conflict'])
    await keeper.settle('mine')
    expect(work.save.mock.lastCall?.[0]).toMatchObject({ etag: 'e9', answers: answers('Mine 2') })
  })

  it('gives theirs', async () => {
    const { work, keeper } = keeperOf(draft('A', 'e1'))
    work.save.mockRejectedValueOnce(refusal())
    await keeper.keep(answers('Mine'))
    expect(await keeper.settle('theirs')).toEqual(answers('Theirs'))
    expect([work.save.mock.calls.length, keeper.state().state]).toEqual([1, 'saved'])
  })

  it('can be kept as another one when it is gone', async () => {
    const { work, keeper } = keeperOf(draft('A', 'e1'))
    work.save.mockRejectedValueOnce(new ApiError('not_found', 'Gone.'))
    await keeper.keep(answers('B'))
    expect(keeper.state().state).toBe('gone')
    await keeper.keepAnew()
    expect([work.create.mock.calls.length, keeper.state().state]).toEqual([1, 'saved'])
  })
})
