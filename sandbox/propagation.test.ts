import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Fields } from './store'
import { startSandbox, type StartedSandbox } from './testing'
import { testingClient, type TestingClient } from './testing-client'

let sandbox: StartedSandbox
let client: TestingClient
let trunk: string
beforeAll(async () => {
  sandbox = await startSandbox()
  client = testingClient(sandbox)
})
beforeEach(async () => {
  await sandbox.control.reset()
  await sandbox.control.clock({ now: '2030-01-01T00:00:00Z', frozen: true })
  trunk = await make('/trunks', { name: 'T', hostName: 't' })
  await sandbox.control.propagation(60_000)
})
afterAll(() => sandbox.close())

async function make(path: string, body: unknown): Promise<string> {
  const answer = await client.send('POST', path, body)
  expect(answer.status, answer.text).toBeLessThan(300)
  return String(answer.json.id)
}
const edge = async (): Promise<Fields> => (await sandbox.control.effectiveTrunk(trunk)).edge as Fields // asserted below
const pass = (seconds: number) => sandbox.control.clock({ advanceMs: seconds * 1_000 })
const address = { name: 'E', address: '192.0.2.1', port: 5060, transport: 'UDP', priority: 1, enabled: true }
const makeAcl = () =>
  make('/accessControlLists', { name: 'A', enabled: true, ipRanges: [{ ipAddress: '192.0.2.1' }] })

describe('the 60 seconds that the SIP edge is behind (A0)', () => {
  it('concern the edge alone: the service reads its own writes at once', async () => {
    const id = await make(`/trunks/${trunk}/endpoints`, address)
    expect((await client.send('GET', `/trunks/${trunk}/endpoints/${id}`)).json).toMatchObject(address)
    expect(await edge()).toMatchObject({ endpoints: [] })
    await pass(59)
    expect(await edge()).toMatchObject({ endpoints: [] })
    await pass(1)
    expect(await edge()).toMatchObject({ endpoints: [{ id, ...address }] })
  })

  it('are counted from the last change, and the time that is left is told', async () => {
    expect(await sandbox.control.effectiveTrunk(trunk)).toMatchObject({ isEffective: true, remainingMs: 0 })
    const id = await make(`/trunks/${trunk}/endpoints`, address)
    await pass(20)
    await client.send('PUT', `/trunks/${trunk}/endpoints/${id}`, { ...address, port: 5070 })
    await pass(1)
    expect(await sandbox.control.effectiveTrunk(trunk)).toMatchObject({
      isEffective: false,
      remainingMs: 59_000,
      effectiveAt: '2030-01-01T00:01:20.000Z',
      pending: [
        { collection: 'endpoints', id, changedAt: '2030-01-01T00:00:00.000Z' },
        { collection: 'endpoints', id, effectiveAt: '2030-01-01T00:01:20.000Z' },
      ],
    })
    expect(await edge()).toMatchObject({ endpoints: [] })
    await pass(39)
    expect(await edge()).toMatchObject({ endpoints: [{ port: 5060 }] })
    await pass(20)
    expect(await sandbox.control.effectiveTrunk(trunk)).toMatchObject({
      isEffective: true,
      effectiveAt: null,
      remainingMs: 0,
      pending: [],
      edge: { endpoints: [{ port: 5070 }] },
    })
  })

  it('hold for links of both kinds, made and taken away', async () => {
    const acl = await makeAcl()
    const users = [{ username: 'u', password: 'Correct-horse-1' }]
    const list = await make('/credentialLists', { name: 'C', credentials: users })
    await pass(60)
    await client.send('POST', `/trunks/${trunk}/accessControlLists`, { accessControlListIds: [acl] })
    await client.send('POST', `/trunks/${trunk}/credentialLists`, { credentialListIds: [list] })
    expect(await edge()).toMatchObject({ accessControlLists: [], credentialLists: [] })
    await pass(60)
    const linked = {
      accessControlLists: [{ id: acl, enabled: true, ipRanges: [{ ipAddress: '192.0.2.1', range: 32 }] }],
      credentialLists: [{ id: list, usernames: ['u'] }],
    }
    expect(await edge()).toMatchObject(linked)
    await client.send('DELETE', `/trunks/${trunk}/accessControlLists/${acl}`)
    await client.send('PUT', `/trunks/${trunk}/credentialLists`, { credentialListIds: [] })
    expect(await edge()).toMatchObject(linked)
    await pass(60)
    expect(await edge()).toMatchObject({ accessControlLists: [], credentialLists: [] })
  })

  it('hold for what is in a linked list, and for what is removed', async () => {
    const acl = await makeAcl()
    await client.send('POST', `/trunks/${trunk}/accessControlLists`, { accessControlListIds: [acl] })
    const endpoint = await make(`/trunks/${trunk}/endpoints`, address)
    await pass(60)
    const range = await make(`/accessControlLists/${acl}/ipRanges`, { ipAddress: '198.51.100.0', range: 24 })
    await client.send('DELETE', `/trunks/${trunk}/endpoints/${endpoint}`)
    expect(await edge()).toMatchObject({
      accessControlLists: [{ ipRanges: [{ ipAddress: '192.0.2.1' }] }],
      endpoints: [{ id: endpoint }],
    })
    expect((await sandbox.control.effectiveTrunk(trunk)).pending).toMatchObject([
      { collection: 'ipRanges', id: range, parent: acl },
      { collection: 'endpoints', id: endpoint, parent: trunk },
    ])
    await pass(60)
    expect(await edge()).toMatchObject({
      accessControlLists: [{ ipRanges: [{ ipAddress: '192.0.2.1' }, { ipAddress: '198.51.100.0' }] }],
      endpoints: [],
    })
  })

  it('hold for a trunk that is new, and for one that is gone', async () => {
    const old = trunk
    trunk = await make('/trunks', { name: 'New', hostName: 'new' })
    expect(await sandbox.control.effectiveTrunk(trunk)).toMatchObject({ isEffective: false, edge: null })
    await client.send('DELETE', `/trunks/${old}`)
    expect(await sandbox.control.effectiveTrunk(old)).toMatchObject({ edge: { domain: 't.pstn.sinch.com' } })
    await pass(60)
    expect(await edge()).toMatchObject({ name: 'New', domain: 'new.pstn.sinch.com' })
    await expect(sandbox.control.effectiveTrunk(old)).rejects.toThrow('404')
  })

  it('say nothing about another trunk', async () => {
    const other = await make('/trunks', { name: 'O', hostName: 'o' })
    await pass(60)
    await make(`/trunks/${other}/endpoints`, address)
    const acl = await makeAcl()
    await client.send('POST', `/trunks/${other}/accessControlLists`, { accessControlListIds: [acl] })
    expect(await sandbox.control.effectiveTrunk(trunk)).toMatchObject({ isEffective: true })
    expect(await sandbox.control.effectiveTrunk(other)).toMatchObject({ isEffective: false })
    expect(await sandbox.control.pendingChanges()).toMatchObject({
      delayMs: 60_000,
      pending: expect.arrayContaining([
        expect.objectContaining({ parent: other }),
        expect.objectContaining({ trunk: other, target: acl }),
      ]),
    })
  })

  it('are off unless switched on, and a reset switches them off', async () => {
    await make(`/trunks/${trunk}/endpoints`, address)
    expect((await sandbox.control.propagation(0)).pending).toEqual([])
    expect(await edge()).toMatchObject({ endpoints: [address] })
    await sandbox.control.propagation(60_000)
    await sandbox.control.reset()
    expect(await sandbox.control.pendingChanges()).toEqual({ delayMs: 0, pending: [] })
    trunk = await make('/trunks', { name: 'T', hostName: 't' })
    expect(await sandbox.control.effectiveTrunk(trunk)).toMatchObject({
      isEffective: true,
      edge: { name: 'T' },
    })
    await expect(sandbox.control.propagation(-1)).rejects.toThrow('400')
  })

  it('never show a password or its digest', async () => {
    const password = 'Correct-horse-1'
    const list = await make('/credentialLists', { name: 'C', credentials: [{ username: 'u', password }] })
    await client.send('POST', `/trunks/${trunk}/credentialLists`, { credentialListIds: [list] })
    await pass(60)
    await client.send('PUT', `/credentialLists/${list}/credentials/u`, { password: 'Another-horse-2' })
    const said = JSON.stringify([
      await sandbox.control.effectiveTrunk(trunk),
      await sandbox.control.pendingChanges(),
    ])
    expect(said).toContain('"u"')
    expect(said).not.toMatch(/horse|digest|[0-9a-f]{32}/)
  })
})
