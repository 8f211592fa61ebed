import { expect, it } from 'vitest'
import {
  anyCall,
  callFilterNames,
  callSearch,
  filterSearch,
  hasCallFilters,
  readCallQuery,
  resolveWindow,
  wholeSearch,
} from './call-query'
import { notAskedLive } from './live-filters'

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
  expect(query('')).toEqual({ ...anyCall, source: 'archive', page: 1, pageSize: 50 })
})

it('cleans numbers that were pasted into the address', () => {
  expect(query('from=0046 70-123&to=%2B1 (415) 555').from).toBe('+4670123')
  expect(query('from=0046 70-123&to=%2B1 (415) 555').to).toBe('+1415555')
})

it('takes many values of what is chosen from a list, each once', () => {
  expect(
    query(
      'direction=inbound,OUTBOUND,inbound&callResult=BUSY,FAILED&trunkId=T1,T2,T1&country=SE,US&sipCode=503,486',
    ),
  ).toMatchObject({
    direction: ['INBOUND', 'OUTBOUND'],
    callResult: ['BUSY', 'FAILED'],
    trunkId: ['T1', 'T2'],
    country: ['SE', 'US'],
    sipCode: [503, 486],
  })
  expect(problems('callResult=BUSY,MAYBE')).toEqual({ callResult: expect.stringContaining('one of') })
  expect(problems('direction=SIDEWAYS')).toEqual({ direction: 'The direction is INBOUND or OUTBOUND.' })
  expect(Object.keys(problems('country=sweden&sipCode=7') ?? {}).sort()).toEqual(['country', 'sipCode'])
  const many = Array.from({ length: 101 }, (_, index) => `T${index}`).join(',')
  expect(problems(`trunkId=${many}`)).toEqual({ trunkId: 'Choose 100 at most.' })
})

it('reads ranges, of which either end may be open', () => {
  expect(query('minSeconds=0&maxPrice=0.05')).toMatchObject({ minSeconds: 0, maxPrice: 0.05 })
  expect(query('minSeconds=0')).not.toHaveProperty('maxSeconds')
  expect(problems('minSeconds=90&maxSeconds=30')).toEqual({ minSeconds: expect.stringContaining('Swap') })
  expect(Object.keys(problems('minSeconds=-1&maxPrice=1e3') ?? {}).sort()).toEqual(['maxPrice', 'minSeconds'])
})

it('reads last digits on either side', () => {
  expect(query('party=*45 67&to=%E2%80%A6123')).toMatchObject({ party: '*4567', to: '*123' })
  expect(problems('party=*4')).toEqual({ party: 'Enter two digits or more after the star.' })
})

it('reads switches, the source, the zone and a place in the list', () => {
  expect(query('emergency=1&forwarded=1&source=live&zone=Asia/Kolkata&cursor=older-1-ab')).toMatchObject({
    emergency: true,
    forwarded: true,
    source: 'live',
    zone: 'Asia/Kolkata',
    cursor: 'older-1-ab',
  })
  expect(
    Object.keys(problems('emergency=yes&source=memory&zone=Europe/Atlantis&cursor=../x') ?? {}).sort(),
  ).toEqual(['cursor', 'emergency', 'source', 'zone'])
  // An offset is no zone: nobody keeps it the whole year.
  expect(problems('zone=%2B02:00')).toEqual({ zone: expect.stringContaining('no time zone') })
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

it('begins the month of the zone that the address names', () => {
  const newYear = Date.parse('2026-12-31T23:30:00.000Z')
  expect(resolveWindow(query('last=month&zone=Europe/Stockholm'), newYear).start).toBe(
    '2026-12-31T23:00:00.000Z',
  )
  expect(resolveWindow(query('last=month&zone=UTC'), newYear).start).toBe('2026-12-01T00:00:00.000Z')
})

it('asks for a whole set as the page shows it, without pages', () => {
  const asked = query(
    'from=%2B46&direction=INBOUND,OUTBOUND&minSeconds=0&emergency=1&page=4&pageSize=25&last=1h&cursor=older-1',
  )
  const window = resolveWindow(asked, now)
  expect(wholeSearch(asked, window).toString()).toBe(
    'from=%2B46&direction=INBOUND%2COUTBOUND&minSeconds=0&emergency=1&start=2026-11-21T13%3A00%3A00.000Z&end=2026-11-21T14%3A00%3A00.000Z',
  )
})

it('asks for a page by its place in the archive, and by its number at the vendor', () => {
  const window = resolveWindow(query('last=1h'), now)
  const inArchive = callSearch(query('page=4&pageSize=25&cursor=older-1'), window)
  expect([inArchive.get('cursor'), inArchive.get('page'), inArchive.get('pageSize')]).toEqual([
    'older-1',
    null,
    '25',
  ])
  const live = callSearch(query('source=live&page=4&cursor=older-1&zone=UTC'), window)
  expect([live.get('cursor'), live.get('page'), live.get('source'), live.get('zone')]).toEqual([
    null,
    '4',
    'live',
    'UTC',
  ])
})

const everyFilter =
  'from=sip:12@a&to=*4567&party=%2B46&trunkId=T1,T2&direction=INBOUND&callResult=FAILED,BUSY&country=SE&sipCode=503,486&minSeconds=1&maxSeconds=60&minPrice=0.01&maxPrice=2&emergency=1&forwarded=1'

it.each([
  `${everyFilter}&cursor=older-1&pageSize=100&zone=UTC`,
  'source=live&from=%2B46&page=2&pageSize=100',
  '',
])('comes back unchanged from the address it writes: %s', (text) => {
  const asked = query(text)
  const window = resolveWindow(asked, now)
  expect(query(callSearch(asked, window).toString())).toEqual({ ...asked, ...window })
})

it('writes every filter that is set, and none that is not', () => {
  expect([...filterSearch(query(everyFilter)).keys()]).toEqual([...callFilterNames])
  expect(filterSearch(anyCall).size).toBe(0)
})

it('says which filters the vendor does not have, or takes one value of', () => {
  expect(notAskedLive(query(everyFilter))).toEqual([
    'to',
    'party',
    'trunkId',
    'callResult',
    'country',
    'sipCode',
    'minSeconds',
    'maxSeconds',
    'minPrice',
    'maxPrice',
    'emergency',
    'forwarded',
  ])
  expect(notAskedLive(query('from=%2B46&trunkId=T1&callResult=BUSY&direction=INBOUND,OUTBOUND'))).toEqual([])
})

it('knows whether more than the time is filtered', () => {
  expect(hasCallFilters(query('last=7d&page=2'))).toBe(false)
  expect(hasCallFilters(query('direction=INBOUND'))).toBe(true)
  expect(hasCallFilters(query('minSeconds=0'))).toBe(true)
  expect(hasCallFilters(query('source=live&zone=UTC'))).toBe(false)
})
