import { describe, expect, it } from 'vitest'
import {
  earliest,
  gridMs,
  gridPieces,
  nextCheck,
  nextLength,
  nextReading,
  type SyncWindow,
} from './sync-plan'

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs
const now = Date.parse('2026-11-21T14:02:10.000Z')
const grid = Math.floor(now / gridMs) * gridMs

function read(start: number, end: number, rest: Partial<SyncWindow> = {}): SyncWindow {
  const nothing = { counted: 10, came: 10, unsettled: 0, attempts: 0, error: null }
  return { start, end, state: 'read', ...nothing, checkedAt: now, nextAt: null, ...rest }
}

const state = { now, oldest: Number.NEGATIVE_INFINITY, lengthMs: hourMs, tailEveryMs: 10_000 }

describe('what is read next', () => {
  it('begins with the last quarter of an hour', () => {
    const end = now
    const start = grid - 3 * gridMs
    expect(nextReading([], state)).toEqual({ kind: 'tail', start, end, replaces: { start, end } })
  })

  it('reads the last minutes again, with what may have come a little late', () => {
    const newest = read(grid, now - 11_000, { checkedAt: now - 11_000 })
    expect(nextReading([newest], state)).toEqual({
      kind: 'tail',
      start: now - 41_000,
      end: now,
      replaces: { start: grid, end: now },
    })
  })

  it('puts the newest calls first after a pause, and then what lies between', () => {
    const before = read(grid - 2 * dayMs, grid - dayMs, { checkedAt: now - dayMs })
    expect(nextReading([before], state)).toMatchObject({ kind: 'tail', start: grid, end: now })
    const newest = read(grid, now)
    expect(nextReading([before, newest], state)).toMatchObject({
      kind: 'gap',
      start: grid - hourMs,
      end: grid,
    })
  })

  it('goes back from the oldest window, and not beyond what is kept', () => {
    const only = read(grid - 3 * gridMs, now)
    expect(nextReading([only], state)).toMatchObject({ kind: 'older', start: only.start - hourMs })
    const oldest = only.start - 1_000
    expect(nextReading([only], { ...state, oldest })).toMatchObject({ kind: 'older', start: oldest })
    expect(nextReading([only], { ...state, oldest: only.start })).toEqual({ lookAgainAt: now + 10_000 })
  })

  it('looks again at what changed lately before it fills gaps, and at the rest after that', () => {
    const [young, old] = [now - 10 * minuteMs, now - 5 * hourMs]
    const newest = read(grid, now)
    const changed = read(young - gridMs, young, { nextAt: now - 1 })
    const aged = read(old - hourMs, old, { nextAt: now - 1 })
    expect(nextReading([newest, changed, aged], state)).toMatchObject({ kind: 'again', end: young })
    expect(nextReading([newest, read(old, grid), aged], state)).toMatchObject({ kind: 'again', end: old })
    expect(nextReading([newest, aged], state)).toMatchObject({ kind: 'gap' })
  })

  it('reads neighbours whose time has come together, as long as they are few calls', () => {
    const newest = read(grid, now)
    const due = [1, 2, 3].map((step) =>
      read(grid - step * gridMs, grid - (step - 1) * gridMs, { nextAt: now, counted: 900 }),
    )
    expect(nextReading([newest, ...due], state)).toMatchObject({ start: grid - 2 * gridMs, end: grid })
  })
})

it('asks no further back of a vendor that refuses everything old, and never for what was before there were calls', () => {
  const refused = (count: number) =>
    Array.from({ length: count }, (_, step) =>
      read(grid - (step + 1) * gridMs, grid - step * gridMs, { state: 'failed', nextAt: now + hourMs }),
    )
  const newest = read(grid, now, { checkedAt: now })
  expect(nextReading([newest, ...refused(3)], state)).toMatchObject({ kind: 'older' })
  expect(nextReading([newest, ...refused(12)], state)).toHaveProperty('lookAgainAt')
  const first = read(earliest, now, { checkedAt: now })
  expect(nextReading([first], { ...state, oldest: Number.NEGATIVE_INFINITY })).toHaveProperty('lookAgainAt')
})

it('goes on when the clock was ahead: what was written of times to come is read like any other', () => {
  const ahead = read(now + hourMs, now + hourMs + gridMs, { checkedAt: now + hourMs + gridMs })
  const newest = read(grid, now + hourMs, { checkedAt: now + hourMs })
  const later = { ...state, oldest: grid, now: now + 11_000 }
  expect(nextReading([newest, ahead], later)).toHaveProperty('lookAgainAt', now + 21_000)
  const tail = nextReading([{ ...newest, checkedAt: now }, ahead], later)
  expect(tail).toMatchObject({ kind: 'tail', end: later.now, replaces: { end: ahead.end } })
})

describe('when a window is read again', () => {
  it('is soon at first, and never once it is a week old and settled', () => {
    const window = { end: now, unsettled: 0, counted: 10 }
    expect(nextCheck(window, now)).toBe(now + minuteMs)
    expect(nextCheck(window, now + 11 * minuteMs)).toBe(now + 16 * minuteMs)
    expect(nextCheck(window, now + dayMs)).toBe(now + 3 * dayMs)
    expect(nextCheck(window, now + 7 * dayMs)).toBeNull()
  })

  it('is every few minutes while calls of it go on, and given up after a week', () => {
    const window = { end: now, unsettled: 2, counted: 10 }
    expect(nextCheck(window, now + 20 * minuteMs)).toBe(now + 25 * minuteMs)
    expect(nextCheck(window, now + 8 * dayMs)).toBeNull()
    expect(nextCheck({ ...window, counted: 50_000 }, now + 20 * minuteMs)).toBe(now + hourMs)
  })
})

it('cuts the last hour where windows begin, and leaves what is older whole', () => {
  expect(gridPieces(grid - 1_000, now, now)).toEqual([
    { start: grid - 1_000, end: grid },
    { start: grid, end: now },
  ])
  expect(gridPieces(now - dayMs, now - 2 * hourMs, now)).toHaveLength(1)
})

it('reads longer stretches where there is little, and shorter ones where there is much', () => {
  expect([nextLength(hourMs, 10), nextLength(hourMs, 2_000), nextLength(hourMs, 9_000)]).toEqual([
    2 * hourMs,
    hourMs,
    hourMs / 2,
  ])
  expect(nextLength(31 * dayMs, 0)).toBe(31 * dayMs)
})
