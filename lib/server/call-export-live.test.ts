import { beforeEach, expect, it, vi } from 'vitest'
import { ApiError } from '@/lib/errors'
import { liveCallBatches } from './call-export-live'
import { readCallSearch } from './call-search'
import type { StoredProject } from './projects'
import { estClient } from './upstream'

interface Page {
  items: { callId: string; [name: string]: unknown }[]
  totalItems: number
}

const list = vi.fn<(page: number, size: number) => Page>()

// A vendor with a hundred thousand calls whose list moves while it is read takes a minute to make and to ask over HTTP.
vi.mock(import('./upstream'), async (importOriginal) => ({ ...(await importOriginal()), estClient: vi.fn() }))

beforeEach(() => {
  list.mockReset()
  const answer = async (_calls: unknown, _params: unknown, { page, size }: { page: number; size: number }) =>
    list(page, size)
  vi.mocked(estClient).mockResolvedValue({ list: answer } as never) // nothing else of the client is used
})

const search = readCallSearch(new URL('http://x/?source=live'))
const project = { id: 'sandbox' } as StoredProject // only handed on

async function idsOf(most = Infinity): Promise<string[]> {
  const ids: string[] = []
  for await (const batch of liveCallBatches(project, search, new AbortController().signal)) {
    ids.push(...batch.map(({ callId }) => callId))
    if (ids.length >= most) break
  }
  return ids
}

/** What a list of calls answers, newest first, for a page of this size. */
function pageOf(ids: readonly string[], page: number, size: number): Page {
  const items = ids.slice((page - 1) * size, page * size).map((callId) => ({ callId, direction: 'INBOUND' }))
  return { items, totalItems: ids.length }
}

it('gives each of 100,000 calls once while new ones push them on, from the first page on (P29)', async () => {
  const ids = Array.from({ length: 100_000 }, (_, index) => `call-${100_000 - index}`)
  list.mockImplementation((page, size) => {
    const answer = pageOf(ids, page, size)
    // Seven new calls between every two pages.
    for (let fresh = 0; fresh < 7; fresh += 1) ids.unshift(`new-${page}-${fresh}`)
    return answer
  })
  const got = await idsOf()
  expect(new Set(got).size).toBe(got.length)
  expect(got.filter((id) => id.startsWith('call-'))).toHaveLength(100_000)
  list.mockClear()
  expect(await idsOf(1)).toHaveLength(500)
  expect(list).toHaveBeenCalledOnce()
})

it('asks two hundred times for 100,000 calls that stay where they are', async () => {
  const ids = Array.from({ length: 100_000 }, (_, index) => `call-${index}`)
  list.mockImplementation((page, size) => pageOf(ids, page, size))
  expect(await idsOf()).toEqual(ids)
  expect(list).toHaveBeenCalledTimes(200)
})

it('takes smaller pages than it asked for, and an answer without a total', async () => {
  const ids = Array.from({ length: 250 }, (_, index) => `call-${index}`)
  list.mockImplementation((page) => pageOf(ids, page, 100))
  expect(await idsOf()).toEqual(ids)
  const more = Array.from({ length: 1_250 }, (_, index) => `call-${index}`)
  list.mockImplementation((page, size) => {
    const { items } = pageOf(more, page, size)
    return { items, totalItems: items.length }
  })
  expect(await idsOf()).toEqual(more)
})

it('does not take less than the vendor counts for everything', async () => {
  const ids = Array.from({ length: 700 }, (_, index) => `call-${index}`)
  list.mockImplementation((page, size) => ({ ...pageOf(ids, page, size), totalItems: 1_000 }))
  await expect(idsOf()).rejects.toThrow(
    new ApiError('upstream_contract', 'Sinch counts 1000 calls and gave only 700.'),
  )
})
