import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ReadCall } from '@/lib/calls/call-row'
import { operations } from '@/lib/calls/operations'
import { callResults } from '@/lib/resources/call-values'
import { anyCall, type CallFilters } from '@/lib/rules/call-query'
import { testDatabases } from '@/lib/server/testing'
import { freshArchive } from './archive-fixture'
import { matches, plainTotals } from './plain-search'
import { randomCall, seeded } from './random-calls'

const start = Date.parse('2026-10-28T00:00:00.000Z')
const lengthMs = 9 * 86_400_000
const projectId = 'p'
const count = 6_000

describe.each(testDatabases)('a search on %s', (kind) => {
  let fresh: Awaited<ReturnType<typeof freshArchive>>
  const calls: ReadCall[] = []
  beforeAll(async () => {
    fresh = await freshArchive(kind)
    const random = seeded(7)
    for (let index = 0; index < count; index += 1) calls.push(randomCall(random, index, start, lengthMs))
    for (const { listed } of calls) timeOf.set(listed.callId, Date.parse(listed.createTime ?? ''))
    await operations.write(fresh.archive, { projectId, fence: 1, calls })
    // Another project's calls are never found.
    const others = calls.slice(0, 500)
    await operations.write(fresh.archive, { projectId: 'other', fence: 1, calls: others })
  }, 120_000)
  afterAll(() => fresh.end())

  it('gives the rows, the order and the counts of a plain look at every call, for 500 random searches', async () => {
    const random = seeded(kind === 'sqlite' ? 11 : 12)
    let found = 0
    for (let query = 0; query < 500; query += 1) {
      const filters = randomFilters(random)
      // Half of the windows begin or end at the very moment of a call, which belongs to them.
      const moment = () =>
        random.next() < 0.5
          ? Date.parse(random.pick(calls).listed.createTime ?? '')
          : start + random.whole(lengthMs)
      const [from, to] = [moment(), moment()].sort((one, other) => one - other)
      const window =
        random.next() < 0.3 || from === undefined || to === undefined
          ? { start: 0, end: start + 2 * lengthMs }
          : { start: from, end: to }
      const wanted = calls.filter((call) => matches(call, filters, window))
      const what = JSON.stringify({ query, filters, window })
      const counted = await operations.count(fresh.archive, { projectId, filters, ...window })
      expect(counted, what).toEqual({ count: wanted.length, isExact: true })
      const ids = await walk(filters, window, 1 + random.whole(60))
      expect(new Set(ids), what).toEqual(new Set(wanted.map(({ listed }) => listed.callId)))
      expect(ids.length, what).toBe(wanted.length)
      const times = ids.map((id) => timeOf.get(id) ?? 0)
      expect(times, what).toEqual([...times].sort((one, other) => other - one))
      const totals = await operations.totals(fresh.archive, { projectId, filters, ...window, zone: 'UTC' })
      expect(totals.sums, what).toEqual(plainTotals(wanted))
      found += wanted.length
    }
    // Searches that find nothing prove nothing.
    expect(found).toBeGreaterThan(50_000)
  }, 300_000)

  it('gives the same calls once each when it rests at every chance, for 100 random searches', async () => {
    const random = seeded(13)
    const window = { start: 0, end: start + 2 * lengthMs }
    let rests = 0
    for (let query = 0; query < 100; query += 1) {
      // Numbers that call and are called are looked for on two ways, of which one may rest before the other.
      const twoWays = { from: '', to: '', party: `+1416555000${random.whole(10)}` }
      const filters = { ...randomFilters(random), ...(query % 2 === 0 && twoWays) }
      const wanted = calls.filter((call) => matches(call, filters, window))
      const asked = { projectId, filters, ...window, limit: 1 + random.whole(10), restAfterMs: 0 }
      const ids: string[] = []
      let from: { id: number; towards: 'older' } | undefined
      for (let isOver = false; !isOver;) {
        const found = await operations.search(fresh.archive, { ...asked, from })
        ids.push(...found.calls.map(({ call }) => call.callId))
        isOver = !found.hasMore
        if (found.hasMore && found.calls.length < asked.limit) rests += 1
        from = { id: found.reached, towards: 'older' }
      }
      expect(new Set(ids), JSON.stringify(filters)).toEqual(
        new Set(wanted.map(({ listed }) => listed.callId)),
      )
      expect(ids).toHaveLength(wanted.length)
      const times = ids.map((id) => timeOf.get(id) ?? 0)
      expect(times).toEqual([...times].sort((one, other) => other - one))
    }
    expect(rests).toBeGreaterThan(20)
  }, 120_000)

  const timeOf = new Map<string, number>()
  /** All pages, forwards and then back again: both ways must give the same calls. */
  async function walk(filters: CallFilters, window: { start: number; end: number }, limit: number) {
    const pages: { id: number; call: { callId: string } }[][] = []
    let from: { id: number; towards: 'older' | 'newer' } | undefined
    for (let page = 0; page < 6; page += 1) {
      const found = await operations.search(fresh.archive, { projectId, filters, ...window, limit, from })
      if (found.calls.length > 0) pages.push(found.calls)
      const last = found.calls[found.calls.length - 1]
      if (!found.hasMore || !last) break
      from = { id: last.id, towards: 'older' }
    }
    const [, second] = pages
    const secondFirst = second?.[0]
    if (secondFirst) {
      const back = await operations.search(fresh.archive, {
        projectId,
        filters,
        ...window,
        limit,
        from: { id: secondFirst.id, towards: 'newer' },
      })
      expect(back.calls.map(({ call }) => call.callId)).toEqual(pages[0]?.map(({ call }) => call.callId))
    }
    const seen = pages.flat().map(({ call }) => call.callId)
    const lastRow = pages.flat().at(-1)
    if (!lastRow) return seen
    const rest = await operations.search(fresh.archive, {
      projectId,
      filters,
      ...window,
      limit: count,
      from: { id: lastRow.id, towards: 'older' },
    })
    return [...seen, ...rest.calls.map(({ call }) => call.callId)]
  }
})

function randomFilters(random: ReturnType<typeof seeded>): CallFilters {
  const filters = { ...anyCall }
  const sometimes = (share: number, set: () => void) => {
    if (random.next() < share) set()
  }
  const party = () =>
    random.pick([
      '+1415',
      '+46701740001',
      '+4670174',
      '1416555',
      '+14165550003',
      '+49',
      '*0003',
      '*17',
      '*99999',
      'sip:1416',
      'sip:4477',
      '+999',
    ])
  sometimes(0.3, () => (filters.from = party()))
  sometimes(0.3, () => (filters.to = party()))
  sometimes(0.15, () => (filters.party = party()))
  sometimes(
    0.3,
    () => (filters.trunkId = [`trunk-${random.whole(7)}`, ...(random.next() < 0.3 ? ['trunk-1'] : [])]),
  )
  sometimes(
    0.3,
    () =>
      (filters.callResult = [
        random.pick(callResults),
        ...(random.next() < 0.4 ? [random.pick(callResults)] : []),
      ]),
  )
  sometimes(0.3, () => (filters.direction = [random.pick(['INBOUND', 'OUTBOUND'] as const)]))
  sometimes(
    0.2,
    () => (filters.country = random.next() < 0.5 ? [random.pick(['US', 'SE', 'FR'])] : ['GB', 'DE']),
  )
  sometimes(0.15, () => (filters.sipCode = [random.pick([200, 486, 503, 404])]))
  sometimes(0.1, () => (filters.minSeconds = random.whole(300)))
  sometimes(0.1, () => (filters.maxSeconds = random.whole(500)))
  sometimes(0.05, () => (filters.minPrice = random.whole(100) / 1000))
  sometimes(0.05, () => (filters.emergency = true))
  sometimes(0.05, () => (filters.forwarded = true))
  return filters
}
