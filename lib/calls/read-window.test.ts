import { expect, it, vi } from 'vitest'
import type { EstClient, EstQuery } from '@/lib/est/client'
import { readWindow } from './read-window'

const stretch = { start: Date.parse('2026-11-21T14:00:00.000Z'), end: Date.parse('2026-11-21T14:05:00.000Z') }
const options = { most: 12_000, withExport: () => false, signal: new AbortController().signal }
const items = (count: number) => Array.from({ length: count }, (_, index) => ({ callId: `call-${index}` }))

function vendor(
  listed: { items: unknown[]; totalItems: number },
  collected: { items: unknown[]; complete: boolean },
) {
  const list = vi.fn(async (_resource: unknown, _params: unknown, _query: EstQuery) => listed)
  const collect = vi.fn(async () => ({ ...collected, totalItems: collected.items.length }))
  return { client: { list, collect } as unknown as EstClient, list, collect } // nothing else of it is asked
}

it('a full page is no proof that there is no other, whatever the answer says there is', async () => {
  const { client, collect } = vendor(
    { items: items(500), totalItems: 500 },
    { items: items(1_800), complete: true },
  )
  expect(await readWindow(client, stretch, options)).toMatchObject({ counted: 1_800, isComplete: true })
  expect(collect).toHaveBeenCalledOnce()
  const one = vendor({ items: items(499), totalItems: 499 }, { items: [], complete: true })
  expect(await readWindow(one.client, stretch, options)).toMatchObject({ counted: 499, isComplete: true })
  expect(one.collect).not.toHaveBeenCalled()
})

it('says of a list that moved while it was read that it may not be whole', async () => {
  const { client } = vendor({ items: items(500), totalItems: 900 }, { items: items(900), complete: false })
  expect(await readWindow(client, stretch, options)).toMatchObject({ isComplete: false })
})

it('asks for what lies between the last millisecond and the end as well', async () => {
  const { client, list } = vendor({ items: [], totalItems: 0 }, { items: [], complete: true })
  await readWindow(client, stretch, options)
  expect(list.mock.calls[0]?.[2]).toMatchObject({
    'createTime>': '2026-11-21T14:00:00.000Z',
    'createTime<': '2026-11-21T14:05:00.000Z',
  })
})
