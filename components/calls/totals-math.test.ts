import { expect, it } from 'vitest'
import type { CallsInTime } from '@/lib/rules/call-history'
import { costTexts, figuresOf, isSearchable, meanSeconds, recordsText } from './sums-words'
import { allColumns, nextColumn, restOf, resultsIn, windowOfColumn } from './totals-math'

const zone = 'Europe/Stockholm'
const window = { start: '2026-11-21T10:20:00.000Z', end: '2026-11-21T13:05:00.000Z' }

it('fills the hours in which no call began', () => {
  const busy = { start: '2026-11-21T12:00:00.000Z', results: { COMPLETED: 3 } }
  expect(allColumns([busy], 'hour', window, zone)).toEqual([
    { start: '2026-11-21T10:00:00.000Z', results: {} },
    { start: '2026-11-21T11:00:00.000Z', results: {} },
    busy,
    { start: '2026-11-21T13:00:00.000Z', results: {} },
  ])
})

it.each(['Asia/Kolkata', 'Asia/Kathmandu'])('has one column for each hour of the sums in %s', (off) => {
  const busy = [10, 11, 13].map((hour) => ({
    start: `2026-11-21T${hour}:00:00.000Z`,
    results: { COMPLETED: hour },
  }))
  const columns = allColumns(busy, 'hour', window, off)
  expect(columns.map(({ start }) => start.slice(11, 16))).toEqual(['10:00', '11:00', '12:00', '13:00'])
  expect(columns.filter(({ results }) => results.COMPLETED)).toEqual(busy)
  expect(windowOfColumn('2026-11-21T11:00:00.000Z', 'hour', window, off)).toEqual({
    start: '2026-11-21T11:00:00.000Z',
    end: '2026-11-21T11:59:59.999Z',
  })
})

it('begins days at midnight in a zone that is not full hours off', () => {
  const days = allColumns([], 'day', { ...window, start: '2026-11-20T10:20:00.000Z' }, 'Asia/Kathmandu')
  expect(days.map(({ start }) => start)).toEqual(['2026-11-19T18:15:00.000Z', '2026-11-20T18:15:00.000Z'])
})

it('begins days at midnight in the zone, also when a day has 23 or 25 hours', () => {
  const spring = { start: '2026-03-28T12:00:00.000Z', end: '2026-03-30T12:00:00.000Z' }
  expect(allColumns([], 'day', spring, zone).map(({ start }) => start)).toEqual([
    '2026-03-27T23:00:00.000Z',
    '2026-03-28T23:00:00.000Z',
    '2026-03-29T22:00:00.000Z',
  ])
  expect(nextColumn('2026-10-24T22:00:00.000Z', 'day', zone)).toBe('2026-10-25T23:00:00.000Z')
})

it('shows both of the hours that a clock shows twice', () => {
  const autumn = { start: '2026-10-25T00:00:00.000Z', end: '2026-10-25T02:30:00.000Z' }
  expect(allColumns([], 'hour', autumn, zone).map(({ start }) => start.slice(11, 13))).toEqual([
    '00',
    '01',
    '02',
  ])
})

it('keeps a column that begins elsewhere', () => {
  const odd = { start: '2026-11-21T11:17:00.000Z', results: { BUSY: 1 } }
  expect(allColumns([odd], 'hour', window, zone)).toContain(odd)
})

it('gives the window of a column within the one that was searched', () => {
  expect(windowOfColumn('2026-11-21T11:00:00.000Z', 'hour', window, zone)).toEqual({
    start: '2026-11-21T11:00:00.000Z',
    end: '2026-11-21T11:59:59.999Z',
  })
  expect(windowOfColumn('2026-11-21T10:00:00.000Z', 'hour', window, zone).start).toBe(window.start)
  expect(windowOfColumn('2026-11-21T13:00:00.000Z', 'hour', window, zone).end).toBe(window.end)
})

it('names the results that occur, the published ones first', () => {
  const columns: CallsInTime[] = [
    { start: window.start, results: { FAILED: 1, '': 2, BUSY: 0 } },
    { start: window.end, results: { COMPLETED: 4, ODD: 1 } },
  ]
  expect(resultsIn(columns)).toEqual(['COMPLETED', 'FAILED', 'ODD', ''])
})

it('divides by nothing nowhere', () => {
  const sums = { records: 3, calls: 3, answered: 0, talkSeconds: 0, cost: {} }
  expect(meanSeconds(sums)).toBeUndefined()
  expect(meanSeconds({ ...sums, answered: 2, talkSeconds: 90 })).toBe(45)
  expect(restOf(10, [{ ...sums, key: 'A' }])).toBe(7)
  expect(restOf(2, [{ ...sums, key: 'A' }])).toBe(0)
  // What has charges alone takes nothing away from the rest.
  expect(
    restOf(10, [
      { ...sums, key: 'A' },
      { ...sums, calls: 0, key: 'B' },
    ]),
  ).toBe(7)
})

it('tells calls from their records only where the two differ', () => {
  const sums = { records: 3, calls: 3, answered: 0, talkSeconds: 0, cost: {} }
  expect(recordsText(sums)).toBe('')
  expect(recordsText({ ...sums, records: 1, calls: 0 })).toBe(
    '1 record, 0 calls: a forwarded pair is one call.',
  )
  expect(recordsText({ ...sums, records: 1300, calls: 1 })).toMatch(/^1,300 records, 1 call: /)
})

it('gives no share of calls to what has charges alone', () => {
  const share = { key: 'NP', records: 2, calls: 0, answered: 0, talkSeconds: 0, cost: { USD: 3 } }
  expect(figuresOf(share).map((text) => text.replace(/\s/g, ' '))).toEqual(['0', '–', '–', 'USD 3.00'])
  expect(figuresOf({ ...share, calls: 4, answered: 3, talkSeconds: 90, cost: {} })).toEqual([
    '4',
    '75.0 %',
    '2',
    '–',
  ])
})

it('offers a search only for what can be searched for', () => {
  expect(['SE', '', '-99', 'UIFN', 'se'].filter((key) => isSearchable('country', key))).toEqual(['SE'])
  expect(['503', '', '0', '999', '4040'].filter((key) => isSearchable('sipCode', key))).toEqual(['503'])
  expect(['01HX-a_b', '', 'a/b'].filter((key) => isSearchable('trunkId', key))).toEqual(['01HX-a_b'])
})

it('writes sums of money to the cent, and small ones as finely as the vendor charges', () => {
  expect(costTexts({ USD: 74.465, EUR: 0.0171 }).map((text) => text.replace(/\s/g, ' '))).toEqual([
    'USD 74.47',
    'EUR 0.0171',
  ])
  expect(costTexts({})).toEqual([])
})
