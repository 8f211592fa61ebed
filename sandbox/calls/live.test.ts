import SqliteDatabase from 'better-sqlite3'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { defaultDialect } from '../dialect'
import { liveCalls } from './live'
import type { CallRow } from './schema'
import { CallTraffic } from './traffic'

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-11-20T11:00:00Z') })
})
afterEach(() => {
  vi.useRealTimers()
})

it('calls keep coming, without an end at first, and are amended when they end', () => {
  const database = new SqliteDatabase(':memory:')
  const context = { database, clock: { now: Date.now }, dialect: defaultDialect }
  const scene = {
    trunks: [{ id: 't1', name: 'Trunk', domain: 'trunk.pstn.sinch.com' }],
    numbers: [{ phoneNumber: '+14155550100', sipTrunkId: 't1' }],
  }
  const traffic = new CallTraffic(context, 'p', () => scene)
  traffic.keep({ ...liveCalls, seed: 7 })
  const rows = () => database.prepare('select * from calls').all() as CallRow[] // better-sqlite3 cannot type rows
  vi.advanceTimersByTime(240_000)
  const during = rows()
  expect(during.length).toBeGreaterThan(20)
  expect(during.length).toBeLessThan(35)
  expect(during.some((call) => call.endedAt === null && call.price === null && call.result === null)).toBe(
    true,
  )
  expect(during.some((call) => call.endedAt !== null && call.result !== null)).toBe(true)
  traffic.close()
  const count = rows().length
  vi.advanceTimersByTime(120_000)
  expect(rows()).toHaveLength(count)
  database.close()
})
