import { describe, expect, it } from 'vitest'
import { listAnswer } from './list-answer'
import { readListQuery } from './list-query'

const items = [{ name: 'b' }, { name: 'a' }]
const snapshot = { items, complete: true, readAt: 10_000, stale: false }

async function ask(
  { served = snapshot, search = '', beside = [items as unknown], suffix = '' } = {},
  now = 24_000,
) {
  const rows = { from: beside, row: ({ name }: { name: string }) => ({ name: name + suffix }) }
  const answer = listAnswer(served, readListQuery(new URL(`http://console/api/list${search}`)), rows, now)
  expect(answer.headers.get('content-type')).toBe('application/json')
  return await answer.json()
}

describe('the answer of a list', () => {
  it('is a page with its age as it is now', async () => {
    const page = { items: [{ name: 'a' }, { name: 'b' }], total: 2, page: 1, pageSize: 50 }
    const served = { ...snapshot, items: [...items] }
    expect(await ask({ served })).toEqual({ ...page, ageSeconds: 14, stale: false, complete: true })
    const old = { ...served, stale: true, staleReason: 'The vendor is away.' }
    expect(await ask({ served: old }, 70_000)).toEqual({
      ...page,
      ageSeconds: 60,
      stale: true,
      staleReason: 'The vendor is away.',
      complete: true,
    })
  })

  it('is written again only when the list, the question or what stands beside it is another', async () => {
    const names = async (asked: Parameters<typeof ask>[0]) =>
      (await ask(asked)).items.map(({ name }: { name: string }) => name)
    const served = { ...snapshot, items: [...items] }
    const beside = [new Map()]
    expect(await names({ served, beside, suffix: '1' })).toEqual(['a1', 'b1'])
    expect(await names({ served, beside, suffix: '2' })).toEqual(['a1', 'b1'])
    expect(await names({ served, beside, suffix: '2', search: '?sort=-name' })).toEqual(['b2', 'a2'])
    expect(await names({ served, beside: [new Map()], suffix: '3' })).toEqual(['a3', 'b3'])
    expect(await names({ served: { ...served, items: [...items] }, beside, suffix: '4' })).toEqual([
      'a4',
      'b4',
    ])
  })

  it('forgets the oldest pages', async () => {
    const served = { ...snapshot, items: [...items] }
    const first = { served, search: '?q=a', suffix: '1' }
    await ask(first)
    for (let page = 1; page <= 8; page += 1) await ask({ served, search: `?page=${page}` })
    expect((await ask({ ...first, suffix: '2' })).items).toEqual([{ name: 'a2' }])
  })
})
