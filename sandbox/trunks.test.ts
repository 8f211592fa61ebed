import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startSandbox, type StartedSandbox } from './testing'
import { listOf, testingClient, type TestingClient } from './testing-client'

let sandbox: StartedSandbox
let client: TestingClient
beforeAll(async () => {
  sandbox = await startSandbox()
  client = testingClient(sandbox)
})
beforeEach(() => sandbox.control.reset())
afterAll(() => sandbox.close())

async function makeTrunk(hostName = 'head-office', more = {}): Promise<string> {
  const { json, status } = await client.send('POST', '/trunks', { name: 'Head office', hostName, ...more })
  expect(status).toBe(201)
  return String(json.id)
}

describe('trunks', () => {
  it('creates with defaults, a domain, a ULID and no update time', async () => {
    const { json } = await client.send('POST', '/trunks', { name: 'Head office', hostName: 'head-office' })
    expect(json).toMatchObject({
      name: 'Head office',
      domain: 'head-office.pstn.sinch.com',
      topLevelDomain: 'pstn.sinch.com',
      callsPerSecond: 1,
      enableCallerName: false,
      callForwardNumber: '',
      enableCallForward: false,
      updateTime: null,
      projectId: 'sandbox',
    })
    expect(json.id).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}$/)
    expect(json).not.toHaveProperty('domainLabel')
  })

  it('shows nanoseconds without a zone after a write, and whole seconds on a read', async () => {
    const made = await client.send('POST', '/trunks', { name: 'a', hostName: 'a' })
    expect(made.json.createTime).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}$/)
    const read = await client.send('GET', `/trunks/${String(made.json.id)}`)
    expect(read.json.createTime).toBe(String(made.json.createTime).slice(0, 19))
  })

  it('makes null of every writable field that a PUT leaves out', async () => {
    const id = await makeTrunk('a', { enableCallForward: true, callForwardNumber: '+12125550100' })
    const { json } = await client.send('PUT', `/trunks/${id}`, { name: 'b', hostName: 'b' })
    expect(json).toMatchObject({ callForwardNumber: null, enableCallForward: null, enableCallerName: null })
    expect(json).toMatchObject({ name: 'b', domain: 'b.pstn.sinch.com', callsPerSecond: 1 })
    expect(json.updateTime).toMatch(/\.\d{9}$/)
  })

  it('refuses a host name that anyone has, in any case, but not one’s own', async () => {
    const id = await makeTrunk('Mine')
    for (const hostName of ['mine', 'taken', 'ACME']) {
      const { status, json } = await client.send('POST', '/trunks', { name: 'x', hostName })
      expect([status, json.status, json.message]).toEqual([
        400,
        'BAD_REQUEST',
        'The provided domain name is unavailable',
      ])
    }
    expect((await client.send('PUT', `/trunks/${id}`, { name: 'x', hostName: 'mine' })).status).toBe(200)
  })

  it.each([
    ['a dot in the host name', { name: 'x', hostName: 'sip.example' }, 'hostName'],
    ['no name', { hostName: 'x' }, 'name'],
    ['a blank name', { name: ' ', hostName: 'x' }, 'name'],
    ['forwarding to nowhere', { name: 'x', hostName: 'x', enableCallForward: true }, 'callForwardNumber'],
    ['forwarding to a word', { name: 'x', hostName: 'x', callForwardNumber: 'you' }, 'callForwardNumber'],
  ])('names the field at fault: %s', async (_what, body, field) => {
    const { status, json } = await client.send('POST', '/trunks', body)
    expect([status, json.status]).toEqual([400, 'VALIDATION_FAILED'])
    expect(json.details).toMatchObject([{ type: 'BadRequest', fieldViolations: [{ field }] }])
  })

  it('cannot read a body of another type', async () => {
    for (const body of [
      [],
      'text',
      { name: 1, hostName: 'x' },
      { name: 'x', hostName: 'x', enableCallerName: 'yes' },
    ]) {
      const { status, json } = await client.send('POST', '/trunks', body)
      expect([status, json.message]).toEqual([400, 'Failed to read HTTP message'])
    }
  })

  it('pages from one, takes the old name of size, and is empty past the end', async () => {
    for (let index = 0; index < 5; index += 1) await makeTrunk(`t${index}`)
    const second = await client.send('GET', '/trunks?page=2&size=2')
    expect(listOf(second, 'trunks').map((trunk) => trunk.hostName)).toEqual(['t2', 't3'])
    expect(second.json).toMatchObject({ totalItems: 5, pageNumber: 2, pageSize: 2, size: 2 })
    const old = await client.sendLoosely('GET', '/trunks?page=1&pageSize=3')
    expect(listOf(old, 'trunks')).toHaveLength(3)
    expect(listOf(await client.send('GET', '/trunks?page=9&size=2'), 'trunks')).toEqual([])
    for (const query of ['size=501', 'size=0', 'page=0', 'page=x']) {
      expect((await client.send('GET', `/trunks?${query}`)).status).toBe(400)
    }
  })

  it('finds a trunk by its whole domain only', async () => {
    await makeTrunk('one')
    await makeTrunk('two')
    const found = async (domain: string) =>
      listOf(await client.send('GET', `/trunks?domain=${domain}`), 'trunks').length
    expect(await found('one.pstn.sinch.com')).toBe(1)
    expect(await found('one.elsewhere.example')).toBe(0)
    expect(await found('taken.pstn.sinch.com')).toBe(0)
  })

  it('refuses to delete a trunk with numbers, endpoints or links, one after the other', async () => {
    const id = await makeTrunk()
    const acl = await client.send('POST', '/accessControlLists', {
      name: 'a',
      enabled: true,
      ipRanges: [{ ipAddress: '192.0.2.1' }],
    })
    const list = await client.send('POST', '/credentialLists', { name: 'c', credentials: [] })
    await client.send('POST', '/phoneNumbers', { sipTrunkId: id, phoneNumber: '+12125550100' })
    const endpoint = await client.send('POST', `/trunks/${id}/endpoints`, {
      name: 'e',
      address: '192.0.2.1',
      priority: 1,
    })
    await client.send('POST', `/trunks/${id}/accessControlLists`, { accessControlListIds: [acl.json.id] })
    await client.send('POST', `/trunks/${id}/credentialLists`, { credentialListIds: [list.json.id] })
    const refusal = async () => (await client.send('DELETE', `/trunks/${id}`)).json.message
    expect(await refusal()).toBe(`Cannot delete SIP Trunk '${id}' when there are phone numbers assigned`)
    await client.send('POST', '/phoneNumbers', { sipTrunkId: '', phoneNumber: '+12125550100' })
    expect(await refusal()).toMatch(/one or more SIP Endpoints attached$/)
    await client.send('DELETE', `/trunks/${id}/endpoints/${String(endpoint.json.id)}`)
    expect(await refusal()).toMatch(/one or more Access Control Lists attached$/)
    await client.send('DELETE', `/trunks/${id}/accessControlLists/${String(acl.json.id)}`)
    expect(await refusal()).toMatch(/one or more Credential Lists attached$/)
    await client.send('DELETE', `/trunks/${id}/credentialLists/${String(list.json.id)}`)
    const gone = await client.send('DELETE', `/trunks/${id}`)
    expect([gone.status, gone.text]).toEqual([204, ''])
    expect((await client.send('GET', `/trunks/${id}`)).status).toBe(404)
  })

  it('answers NO_RESOURCE_FOUND for a path the service does not have', async () => {
    const { status, json } = await client.sendLoosely('GET', `/trunks/${await makeTrunk()}/phoneNumbers`)
    expect([status, json.status]).toEqual([404, 'NO_RESOURCE_FOUND'])
  })
})
