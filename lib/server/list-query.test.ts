import { describe, expect, it } from 'vitest'
import { pageOf, readListQuery } from './list-query'

const items = [
  { name: 'Trunk 10', domain: 'north.pstn.sinch.com', numbers: 3 },
  { name: 'trunk 9', domain: 'south.pstn.sinch.com', numbers: null },
  { name: 'Office', domain: 'office.pstn.sinch.com', numbers: 12 },
]

function ask(search: string) {
  return pageOf(items, readListQuery(new URL(`http://console/api/list?${search}`)))
}

describe('list queries', () => {
  it('sorts names as people count', () => {
    const page = ask('')
    expect(page.items.map((item) => item.name)).toEqual(['Office', 'trunk 9', 'Trunk 10'])
    expect(page).toMatchObject({ total: 3, page: 1, pageSize: 50 })
  })

  it('finds any text of an item regardless of case', () => {
    expect(ask('q=SOUTH').items.map((item) => item.name)).toEqual(['trunk 9'])
  })

  it('sorts numbers as numbers, descending with a minus', () => {
    expect(ask('sort=-numbers').items.map((item) => item.numbers)).toEqual([null, 12, 3])
    expect(ask('sort=numbers').items.map((item) => item.numbers)).toEqual([3, 12, null])
  })

  it('pages, and a page past the end is empty', () => {
    expect(ask('page=2&pageSize=2').items).toHaveLength(1)
    expect(ask('page=9&pageSize=2')).toMatchObject({ items: [], total: 3 })
  })

  it.each(['page=0', 'page=x', 'pageSize=501', 'sort=__proto__', 'sort=a;b'])(
    'refuses %s with a sentence',
    (search) => {
      expect(() => ask(search)).toThrow(/\w+/)
    },
  )

  it('ignores repeated and unknown parameters', () => {
    expect(ask('page=1&page=9&__proto__=x&foo=bar').total).toBe(3)
  })
})
