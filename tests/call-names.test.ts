import { afterAll, beforeAll, expect, it } from 'vitest'
import { GET as searchCalls } from '../app/api/projects/[projectId]/calls/route'
import { GET as readTrunks } from '../app/api/projects/[projectId]/trunks/route'
import { routesInProcess } from './routes-in-process'

let api: Awaited<ReturnType<typeof routesInProcess>>
beforeAll(async () => {
  api = await routesInProcess()
})
afterAll(() => api.end())

const ids = (items: { trunkId: string }[]) => [...new Set(items.map(({ trunkId }) => trunkId))].sort()

it('calls come with the names of their trunks, and without them where the trunks cannot be read', async () => {
  await api.control.seed()
  await api.control.faults({
    method: 'GET',
    path: '/v1/**/trunks',
    fault: { kind: 'status', status: 403 },
  })
  const { status, body } = await api.call(searchCalls, 'GET', {}, { search: '?last=30d&source=live' })
  expect(status).toBe(200)
  expect(body.items.length).toBeGreaterThan(0)
  expect(body.trunkNames).toEqual({})
  await api.control.clearFaults()

  const named = (await api.call(searchCalls, 'GET', {}, { search: '?last=30d&source=live' })).body
  const { items } = (await api.call(readTrunks, 'GET', {}, { search: '?pageSize=500' })).body
  const nameOf = new Map(items.map(({ id, name }: { id: string; name: string }) => [id, name]))
  expect(named.trunkNames).toEqual(Object.fromEntries(ids(named.items).map((id) => [id, nameOf.get(id)])))
  const [trunkId = ''] = ids(named.items)
  const ofOne = (
    await api.call(searchCalls, 'GET', {}, { search: `?last=30d&source=live&trunkId=${trunkId}` })
  ).body
  expect(ofOne.trunkNames).toEqual({ [trunkId]: nameOf.get(trunkId) })
})
