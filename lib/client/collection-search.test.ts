import { expect, it } from 'vitest'
import { readCollectionSearch } from './collection-search'

const read = (text: string) => readCollectionSearch(new URLSearchParams(text), ['name', 'updateTime'])

it('reads what an address asks for, with the usual order and size where it says nothing', () => {
  expect(read('')).toEqual({ query: { q: '', sort: 'name', page: 1, pageSize: 50 } })
  expect(read('q=branch&sort=-updateTime&page=3&pageSize=500')).toEqual({
    query: { q: 'branch', sort: '-updateTime', page: 3, pageSize: 500 },
  })
})

it('reads that the whole list is wanted in one piece', () => {
  expect(read('pageSize=all').query?.pageSize).toBe('all')
  for (const pageSize of ['All', 'every', '0', '-1'])
    expect(read(`pageSize=${pageSize}`).problems).toBeDefined()
})

it.each([
  ['sort=password', { Order: 'The list cannot be sorted by this.' }],
  [
    'page=0&pageSize=501',
    { Page: 'The page is a whole number from 1 on.', Rows: 'A page has 1 to 500 rows, or “all”.' },
  ],
  ['page=1.5', { Page: 'The page is a whole number from 1 on.' }],
])('says what is wrong with %s', (text, problems) => {
  expect(read(text)).toEqual({ problems })
})
