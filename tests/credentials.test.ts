import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import * as credential from '../app/api/projects/[projectId]/credentialLists/[credentialListId]/credentials/[username]/route'
import * as deletePlan from '../app/api/projects/[projectId]/credentialLists/[credentialListId]/deletePlan/route'
import * as usage from '../app/api/projects/[projectId]/credentialLists/[credentialListId]/usage/route'
import * as trunks from '../app/api/projects/[projectId]/trunks/route'
import * as lists from '../app/api/projects/[projectId]/credentialLists/route'
import type { CredentialListUsage } from '../lib/server/credential-list-usage'
import { readPropagating } from '../lib/server/propagation'
import { database } from '../lib/server/storage'
import { routesInProcess } from './routes-in-process'

let routes: Awaited<ReturnType<typeof routesInProcess>>
beforeAll(async () => {
  routes = await routesInProcess()
})
afterAll(() => routes.end())

const strong = 'Strong-enough-1'
let count = 0

/** A list with two users, linked to one trunk. */
async function linkedList() {
  count += 1
  const users = [`one-${count}`, `two/${count}`] as const
  const listId = await routes.makeElsewhere('credentialLists', {
    name: `List ${count}`,
    credentials: users.map((username) => ({ username, password: strong })),
  })
  const trunkId = await makeTrunk(`Trunk ${count}`, `credentials-${count}`)
  await routes.makeElsewhere(`trunks/${trunkId}/credentialLists`, { credentialListIds: [listId] })
  return { listId, trunkId, users }
}

/** Through the console, which forgets the list of trunks that it remembers. */
async function makeTrunk(name: string, hostName: string): Promise<string> {
  const { status, body } = await routes.call(trunks.POST, 'POST', {}, { body: { name, hostName } })
  expect(status).toBe(201)
  return body.id
}

/** What uses a list, asked until the console has gone through as many trunks as it takes. */
async function usageWhen(
  listId: string,
  isSo: (usage: CredentialListUsage) => boolean,
): Promise<CredentialListUsage> {
  return await vi.waitFor(
    async () => {
      const { status, body } = await routes.call(usage.GET, 'GET', { credentialListId: listId })
      expect(status).toBe(200)
      expect(isSo(body), JSON.stringify(body)).toBe(true)
      return body
    },
    { timeout: 10_000, interval: 100 },
  )
}

async function auditRows(action: string, target: string) {
  const { db } = await database()
  return await db
    .selectFrom('audit')
    .selectAll()
    .where('action', '=', action)
    .where('target', '=', target)
    .execute()
}

describe('one user of a credential list', () => {
  it('gets a new password, which is on record without it, and starts the clock of the trunks that use the list', async () => {
    const { listId, trunkId, users } = await linkedList()
    const password = 'A-new-Password-42'
    const params = { credentialListId: listId, username: users[0] }
    const saved = await routes.call(credential.PUT, 'PUT', params, { body: { password } })
    expect([saved.status, saved.body]).toEqual([200, { username: users[0] }])
    const rows = await auditRows('credentials.update', `${listId}/${users[0]}`)
    expect(rows).toMatchObject([{ outcome: 'ok', input: '{"password":"[removed]"}', before: null }])
    expect(JSON.stringify(rows)).not.toContain(password)
    expect(await readPropagating(await routes.project())).toMatchObject([
      { trunkId, reason: `Credential “${users[0]}” was changed` },
    ])
  })

  it('is refused a weak password in one sentence that names what is missing, and the vendor is not asked', async () => {
    const { listId, users } = await linkedList()
    const params = { credentialListId: listId, username: users[0] }
    const refused = await routes.call(credential.PUT, 'PUT', params, { body: { password: 'weakweak' } })
    expect(refused.status).toBe(422)
    const message = 'The password needs at least 12 characters, an upper case letter and a digit.'
    expect(refused.body.error).toMatchObject({
      code: 'invalid_request',
      message,
      fields: { password: message },
    })
    expect(await auditRows('credentials.update', `${listId}/${users[0]}`)).toEqual([])
  })

  it('is removed, whatever its name, and is gone from the list at once', async () => {
    const { listId, users } = await linkedList()
    const read = async () =>
      (await routes.call(lists.GET, 'GET', {}, { search: `?q=${listId}` })).body.items[0].credentials
    expect(await read()).toHaveLength(2)
    const params = { credentialListId: listId, username: users[1] }
    expect((await routes.call(credential.DELETE, 'DELETE', params)).status).toBe(204)
    expect(await read()).toMatchObject([{ username: users[0] }])
    expect(await auditRows('credentials.delete', `${listId}/${users[1]}`)).toMatchObject([{ outcome: 'ok' }])
    const again = await routes.call(credential.DELETE, 'DELETE', params)
    expect([again.status, again.body.error.code]).toEqual([404, 'not_found'])
  })
})

describe('what uses a credential list', () => {
  it('is told with the endpoints that register with it in vain, because it is not linked to their trunk', async () => {
    const { listId, trunkId, users } = await linkedList()
    const other = await makeTrunk('Branch', `branch-${count}`)
    const endpoint = { isRegistered: true, name: 'PBX', credentialUsername: users[0], priority: 1 }
    await routes.makeElsewhere(`trunks/${trunkId}/endpoints`, endpoint)
    await routes.makeElsewhere(`trunks/${other}/endpoints`, { ...endpoint, name: 'Branch PBX' })
    await routes.makeElsewhere(`trunks/${other}/endpoints`, {
      name: 'SBC',
      address: '192.0.2.1',
      priority: 1,
    })
    const body = await usageWhen(listId, ({ unexamined }) => unexamined === 0)
    expect(body.trunks).toEqual([{ id: trunkId, name: `Trunk ${count}` }])
    const expected = [
      { name: 'PBX', username: users[0], trunkId, isLinked: true },
      { name: 'Branch PBX', username: users[0], trunkId: other, trunkName: 'Branch', isLinked: false },
    ]
    expect(body.endpoints).toHaveLength(expected.length)
    for (const one of expected) expect(body.endpoints).toContainEqual(expect.objectContaining(one))

    const refused = await routes.call(credential.DELETE, 'DELETE', {
      ...{ credentialListId: listId, username: users[0] },
    })
    expect([refused.status, refused.body.error.code]).toEqual([422, 'upstream_rejected'])
  })

  it('keeps it from being deleted: the plan takes those endpoints off too, linked or not', async () => {
    const { listId, users } = await linkedList()
    const other = await makeTrunk('Elsewhere', `elsewhere-${count}`)
    const endpoint = { isRegistered: true, name: 'Far PBX', credentialUsername: users[1], priority: 1 }
    await routes.makeElsewhere(`trunks/${other}/endpoints`, endpoint)
    await usageWhen(listId, ({ endpoints }) => endpoints.some(({ trunkId }) => trunkId === other))
    const { body } = await routes.call(deletePlan.GET, 'GET', { credentialListId: listId })
    expect(
      body.steps.map(({ action, label }: { action: string; label: string }) => `${action} ${label}`),
    ).toEqual([
      'delete_endpoint Far PBX of Elsewhere',
      expect.stringMatching(/^unlink /),
      expect.stringMatching(/^delete /),
    ])
  })

  it('says how many trunks were not examined instead of leaving them out', async () => {
    const { listId } = await linkedList()
    const dark = await makeTrunk('Dark', `dark-${count}`)
    await routes.control.faults({
      method: 'GET',
      path: `/v1/**/trunks/${dark}/endpoints`,
      fault: { kind: 'status', status: 404 },
    })
    await usageWhen(listId, ({ unexamined }) => unexamined === 1)
    await routes.control.clearFaults()
  })

  it('stands in the list of lists by name', async () => {
    const { listId, trunkId } = await linkedList()
    const { body } = await routes.call(lists.GET, 'GET', {}, { search: `?q=${listId}` })
    expect(body.items).toMatchObject([{ id: listId, trunks: [{ id: trunkId, name: `Trunk ${count}` }] }])
    const gone = await routes.call(usage.GET, 'GET', { credentialListId: 'no-such-list' })
    expect(gone.status).toBe(404)
  })
})
