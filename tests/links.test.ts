import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DELETE as unlinkAcl } from '../app/api/projects/[projectId]/trunks/[trunkId]/accessControlLists/[accessControlListId]/route'
import {
  GET as readAcls,
  POST as linkAcls,
} from '../app/api/projects/[projectId]/trunks/[trunkId]/accessControlLists/route'
import {
  GET as readLists,
  POST as linkLists,
} from '../app/api/projects/[projectId]/trunks/[trunkId]/credentialLists/route'
import { database } from '../lib/server/storage'
import { routesInProcess } from './routes-in-process'

let api: Awaited<ReturnType<typeof routesInProcess>>
beforeAll(async () => {
  api = await routesInProcess()
})
afterAll(() => api.end())

let count = 0
const makeTrunk = () => {
  count += 1
  return api.makeElsewhere('trunks', { name: `Trunk ${count}`, hostName: `links-${count}` })
}
const makeList = (name: string) =>
  api.makeElsewhere('accessControlLists', {
    name,
    enabled: true,
    ipRanges: [{ description: '', ipAddress: '192.0.2.1', range: 32 }],
  })
const makeUsers = (name: string, username: string) =>
  api.makeElsewhere('credentialLists', {
    name,
    credentials: [{ username, password: 'A-long-password-1' }],
  })
const link = (trunkId: string, ...accessControlListIds: string[]) =>
  api.call(linkAcls, 'POST', { trunkId }, { body: { accessControlListIds } })

describe('links of a trunk', () => {
  it('are read as whole lists, linked several at once, and taken off one by one, each write recorded', async () => {
    const trunkId = await makeTrunk()
    const [b, a] = [await makeList('Beta'), await makeList('Alpha')]
    expect((await api.call(readAcls, 'GET', { trunkId })).body.items).toEqual([])
    expect(await link(trunkId, a, b)).toMatchObject({ status: 200, body: { accessControlListIds: [a, b] } })
    const { body } = await api.call(readAcls, 'GET', { trunkId })
    expect(body).toMatchObject({ unreadIds: [], stale: false })
    expect(body.items).toMatchObject([
      { name: 'Alpha', enabled: true, trunks: [trunkId], ipRanges: [{ ipAddress: '192.0.2.1' }] },
      { name: 'Beta' },
    ])
    const removed = await api.call(unlinkAcl, 'DELETE', { trunkId, accessControlListId: a })
    expect(removed.status).toBe(204)
    expect((await api.call(readAcls, 'GET', { trunkId })).body.items).toMatchObject([{ name: 'Beta' }])
    const { db } = await database()
    const rows = await db
      .selectFrom('audit')
      .select(['action', 'outcome', 'target', 'before'])
      .where('target', 'like', `%${trunkId}%`)
      .orderBy('seq')
      .execute()
    expect(rows).toMatchObject([
      { action: 'accessControlLists.link', outcome: 'ok', target: trunkId },
      { action: 'accessControlLists.unlink', outcome: 'ok', before: expect.stringContaining(a) },
    ])
  })

  it('that exist already are refused in one sentence that names the list, and nothing else is linked', async () => {
    const trunkId = await makeTrunk()
    const [one, other] = [await makeList('Linked before'), await makeList('Not linked')]
    await link(trunkId, one)
    const refused = await link(trunkId, other, one)
    expect(refused.status).toBe(409)
    expect(refused.body.error.message).toBe(
      'The access control list “Linked before” is linked to this trunk already, so nothing was changed.',
    )
    expect((await api.call(readAcls, 'GET', { trunkId })).body.items).toHaveLength(1)
  })

  it('that somebody else made in the meantime are told from those that nobody made', async () => {
    const trunkId = await makeTrunk()
    const [one, other] = [await makeList('Linked meanwhile'), await makeList('Linked by nobody')]
    const path = `**/trunks/${trunkId}/accessControlLists`
    await api.control.faults({ method: 'POST', path, count: 1, fault: { kind: 'delay', ms: 1_500 } })
    await api.control.clearRequests()
    const linking = link(trunkId, other, one)
    const isUnderWay = async () => (await api.control.requests()).some(({ method }) => method === 'POST')
    await expect.poll(isUnderWay, { interval: 20 }).toBe(true)
    await api.makeElsewhere(`trunks/${trunkId}/accessControlLists`, { accessControlListIds: [one] })
    const refused = await linking
    await api.control.clearFaults()
    expect(refused.status).toBe(409)
    expect(refused.body.error.message).toBe(
      'The access control list “Linked meanwhile” is linked to this trunk already, so nothing was changed.',
    )
  })

  it('that the vendor calls linked although they are not are refused in its own words', async () => {
    const trunkId = await makeTrunk()
    const list = await makeList('Not linked at all')
    const path = `**/trunks/${trunkId}/accessControlLists`
    const body = JSON.stringify({ code: 400, message: 'A list is already added to another customer' })
    await api.control.faults({ method: 'POST', path, fault: { kind: 'body', status: 400, body } })
    const refused = await link(trunkId, list)
    await api.control.clearFaults()
    expect(refused.status).toBe(422)
    expect(refused.body.error.message).toContain('already added to another customer')
  })

  it('that are not there cannot be taken off, and an empty choice is refused', async () => {
    const trunkId = await makeTrunk()
    const missing = await api.call(unlinkAcl, 'DELETE', {
      trunkId,
      accessControlListId: await makeList('Loose'),
    })
    expect(missing.status).toBe(404)
    expect(missing.body.error.message).toMatch(/is not linked to this trunk/)
    const empty = await link(trunkId)
    expect(empty.status).toBe(422)
    expect(empty.body.error.fields).toEqual({ accessControlListIds: 'Choose at least one list.' })
    expect((await link(trunkId, 'no-such-list')).status).toBe(404)
    expect((await api.call(readAcls, 'GET', { trunkId: 'no-such-trunk' })).status).toBe(404)
  })

  it('of credential lists show their users, also of a list that was made elsewhere just now', async () => {
    const trunkId = await makeTrunk()
    await api.call(readLists, 'GET', { trunkId })
    const credentialListId = await makeUsers('Fresh', 'fresh-user')
    const body = { credentialListIds: [credentialListId] }
    expect((await api.call(linkLists, 'POST', { trunkId }, { body })).status).toBe(200)
    const { items } = (await api.call(readLists, 'GET', { trunkId })).body
    expect(items).toMatchObject([{ name: 'Fresh', credentials: [{ username: 'fresh-user' }] }])
    expect(JSON.stringify(items)).not.toContain('password')
  })
})
