import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startSandbox, type StartedSandbox } from './testing'
import { listOf, testingClient, type TestingClient } from './testing-client'

let sandbox: StartedSandbox
let client: TestingClient
let trunk: string
beforeAll(async () => {
  sandbox = await startSandbox()
  client = testingClient(sandbox)
})
beforeEach(async () => {
  await sandbox.control.reset()
  trunk = await make('/trunks', { name: 'T', hostName: 't' })
})
afterAll(() => sandbox.close())

async function make(path: string, body: unknown): Promise<string> {
  const answer = await client.send('POST', path, body)
  expect(answer.status, answer.text).toBeLessThan(300)
  return String(answer.json.id)
}
async function refusal(method: string, path: string, body?: unknown): Promise<unknown[]> {
  const { status, json } = await client.send(method, path, body)
  return [status, json.status, json.message]
}
const password = 'Correct-horse-1'
const makeAcl = () =>
  make('/accessControlLists', { name: 'A', enabled: true, ipRanges: [{ ipAddress: '192.0.2.1' }] })
const makeUsers = (...usernames: string[]) =>
  make('/credentialLists', { name: 'C', credentials: usernames.map((username) => ({ username, password })) })

describe('SIP endpoints', () => {
  const registered = { name: 'E', isRegistered: true, credentialUsername: 'user-1', priority: 1 }

  it('gives a static endpoint UDP, port 5060 and enabled unless told otherwise', async () => {
    const { json } = await client.send('POST', `/trunks/${trunk}/endpoints`, {
      name: 'E',
      address: '192.0.2.1',
      priority: 1,
    })
    expect(json).toMatchObject({
      transport: 'UDP',
      port: 5060,
      enabled: true,
      sipTrunkId: trunk,
      updateTime: null,
    })
  })

  it('asks only that the user name exists somewhere in the project', async () => {
    const path = `/trunks/${trunk}/endpoints`
    expect((await refusal('POST', path, registered)).slice(0, 2)).toEqual([404, 'CREDENTIAL_NOT_FOUND'])
    expect((await refusal('POST', path, { ...registered, credentialUsername: 'taken' }))[1]).toBe(
      'CREDENTIAL_NOT_FOUND',
    )
    await makeUsers('user-1')
    expect((await client.send('POST', path, registered)).status).toBe(201)
  })

  it('replaces the whole endpoint, also by one of the other kind', async () => {
    await makeUsers('user-1')
    const path = `/trunks/${trunk}/endpoints/${await make(`/trunks/${trunk}/endpoints`, { name: 'E', address: '192.0.2.1', priority: 1 })}`
    const { json } = await client.send('PUT', path, { ...registered, transport: 'TLS', enabled: false })
    expect(json).toMatchObject({ credentialUsername: 'user-1', isRegistered: true, enabled: false })
    expect(json).not.toHaveProperty('address')
    const bare = await client.sendLoosely('PUT', path, { name: 'E', address: '192.0.2.9', priority: 3 })
    expect(bare.json).toMatchObject({ address: '192.0.2.9', port: null, transport: null, enabled: null })
  })

  it.each([
    [{ name: 'E', priority: 1 }, 'address'],
    [{ name: 'E', address: 'x', priority: 0 }, 'priority'],
    [{ name: 'E', address: 'x', priority: 1, port: 65_536 }, 'port'],
    [{ name: 'E', address: 'x', priority: 1, transport: 'SCTP' }, 'transport'],
  ])('names the field at fault in %j', async (body, field) => {
    const { status, json } = await client.send('POST', `/trunks/${trunk}/endpoints`, body)
    expect([status, json.details]).toMatchObject([400, [{ fieldViolations: [{ field }] }]])
  })

  it('belongs to its own trunk alone', async () => {
    const other = await make('/trunks', { name: 'O', hostName: 'o' })
    const id = await make(`/trunks/${trunk}/endpoints`, { name: 'E', address: '192.0.2.1', priority: 1 })
    expect((await client.send('GET', `/trunks/${other}/endpoints/${id}`)).status).toBe(404)
  })
})

describe('access control lists', () => {
  it('cannot read ranges written as CIDR, nor a list without enabled', async () => {
    const unreadable = [400, 'VALIDATION_FAILED', 'Failed to read HTTP message']
    const ranges = [{ ipAddress: '192.0.2.1' }]
    expect(
      await refusal('POST', '/accessControlLists', { name: 'A', enabled: true, ipRanges: ['192.0.2.0/24'] }),
    ).toEqual(unreadable)
    expect(await refusal('POST', '/accessControlLists', { name: 'A', ipRanges: ranges })).toEqual(unreadable)
    const cidr = { name: 'A', enabled: true, ipRanges: [{ ipAddress: '192.0.2.0/24' }] }
    expect((await refusal('POST', '/accessControlLists', cidr))[0]).toBe(400)
  })

  it('keeps at least one range', async () => {
    const sentence = 'Access Control Lists must contain at least one IP range'
    const none = { name: 'A', enabled: true, ipRanges: [] }
    expect(await refusal('POST', '/accessControlLists', none)).toEqual([400, 'BAD_REQUEST', sentence])
    const id = await makeAcl()
    const [range] = listOf(await client.send('GET', `/accessControlLists/${id}/ipRanges`), 'ipRanges')
    expect(range).toMatchObject({ range: 32, description: null, accessControlListId: id })
    const path = `/accessControlLists/${id}/ipRanges/${String(range?.id)}`
    expect(await refusal('DELETE', path)).toEqual([400, 'BAD_REQUEST', sentence])
    await client.send('POST', `/accessControlLists/${id}/ipRanges`, { ipAddress: '192.0.2.8', range: 29 })
    expect((await client.send('DELETE', path)).status).toBe(204)
    expect(
      (await client.send('PUT', `/accessControlLists/${id}`, { name: 'B', enabled: false })).json,
    ).toMatchObject({
      name: 'B',
      enabled: false,
      ipRanges: [{ range: 29 }],
    })
  })

  it('replaces all ranges by those of a PUT, but never by none', async () => {
    const path = `/accessControlLists/${await makeAcl()}`
    const ranges = [{ ipAddress: '192.0.2.9' }, { ipAddress: '192.0.2.16', range: 28 }]
    const put = (ipRanges: unknown) => client.send('PUT', path, { name: 'A', enabled: true, ipRanges })
    expect((await put([])).status).toBe(400)
    expect((await put(ranges)).json.ipRanges).toMatchObject(ranges)
    expect((await client.send('GET', path)).json.ipRanges).toHaveLength(2)
  })

  it('links once, echoes only what was sent, and cannot go while linked', async () => {
    const [one, two] = [await makeAcl(), await makeAcl()]
    const path = `/trunks/${trunk}/accessControlLists`
    await client.send('POST', path, { accessControlListIds: [one] })
    expect((await client.send('POST', path, { accessControlListIds: [two] })).json).toEqual({
      accessControlListIds: [two],
    })
    expect((await client.send('POST', path, { accessControlListIds: [] })).json).toEqual({})
    expect(await refusal('POST', path, { accessControlListIds: [one] })).toEqual([
      400,
      'BAD_REQUEST',
      `Access control list with id '${one}' is already added to trunk '${trunk}'`,
    ])
    expect((await client.send('GET', path)).json.accessControlListIds).toEqual([one, two])
    expect((await client.send('GET', `/accessControlLists/${one}`)).json.trunks).toEqual([trunk])
    expect((await refusal('DELETE', `/accessControlLists/${one}`))[2]).toBe(
      'Access Control List cannot be deleted while attached to a SIP Trunk',
    )
    await client.send('DELETE', `${path}/${one}`)
    expect((await client.send('DELETE', `${path}/${one}`)).status).toBe(404)
    expect((await client.send('DELETE', `/accessControlLists/${one}`)).status).toBe(204)
  })

  it('links nothing of a request in which one id is unknown', async () => {
    const path = `/trunks/${trunk}/accessControlLists`
    expect((await refusal('POST', path, { accessControlListIds: [await makeAcl(), 'unknown'] }))[0]).toBe(404)
    expect((await client.send('GET', path)).json.accessControlListIds).toEqual([])
  })
})

describe('credential lists', () => {
  it.each(['short-A1', 'no-upper-case-1', 'NO-LOWER-CASE-1', 'No-digit-at-all'])(
    'refuses the password %s',
    async (weak) => {
      const body = { name: 'C', credentials: [{ username: 'u', password: weak }] }
      expect((await refusal('POST', '/credentialLists', body)).slice(0, 2)).toEqual([400, 'BAD_REQUEST'])
      const id = await makeUsers('other')
      expect((await refusal('PUT', `/credentialLists/${id}/credentials/other`, { password: weak }))[0]).toBe(
        400,
      )
    },
  )

  it('refuses a user name that anyone has, and never shows a password', async () => {
    const id = await makeUsers('one', 'two')
    for (const username of ['one', 'acme-pbx']) {
      const body = { name: 'C', credentials: [{ username, password }] }
      expect((await refusal('POST', '/credentialLists', body))[2]).toBe(
        'The provided username is unavailable',
      )
    }
    const read = await client.send('GET', `/credentialLists/${id}`)
    expect(read.json.credentials).toEqual([
      { id: expect.any(String), username: 'one' },
      { id: expect.any(String), username: 'two' },
    ])
    expect(read.json.updateTime).toBeNull()
    await client.send('PUT', `/credentialLists/${id}/credentials/one`, { password: 'Another-horse-2' })
    expect((await client.send('GET', `/credentialLists/${id}`)).json.updateTime).not.toBeNull()
  })

  it('cannot go while linked, nor while an endpoint uses one of its names', async () => {
    const id = await makeUsers('user-1')
    const path = `/trunks/${trunk}/credentialLists`
    await client.send('PUT', path, [id])
    expect((await refusal('POST', path, { credentialListIds: [id] }))[2]).toBe(
      `Credential list with id '${id}' is already added to trunk '${trunk}'`,
    )
    const endpoint = await make(`/trunks/${trunk}/endpoints`, {
      name: 'E',
      isRegistered: true,
      credentialUsername: 'user-1',
      priority: 1,
    })
    const why = async () => (await refusal('DELETE', `/credentialLists/${id}`))[2]
    expect(await why()).toBe('Credential List cannot be deleted while attached to a SIP Trunk')
    await client.send('PUT', path, { credentialListIds: [] })
    expect(await why()).toBe('Credential List cannot be deleted while attached to a SIP Endpoint')
    expect((await refusal('DELETE', `/credentialLists/${id}/credentials/user-1`))[0]).toBe(400)
    await client.send('DELETE', `/trunks/${trunk}/endpoints/${endpoint}`)
    expect((await client.send('DELETE', `/credentialLists/${id}`)).status).toBe(204)
  })

  it('finds user names with any character in the path', async () => {
    const name = 'a/b?c d+e%'
    const id = await makeUsers(name)
    const path = `/credentialLists/${id}/credentials/${encodeURIComponent(name)}`
    expect((await client.send('PUT', path, { password })).json.username).toBe(name)
    expect((await client.send('DELETE', path)).status).toBe(204)
  })
})
