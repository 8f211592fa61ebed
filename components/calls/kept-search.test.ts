import { expect, it } from 'vitest'
import { callQueryNames, readCallQuery } from '@/lib/rules/call-query'
import { keptSearch, openedSearch } from './kept-search'

function query(text: string) {
  const { query, problems } = readCallQuery(new URLSearchParams(text))
  if (!query) throw new Error(JSON.stringify(problems))
  return query
}

it('keeps a named window by its name, and neither page nor place', () => {
  const given = 'callResult=FAILED&last=7d&start=2026-11-14T00:00:00Z&end=2026-11-21T00:00:00Z&cursor=older-1'
  expect(keptSearch(query(given))).toBe('callResult=FAILED&last=7d')
  expect(keptSearch(query('source=live&page=4&pageSize=100&zone=UTC'))).toBe(
    'source=live&last=24h&zone=UTC&pageSize=100',
  )
})

it('keeps a window between two times as it is', () => {
  const text = keptSearch(query('start=2026-11-14T00:00:00Z&end=2026-11-21T00:00:00Z'))
  expect(query(text)).toMatchObject({ start: '2026-11-14T00:00:00.000Z', end: '2026-11-21T00:00:00.000Z' })
})

it('leaves nothing of the search before in the address', () => {
  const change = openedSearch('from=%2B46&last=1h')
  expect(change).toMatchObject({
    from: '+46',
    last: '1h',
    callResult: undefined,
    cursor: undefined,
    call: undefined,
  })
  expect(Object.keys(change).sort()).toEqual([...callQueryNames, 'call'].sort())
})

it('settles the window of a live search as it is opened', () => {
  const now = Date.parse('2026-11-21T14:00:00.000Z')
  expect(openedSearch('source=live&last=15m', now)).toMatchObject({
    source: 'live',
    last: '15m',
    start: '2026-11-21T13:45:00.000Z',
    end: '2026-11-21T14:00:00.000Z',
  })
  expect(openedSearch('source=live&last=month&zone=Asia/Kolkata', now).start).toBe('2026-10-31T18:30:00.000Z')
  // One of the archive goes with the time.
  expect(openedSearch('last=15m', now)).toMatchObject({ last: '15m', start: undefined, end: undefined })
})
