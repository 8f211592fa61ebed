import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { POST as testConnection } from '../app/api/projects/[projectId]/test/route'
import { credentialLists } from '../lib/resources/credential-lists'
import { trunks } from '../lib/resources/trunks'
import { collectionRoutes, itemRoutes } from '../lib/server/resource-routes'
import { joinTrunks } from '../lib/server/trunk-rows'
import { routesInProcess } from './routes-in-process'

const trunkRoutes = collectionRoutes(trunks, joinTrunks)
const trunkRoute = itemRoutes(trunks)
const listRoutes = collectionRoutes(credentialLists)
const longestMs = 35_000

let api: Awaited<ReturnType<typeof routesInProcess>>
beforeAll(async () => {
  api = await routesInProcess()
})
afterAll(() => api.end())
beforeEach(() => api.control.clearFaults())

let made = 0
async function makeTrunk() {
  made += 1
  const body = { name: `Trunk ${made}`, hostName: `deadline-${made}` }
  const answer = await api.call(trunkRoutes.POST, 'POST', {}, { body })
  expect(answer.status, JSON.stringify(answer.body)).toBe(201)
  return { trunkId: String(answer.body.id), etag: answer.headers.get('etag') ?? '' }
}

describe('a vendor that takes its time', () => {
  it('keeps nobody waiting for what stands beside a trunk: it is read on behind and there the next time (A14)', async () => {
    await makeTrunk()
    for (let index = 0; index < 7; index += 1) {
      const credentials = [{ username: `user-${index}`, password: 'Long-enough-1234' }]
      const body = { name: `List ${index}`, credentials }
      expect((await api.call(listRoutes.POST, 'POST', {}, { body })).status).toBe(201)
    }
    await api.control.faults({
      method: 'GET',
      path: '**/credentialLists/*/trunks',
      fault: { kind: 'delay', ms: 8000 },
    })
    const first = await api.call(trunkRoutes.GET, 'GET')
    expect(first.status).toBe(200)
    expect(first.ms).toBeLessThan(6000)
    expect(first.body.items[0]).toMatchObject({ credentialLists: null, accessControlLists: [] })
    await new Promise((resolve) => setTimeout(resolve, 16_000))
    const second = await api.call(trunkRoutes.GET, 'GET')
    expect(second.ms).toBeLessThan(1000)
    expect(second.body.items[0].credentialLists).toEqual([])
  }, 60_000)

  it('keeps nobody in a queue: three saves of one trunk all have an answer in time, and who never had a turn changed nothing (A14)', async () => {
    const { trunkId, etag } = await makeTrunk()
    const path = `**/trunks/${trunkId}`
    await api.control.faults([
      { method: 'GET', path, fault: { kind: 'delay', ms: 8000 } },
      { method: 'PUT', path, fault: { kind: 'hang' } },
    ])
    await api.control.clearRequests()
    const save = (name: string) =>
      api.call(trunkRoute.PUT, 'PUT', { trunkId }, { body: { name }, ifMatch: etag })
    const answers = await Promise.all(['First', 'Second', 'Third'].map(save))
    for (const { ms, status } of answers) {
      expect(ms).toBeLessThan(longestMs)
      expect(status).toBe(503)
    }
    const [first, ...queued] = answers
    expect(first?.body.error.outcomeUnknown).toBe(true)
    for (const { body } of queued) {
      expect(body.error.message).toContain('still being saved')
      expect(body.error.outcomeUnknown).toBeUndefined()
    }
    const puts = (await api.control.requests()).filter(({ method }) => method === 'PUT')
    expect(puts.length).toBeGreaterThan(0)
    // The queue is open again, and those who gave up have not come after all.
    await api.control.clearFaults()
    await api.control.clearRequests()
    const read = await api.call(trunkRoute.GET, 'GET', { trunkId })
    expect(read.body.name).toBe('Trunk 2')
    const again = await api.call(
      trunkRoute.PUT,
      'PUT',
      { trunkId },
      { body: { name: 'Fourth' }, ifMatch: read.headers.get('etag') ?? '' },
    )
    expect(again.body).toMatchObject({ name: 'Fourth' })
    expect((await api.control.requests()).filter(({ method }) => method === 'PUT')).toHaveLength(1)
  }, 150_000)

  it('has no write begun whose answer nobody would wait for (A14)', async () => {
    const { trunkId, etag } = await makeTrunk()
    // Each try of the read takes 14 s, and the second is answered when less than what a write needs is left.
    await api.control.faults([
      { method: 'GET', path: `**/trunks/${trunkId}`, nth: 1, fault: { kind: 'hang' } },
      { method: 'GET', path: `**/trunks/${trunkId}`, nth: 2, fault: { kind: 'hang' } },
      { method: 'GET', path: `**/trunks/${trunkId}`, nth: 3, fault: { kind: 'delay', ms: 8000 } },
    ])
    await api.control.clearRequests()
    const saved = await api.call(
      trunkRoute.PUT,
      'PUT',
      { trunkId },
      { body: { name: 'Late' }, ifMatch: etag },
    )
    expect(saved.ms).toBeLessThan(longestMs)
    expect(saved.status).toBe(503)
    expect(saved.body.error.message).toContain('Nothing was changed')
    expect((await api.control.requests()).filter(({ method }) => method === 'PUT')).toHaveLength(0)
  }, 60_000)

  it('ends a test of the connection in time, whichever of its steps are slow (A14)', async () => {
    await api.control.faults([
      { path: '/oauth2/token', count: 2, fault: { kind: 'hang' } },
      { method: 'GET', path: '**/trunks', fault: { kind: 'hang' } },
    ])
    const tested = await api.call(testConnection, 'POST')
    expect(tested.ms).toBeLessThan(longestMs)
    expect(tested.body.ok ?? false).toBe(false)
  }, 120_000)
})
