import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { trunks } from '@/lib/resources/trunks'
import { startFixture, type Fixture } from './sandbox-fixture'

let fixture: Fixture
beforeAll(async () => {
  fixture = await startFixture({ seed: false })
  await fixture.sandbox.control.seed({ trunks: 10_000 })
}, 60_000)
afterAll(() => fixture.close())

describe('10,000 trunks', () => {
  it('are read in twenty pages while nothing changes', async () => {
    await new Promise((resolve) => setTimeout(resolve, 1_100))
    await fixture.sent()
    const { items, totalItems, complete } = await fixture.client.collect(trunks, {})
    expect({ read: items.length, totalItems, complete }).toEqual({
      read: totalItems,
      totalItems,
      complete: true,
    })
    expect(totalItems).toBeGreaterThanOrEqual(10_000)
    expect(await fixture.sent()).toHaveLength(Math.ceil(totalItems / 500))
  })

  it('are each seen exactly once while five come and five go between pages (A23)', async () => {
    const before = (await fixture.client.collect(trunks, {})).items.map(({ id }) => id)
    const gone = new Set<string>()
    let isReading = true
    const churn = (async () => {
      for (let round = 0; isReading; round += 1) {
        const doomed = [0, 1, 2, 3, 4].map(
          (index) => before[(round * 997 + index * 13) % before.length] ?? '',
        )
        await Promise.all(
          doomed.map(async (id, index) => {
            if (!gone.has(id)) await fixture.sandbox.control.deleteObject('trunks', id).catch(() => undefined)
            gone.add(id)
            const name = `churn-${round}-${index}`
            await fixture.client.create(trunks, {}, trunks.input.parse({ name, hostName: name }))
          }),
        )
      }
    })()
    const { items, complete } = await fixture.client.collect(trunks, {})
    isReading = false
    await churn
    const seen = items.map(({ id }) => id)
    expect(gone.size).toBeGreaterThan(0)
    expect(new Set(seen).size).toBe(seen.length)
    const found = new Set(seen)
    const missing = before.filter((id) => !gone.has(id) && !found.has(id))
    if (complete) expect(missing).toEqual([])
    expect(complete).toBe(true)
  }, 60_000)
})
