import { afterEach, describe, expect, it, vi } from 'vitest'
import { ApiError } from '@/lib/errors'
import { dropCollections, forgetCollections, freshForMs, readCollection, type Snapshot } from './collections'
import { processState } from './process-state'

function source(readAt = 1_000_000) {
  const state = { reads: 0, readAt, failing: false, items: ['a'] }
  const load = async (): Promise<Snapshot<string>> => {
    state.reads += 1
    await Promise.resolve()
    if (state.failing) throw new ApiError('upstream_unavailable', 'Sinch cannot be reached.')
    return { items: [...state.items], complete: true, readAt: state.readAt }
  }
  return { state, load }
}

afterEach(() => forgetCollections('p'))

describe('collections', () => {
  it('reads once for everyone who asks at the same time', async () => {
    const { state, load } = source()
    const answers = await Promise.all(
      Array.from({ length: 100 }, () => readCollection('p@k/trunks', load, () => 1_000_000)),
    )
    expect(state.reads).toBe(1)
    expect(answers.every((answer) => !answer.stale && answer.items.length === 1)).toBe(true)
  })

  it('answers from memory for thirty seconds, then asks again', async () => {
    const { state, load } = source()
    await readCollection('p@k/trunks', load, () => 1_000_000)
    await readCollection('p@k/trunks', load, () => 1_000_000 + freshForMs - 1)
    expect(state.reads).toBe(1)
    await readCollection('p@k/trunks', load, () => 1_000_000 + freshForMs)
    expect(state.reads).toBe(2)
  })

  it('serves the last good answer with its reason while the vendor is down, and heals', async () => {
    const { state, load } = source()
    await readCollection('p@k/trunks', load, () => 1_000_000)
    state.failing = true
    const stale = await readCollection('p@k/trunks', load, () => 2_000_000)
    expect(stale).toMatchObject({
      items: ['a'],
      stale: true,
      staleReason: 'Sinch cannot be reached.',
      readAt: 1_000_000,
    })
    state.failing = false
    state.readAt = 2_000_000
    expect(await readCollection('p@k/trunks', load, () => 2_000_001)).toMatchObject({
      stale: false,
      readAt: 2_000_000,
    })
  })

  it('reports the failure when there never was a good answer', async () => {
    const { state, load } = source()
    state.failing = true
    await expect(readCollection('p@k/trunks', load)).rejects.toMatchObject({ code: 'upstream_unavailable' })
  })

  it('never serves a list that was read before a write as current', async () => {
    const { state, load } = source()
    await readCollection('p@k/trunks', load, () => 1_000_000)
    dropCollections('p@k/trunks')
    state.items = ['a', 'b']
    expect((await readCollection('p@k/trunks', load, () => 1_000_001)).items).toEqual(['a', 'b'])
  })

  it('reads again when a write happens during the read', async () => {
    let reads = 0
    const load = async (): Promise<Snapshot<string>> => {
      reads += 1
      if (reads === 1) {
        dropCollections('p@k/trunks')
        return { items: ['before the write'], complete: true, readAt: 1 }
      }
      return { items: ['after the write'], complete: true, readAt: 2 }
    }
    expect((await readCollection('p@k/trunks', load)).items).toEqual(['after the write'])
  })

  it('drops only what lies below the written path', async () => {
    const trunks = source()
    const lists = source()
    await readCollection('p@k/trunks', trunks.load, () => 1_000_000)
    await readCollection('p@k/credentialLists', lists.load, () => 1_000_000)
    dropCollections('p@k/trunks')
    await readCollection('p@k/trunks', trunks.load, () => 1_000_000)
    await readCollection('p@k/credentialLists', lists.load, () => 1_000_000)
    expect([trunks.state.reads, lists.state.reads]).toEqual([2, 1])
  })

  it('lets nobody wait longer than 28 seconds for a list; it is read on for the next who asks (A14)', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    try {
      let finish: (snapshot: Snapshot<string>) => void = () => undefined
      const load = () => new Promise<Snapshot<string>>((resolve) => (finish = resolve))
      const first = Promise.resolve(readCollection('p@k/trunks', load)).catch((error: unknown) => error)
      await vi.advanceTimersByTimeAsync(28_000)
      expect(await first).toMatchObject({ code: 'upstream_unavailable' })
      const second = readCollection('p@k/trunks', () => Promise.reject(new Error('read twice')))
      finish({ items: ['late'], complete: true, readAt: Date.now() })
      expect(await second).toMatchObject({ items: ['late'], stale: false })
      // With a last good answer, that one is given.
      dropCollections('p@k/trunks')
      const third = readCollection('p@k/trunks', load)
      await vi.advanceTimersByTimeAsync(28_000)
      expect(await third).toMatchObject({ items: ['late'], stale: true, staleReason: expect.any(String) })
      expect(vi.getTimerCount()).toBe(0)
    } finally {
      vi.useRealTimers()
    }
  })

  it('remembers neither what was never read nor more than five hundred lists', async () => {
    const kept = () => [...processState('collections', () => new Map<string, unknown>()).keys()]
    const failing = source()
    failing.state.failing = true
    for (const key of ['p@k/invented-1', 'p@k/invented-2'])
      await Promise.resolve(readCollection(key, failing.load)).catch(() => {})
    expect(kept()).toEqual([])
    const { load } = source()
    for (let index = 0; index < 600; index += 1) {
      await readCollection(`p@k/trunks/${index}/endpoints`, load)
      await readCollection('p@k/trunks', load, () => 1_000_001)
    }
    expect(kept()).toHaveLength(500)
    // What is asked for often stays.
    expect(kept()).toContain('p@k/trunks')
  })
})
