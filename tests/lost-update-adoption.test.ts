import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { callBlockingRules } from '../lib/resources/call-blocking-rules'
import { trunks } from '../lib/resources/trunks'
import { collectionRoutes } from '../lib/server/resource-routes'
import { routesInProcess } from './routes-in-process'

const trunkRoutes = collectionRoutes(trunks)
const ruleRoutes = collectionRoutes(callBlockingRules)

let api: Awaited<ReturnType<typeof routesInProcess>>
beforeAll(async () => {
  api = await routesInProcess()
})
afterAll(() => api.end())
beforeEach(() => api.control.clearFaults())

let made = 0
const newHost = () => `adopt-${(made += 1)}`

const postTrunk = (hostName: string, name = 'Mine') =>
  api.call(trunkRoutes.POST, 'POST', {}, { body: { name, hostName } })
const listTrunks = async () => (await api.call(trunkRoutes.GET, 'GET')).body.items

describe('the answer to a create is lost', () => {
  it('a trunk that somebody else made since the list was last read is not taken for ours: the vendor refuses (A5)', async () => {
    const hostName = newHost()
    await listTrunks()
    const theirs = await api.makeElsewhere('trunks', { name: 'Mine', hostName })
    await api.control.faults({ method: 'POST', path: '**/trunks', nth: 1, fault: { kind: 'resetBefore' } })
    const answer = await postTrunk(hostName)
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(answer.status).toBeLessThan(500)
    expect(JSON.stringify(answer.body)).not.toContain(theirs)
    expect(answer.body.error.message).toContain('domain name')
  })

  it('what was made is found and handed over, and nothing is made twice (A2)', async () => {
    const hostName = newHost()
    await api.control.faults({ method: 'POST', path: '**/trunks', nth: 1, fault: { kind: 'resetAfter' } })
    const answer = await postTrunk(hostName)
    expect(answer.status, JSON.stringify(answer.body)).toBe(201)
    const same = (await listTrunks()).filter((trunk: { hostName: string }) => trunk.hostName === hostName)
    expect(same).toMatchObject([{ id: answer.body.id, name: 'Mine' }])
  })

  it('one that appears meanwhile and differs from what was sent is for a person to judge', async () => {
    const hostName = newHost()
    await api.control.faults({ method: 'POST', path: '**/trunks', nth: 1, fault: { kind: 'hang' } })
    const posting = postTrunk(hostName)
    while (!(await api.control.listFaults()).some(({ fired }) => fired > 0))
      await new Promise((resolve) => setTimeout(resolve, 5))
    await api.makeElsewhere('trunks', { name: 'Theirs', hostName })
    const answer = await posting
    expect(answer.status).toBe(409)
    expect(answer.body.error.code).toBe('conflict')
    expect(answer.body.error.message).toContain('differs from what was sent')
  }, 40_000)

  it('two that appear meanwhile are for a person to judge, and none is handed over', async () => {
    const rule = { name: 'Twin', direction: 'INBOUND', callerCountry: 'SE' }
    const body = { ...rule, calleeCountry: '', callerMatch: '', calleeMatch: '' }
    await api.control.faults({
      method: 'POST',
      path: '**/callBlockingRules',
      nth: 1,
      fault: { kind: 'hang', execute: true },
    })
    const posting = api.call(ruleRoutes.POST, 'POST', {}, { body })
    while (!(await api.control.listFaults()).some(({ fired }) => fired > 0))
      await new Promise((resolve) => setTimeout(resolve, 5))
    await api.makeElsewhere('callBlockingRules', body)
    const answer = await posting
    expect(answer.status).toBe(409)
    expect(answer.body.error.message).toContain('Two new call blocking rules')
  }, 40_000)
})
