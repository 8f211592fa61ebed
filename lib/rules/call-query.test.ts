import { expect, it } from 'vitest'
import { callSearch, exportSearch, hasCallFilters, readCallQuery, resolveWindow } from './call-query'

const now = Date.parse('2026-11-21T14:00:00.000Z')

function query(text: string) {
  const { query, problems } = readCallQuery(new URLSearchParams(text))
  if (!query) throw new Error(`refused: ${JSON.stringify(problems)}`)
  return query
}

function problems(text: string) {
  return readCallQuery(new URLSearchParams(text)).problems
}

it('reads an empty address as the first page of all calls', () => {
  expect(query('')).toEqual({
    from: '',
    to: '',
    trunkId: '',
    callResult: '',
    direction: [],
    page: 1,
    pageSize: 50,
  })
})

it('cleans numbers that were pasted into the address', () => {
  expect(query('from=0046 70-123&to=%2B1 (415) 555').from).toBe('+4670123')
  expect(query('from=0046 70-123&to=%2B1 (415) 555').to).toBe('+1415555')
})

it('takes many directions and one result, as the vendor does', () => {
  expect(query('direction=inbound,OUTBOUND,inbound&callResult=BUSY')).toMatchObject({
    direction: ['INBOUND', 'OUTBOUND'],
    callResult: 'BUSY',
  })
  expect(problems('callResult=BUSY,FAILED')).toEqual({ callResult: expect.stringContaining('one of') })
  expect(problems('direction=SIDEWAYS')).toEqual({ direction: 'The direction is INBOUND or OUTBOUND.' })
})

it('says in one sentence that a search begins after it ends', () => {
  const late = 'start=2026-11-21T15:00:00Z&end=2026-11-21T14:00:00Z'
  expect(problems(late)).toEqual({ start: 'The search begins after it ends. Swap the two times.' })
  expect(problems('start=2026-11-21T16:00:00%2B02:00&end=2026-11-21T14:00:00Z')).toBeUndefined()
})

it.each(['2030-02-31', '2025-02-29', '2026-04-31'])('does not take the day %s for another one', (day) => {
  const message = `There is no such day as ${day}.`
  expect(problems(`end=${day}T12:00:00Z`)).toEqual({ end: message })
  expect(problems(`start=${day}T00:00:00.000%2B02:00`)).toEqual({ start: message })
})

it('takes the 29th of February of a leap year', () => {
  expect(query('end=2028-02-29T23:59:59-10:00').end).toBe('2028-03-01T09:59:59.000Z')
})

it('names each field that is wrong, once', () => {
  expect(Object.keys(problems('from=Anna&to=Bo&start=yesterday&page=0&trunkId=../x') ?? {}).sort()).toEqual([
    'from',
    'page',
    'start',
    'to',
    'trunkId',
  ])
})

it('keeps an explicit window whatever the time is, so that paging stays on one set', () => {
  const frozen = query('last=24h&start=2026-11-20T10:00:00Z&end=2026-11-21T10:00:00Z&page=3')
  expect(resolveWindow(frozen, now)).toEqual(resolveWindow(frozen, now + 86_400_000))
  expect(resolveWindow(frozen, now).end).toBe('2026-11-21T10:00:00.000Z')
})

it('closes an open window: by its name, else the last 24 hours', () => {
  expect(resolveWindow(query(''), now)).toEqual({
    start: '2026-11-20T14:00:00.000Z',
    end: '2026-11-21T14:00:00.000Z',
  })
  expect(resolveWindow(query('last=1h'), now).start).toBe('2026-11-21T13:00:00.000Z')
  expect(resolveWindow(query('start=2026-11-01T00:00:00Z'), now).end).toBe('2026-11-21T14:00:00.000Z')
  expect(resolveWindow(query('end=2026-11-10T00:00:00Z&last=1h'), now).start).toBe('2026-11-09T23:00:00.000Z')
  expect(resolveWindow(query('start=2027-01-01T00:00:00Z'), now)).toEqual({
    start: '2027-01-01T00:00:00.000Z',
    end: '2027-01-01T00:00:00.000Z',
  })
})

it('exports the same set that the page shows, without pages', () => {
  const asked = query('from=%2B46&direction=INBOUND,OUTBOUND&page=4&pageSize=25&last=1h')
  const window = resolveWindow(asked, now)
  expect(exportSearch(asked, window).toString()).toBe(
    'from=%2B46&direction=INBOUND%2COUTBOUND&start=2026-11-21T13%3A00%3A00.000Z&end=2026-11-21T14%3A00%3A00.000Z',
  )
  const search = callSearch(asked, window)
  expect([search.get('page'), search.get('pageSize'), search.get('from')]).toEqual(['4', '25', '+46'])
})

it('comes back unchanged from the address it writes', () => {
  const asked = query('from=sip:12@a&trunkId=T1&callResult=FAILED&direction=INBOUND&page=2&pageSize=100')
  const window = resolveWindow(asked, now)
  expect(query(callSearch(asked, window).toString())).toEqual({ ...asked, ...window })
})

it('knows whether more than the time is filtered', () => {
  expect(hasCallFilters(query('last=7d&page=2'))).toBe(false)
  expect(hasCallFilters(query('direction=INBOUND'))).toBe(true)
})
