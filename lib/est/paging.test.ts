import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { EstPage } from './answers'
import { overlappingTiles, pageSize, readAllPages } from './paging'

interface Row {
  id: number
  createdAt: number
}

/** A list at the vendor that may change after each page it has served. */
function changingList(count: number, change: (rows: Row[], fetched: number) => void = () => undefined) {
  const rows = Array.from({ length: count }, (_, id): Row => ({ id, createdAt: 0 }))
  let fetched = 0
  const sizes: number[] = []
  return {
    rows,
    sizes,
    fetch: async (page: number, size: number): Promise<EstPage<Row>> => {
      const answer = rows.slice((page - 1) * size, page * size)
      const totalItems = rows.length
      sizes.push(size)
      fetched += 1
      change(rows, fetched)
      return { items: answer, totalItems, answeredAt: 1_000, nextPageToken: '' }
    },
    idOf: (row: Row) => String(row.id),
    createdAt: (row: Row) => row.createdAt,
  }
}

describe('reading every page', () => {
  it('asks a quiet list for each page once', async () => {
    const list = changingList(10_000)
    const { items, complete, totalItems } = await readAllPages(list)
    expect({ complete, totalItems, read: items.length, pages: list.sizes.length }).toEqual({
      complete: true,
      totalItems: 10_000,
      read: 10_000,
      pages: 20,
    })
  })

  it('sees every object that was there throughout exactly once, or says that it may not have (A23)', async () => {
    const churn = fc.record({
      every: fc.integer({ min: 1, max: 30 }),
      until: fc.integer({ min: 1, max: 80 }),
      deletes: fc.integer({ min: 0, max: 20 }),
      inserts: fc.integer({ min: 0, max: 20 }),
      seed: fc.integer({ min: 1, max: 1_000_000 }),
      atEnd: fc.boolean(),
    })
    await fc.assert(
      fc.asyncProperty(churn, fc.integer({ min: 400, max: 4_000 }), async (how, count) => {
        let next = 1_000_000
        let random = how.seed
        const pick = (limit: number) => {
          random = (random * 48_271) % 2_147_483_647
          return random % Math.max(1, limit)
        }
        const list = changingList(count, (rows, fetched) => {
          if (fetched % how.every !== 0 || fetched > how.until) return
          for (let index = 0; index < how.deletes; index += 1) rows.splice(pick(rows.length), 1)
          for (let index = 0; index < how.inserts; index += 1) {
            rows.splice(how.atEnd ? rows.length : pick(rows.length), 0, { id: next++, createdAt: 1_000 })
          }
        })
        const { items, complete } = await readAllPages(list)
        const seen = new Set(items.map(({ id }) => id))
        expect(seen.size).toBe(items.length)
        if (complete) expect(list.rows.filter(({ id }) => id < count && !seen.has(id))).toEqual([])
      }),
      { numRuns: 300 },
    )
  })

  it('reads through a list that keeps changing between pages, without giving up (A23)', async () => {
    let next = 100_000
    const list = changingList(10_000, (rows) => {
      rows.splice(0, 1)
      rows.splice(Math.floor(rows.length / 2), 4)
      for (let index = 0; index < 5; index += 1) rows.push({ id: next++, createdAt: 2_000 })
    })
    const { items, complete } = await readAllPages(list)
    const seen = new Set(items.map(({ id }) => id))
    expect(complete).toBe(true)
    expect(list.rows.filter(({ id }) => id < 10_000 && !seen.has(id))).toEqual([])
  })

  it('marks a list that changes too fast as incomplete after reading it three times (A23)', async () => {
    const list = changingList(2_000, (rows) => {
      if (rows.length > 1_200) rows.splice(0, 60)
      for (let index = 0; index < 60; index += 1) rows.push({ id: Math.random(), createdAt: 2_000 })
    })
    const { complete } = await readAllPages(list)
    expect(complete).toBe(false)
    expect(list.sizes.length).toBeLessThanOrEqual(3 * 6)
  })

  it('follows a vendor that serves smaller pages than it is asked for', async () => {
    const list = changingList(950)
    const capped = { ...list, fetch: (page: number, size: number) => list.fetch(page, Math.min(size, 100)) }
    const { items, complete } = await readAllPages(capped)
    expect([items.length, complete]).toEqual([950, true])
  })

  it('reads on without a total until a page is short', async () => {
    const list = changingList(1_150)
    const silent = {
      ...list,
      fetch: async (page: number, size: number) => ({ ...(await list.fetch(page, size)), totalItems: null }),
    }
    const { items, complete } = await readAllPages(silent)
    expect([items.length, complete]).toEqual([1_150, true])
  })

  it('overlaps neighbouring pages by sixteen objects or more, for an eighth more pages', () => {
    for (const total of [501, 1_000, 9_999, 10_000, 50_000]) {
      let end = pageSize
      const tiles = overlappingTiles(total)
      for (const { page, size } of tiles) {
        expect(size).toBeLessThanOrEqual(pageSize)
        expect((page - 1) * size).toBeLessThanOrEqual(end - 16)
        end = page * size
      }
      expect(end).toBeGreaterThanOrEqual(total)
      expect(tiles.length).toBeLessThanOrEqual(Math.ceil((total / pageSize) * 1.125) + 1)
    }
  })
})
