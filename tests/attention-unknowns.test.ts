import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { GET } from '../app/api/projects/[projectId]/attention/route'
import { GET as search } from '../app/api/projects/[projectId]/search/route'
import { forgetCollections } from '../lib/server/collections'
import { dropProcessState } from '../lib/server/process-state'
import type { Attention } from '../lib/server/attention'
import { routesInProcess } from './routes-in-process'

let api: Awaited<ReturnType<typeof routesInProcess>>
let trunkId = ''
beforeAll(async () => {
  api = await routesInProcess()
  trunkId = await api.makeElsewhere('trunks', { name: 'Head office', hostName: 'unknowns' })
})
beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'] })
})
afterEach(async () => {
  vi.useRealTimers()
  await api.control.clearFaults()
  forgetCollections('sandbox')
  dropProcessState('country-usage')
})
afterAll(() => api.end())

async function attention(): Promise<Attention> {
  const { status, body } = await api.call(GET, 'GET')
  expect(status).toBe(200)
  return body
}

const later = (seconds: number) => vi.setSystemTime(Date.now() + seconds * 1000)

describe('what needs attention says', () => {
  it('how old the endpoints are that it rests on', async () => {
    await expect.poll(async () => (await attention()).examined, { timeout: 10_000 }).toBe(1)
    later(120)
    const { ageSeconds, stale } = await attention()
    expect(stale).toBe(false)
    expect(ageSeconds).toBeGreaterThanOrEqual(120)
  })

  it.each([
    [403, /\w{4}/],
    [400, /^Sinch would not count the calls to /],
  ])('that calls to countries could not be counted: %i', async (status, reason) => {
    await api.control.faults({ path: '**/calls', fault: { kind: 'status', status } })
    await expect
      .poll(async () => (await attention()).missing, { timeout: 10_000 })
      .toEqual([{ part: 'calls to some countries', reason: expect.stringMatching(reason) }])
  })

  it('nothing that rests on where a list is linked that is newer than the links', async () => {
    const authorised = async () => {
      const { groups, missing } = await attention()
      const found = groups.find(({ kind }) => kind === 'no_authorisation')?.entries.map(({ id }) => id) ?? []
      return { found, missing: missing.map(({ part }) => part) }
    }
    await expect.poll(async () => (await attention()).examined, { timeout: 10_000 }).toBe(1)
    forgetCollections('sandbox')
    // A search reads the lists and not their links, which are read later and so kept longer.
    await api.call(search, 'GET', {}, { search: '?q=x' })
    later(20)
    expect(await authorised()).toMatchObject({ found: [trunkId] })
    const credentials = [{ username: 'new-user', password: 'Long-enough-pass-1' }]
    const list = await api.makeElsewhere('credentialLists', { name: 'New', credentials })
    await api.makeElsewhere(`trunks/${trunkId}/credentialLists`, { credentialListIds: [list] })
    later(15)
    expect(await authorised()).toEqual({ found: [], missing: ['links of some credential lists'] })
    later(35)
    expect(await authorised()).toEqual({ found: [], missing: [] })
  })
})
