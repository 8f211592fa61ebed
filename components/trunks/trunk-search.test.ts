import { expect, it } from 'vitest'
import { readTrunkSearch } from './trunk-search'

const read = (text: string) => readTrunkSearch(new URLSearchParams(text))

it('reads an address, and the usual values from an empty one', () => {
  expect(read('').query).toEqual({ q: '', sort: 'name', page: 1, pageSize: 50 })
  expect(read('q=a&sort=-updateTime&page=3&pageSize=100').query).toEqual({
    q: 'a',
    sort: '-updateTime',
    page: 3,
    pageSize: 100,
  })
})

it('says what an address cannot mean instead of showing something else', () => {
  expect(Object.keys(read('page=-1&sort=banana&pageSize=9999').problems ?? {})).toEqual([
    'Order',
    'Page',
    'Rows',
  ])
  for (const page of ['0', '1.5', '1e3', ' 1', 'x']) expect(read(`page=${page}`).problems, page).toBeDefined()
})
