import { afterAll, beforeAll, expect, it } from 'vitest'
import { endpoints } from '../lib/resources/endpoints'
import { trunks } from '../lib/resources/trunks'
import { itemRoutes } from '../lib/server/resource-routes'
import { routesInProcess } from './routes-in-process'

const trunkRoute = itemRoutes(trunks)
const endpointRoute = itemRoutes(endpoints)

let api: Awaited<ReturnType<typeof routesInProcess>>
beforeAll(async () => {
  api = await routesInProcess()
})
afterAll(() => api.end())

it('what another program made and nobody could enter here is edited all the same, and nothing of it is lost', async () => {
  const trunkId = await api.makeElsewhere('trunks', { name: 'Theirs', hostName: 'held' })
  const fixed = { name: 'e1', isRegistered: false, address: '203.0.113.9', port: 5060, priority: 1 }
  const path = `trunks/${trunkId}/endpoints`
  const endpointId = await api.makeElsewhere(path, { ...fixed, transport: 'UDP', enabled: true })
  await api.control.putObject('trunks', trunkId, { name: '' })
  await api.control.putObject('endpoints', endpointId, { port: null })

  const params = { trunkId, endpointId }
  const before = await api.call(endpointRoute.GET, 'GET', params)
  expect(before.body).toMatchObject({ port: null })
  const ifMatch = before.headers.get('etag') ?? ''
  const wrong = await api.call(endpointRoute.PUT, 'PUT', params, { ifMatch, body: { port: 0 } })
  expect(wrong.body.error.fields).toEqual({ port: 'The port is a number from 1 to 65535.' })
  const saved = await api.call(endpointRoute.PUT, 'PUT', params, { ifMatch, body: { name: 'e2' } })
  expect(saved.body).toMatchObject({ name: 'e2', port: null, address: '203.0.113.9' })

  const trunk = await api.call(trunkRoute.GET, 'GET', { trunkId })
  expect(trunk.body.name).toBe('')
  const change = { ifMatch: trunk.headers.get('etag') ?? '', body: { enableCallerName: true } }
  const judged = await api.call(trunkRoute.PUT, 'PUT', { trunkId }, change)
  // Whether a trunk may go without a name is for the vendor to say; the sandbox says no.
  expect(judged.body.error).toMatchObject({
    code: 'upstream_rejected',
    message: expect.stringContaining('blank'),
  })
})
