import { mkdtempSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startSandbox, type StartedSandbox } from './testing'
import { fetchToken, listOf, testingClient, type TestingClient } from './testing-client'

let sandbox: StartedSandbox
let client: TestingClient
beforeAll(async () => {
  sandbox = await startSandbox()
  client = testingClient(sandbox)
})
beforeEach(() => sandbox.control.reset())
afterAll(() => sandbox.close())

const makeTrunk = async (hostName: string): Promise<string> =>
  String((await client.send('POST', '/trunks', { name: hostName, hostName })).json.id)

describe('the control interface', () => {
  it('refuses browsers, and names that are not this machine’s', async () => {
    const browser = await fetch(`${sandbox.url}/__sandbox/reset`, {
      method: 'POST',
      headers: { origin: sandbox.url },
    })
    expect(browser.status).toBe(403)
    const status = await new Promise((resolve) => {
      const { port } = new URL(sandbox.url)
      const headers = { host: 'rebound.example' }
      request({ port, host: '127.0.0.1', path: '/__sandbox/requests', headers }, (answer) => {
        answer.resume()
        resolve(answer.statusCode)
      }).end()
    })
    expect(status).toBe(403)
    expect((await fetch(`${sandbox.url}/__sandbox/nothing`)).status).toBe(404)
    expect((await fetch(`${sandbox.url}/__sandbox/clock`, { method: 'POST', body: '{' })).status).toBe(400)
  })

  it('logs every request less its secrets, and can start afresh', async () => {
    await fetchToken(sandbox)
    await client
      .send('POST', '/credentialLists?x=%2B1', {
        name: 'c',
        credentials: [{ username: 'u', password: 'Secret-password-1' }],
      })
      .catch(() => undefined)
    const requests = await sandbox.control.requests()
    expect(requests).toMatchObject([
      {
        method: 'POST',
        path: '/oauth2/token',
        body: 'grant_type=client_credentials',
        status: 200,
        executed: true,
      },
      {
        method: 'POST',
        query: 'x=%2B1',
        body: { name: 'c', credentials: [{ username: 'u', password: '[hidden]' }] },
      },
    ])
    expect(JSON.stringify(requests)).not.toContain('Secret-password-1')
    expect(JSON.stringify(requests)).not.toContain(Buffer.from(sandbox.keyId).toString('base64').slice(0, 8))
    expect(requests[0]?.durationMs).toBeGreaterThan(0)
    expect(await sandbox.control.requests(requests[0]?.id)).toHaveLength(1)
    await sandbox.control.clearRequests()
    expect(await sandbox.control.requests()).toEqual([])
  })

  it('moves and freezes the clock', async () => {
    await sandbox.control.clock({ now: '2030-01-01T00:00:00Z', frozen: true })
    const { json, headers } = await client.send('POST', '/trunks', { name: 'a', hostName: 'a' })
    expect(headers.get('date')).toBe('Tue, 01 Jan 2030 00:00:00 GMT')
    expect(json.createTime).toMatch(/^2030-01-01T00:00:00\.000/)
    expect(await sandbox.control.clock({ advanceMs: 1_000 })).toBe('2030-01-01T00:00:01.000Z')
    const now = await sandbox.control.clock({ offsetMs: 60_000, frozen: false })
    expect(Math.abs(Date.parse(now) - Date.now() - 60_000)).toBeLessThan(1_000)
  })

  it('changes an object behind the client’s back, and grows fields that a PUT keeps only when sent back', async () => {
    const id = await makeTrunk('a')
    await sandbox.control.putObject('trunks', id, { name: 'Changed', region: 'eu', hostName: 'b' })
    const read = (await client.send('GET', `/trunks/${id}`)).json
    expect(read).toMatchObject({
      name: 'Changed',
      region: 'eu',
      domain: 'b.pstn.sinch.com',
      callsPerSecond: 1,
    })
    expect(read.updateTime).not.toBeNull()
    const sent = { name: 'Again', hostName: 'b', region: 'eu' }
    expect((await client.send('PUT', `/trunks/${id}`, { ...sent, invented: 1 })).json).toMatchObject({
      region: 'eu',
    })
    const without = await client.send('PUT', `/trunks/${id}`, { name: 'Again', hostName: 'b' })
    expect(without.json).not.toHaveProperty('region')
    expect(without.json).not.toHaveProperty('invented')
    await expect(sandbox.control.putObject('trunks', 'nope', {})).rejects.toThrow('404')
  })

  it('changes countries and numbers by the names they go by', async () => {
    await sandbox.control.putObject('countryPermissions', 'SE', { enabled: true })
    expect((await client.send('GET', '/countryPermissions/SE')).json.enabled).toBe(true)
    const [one, two] = [await makeTrunk('one'), await makeTrunk('two')]
    await client.send('POST', '/phoneNumbers', { sipTrunkId: one, phoneNumber: '+12125550100' })
    await sandbox.control.putObject('phoneNumbers', '+12125550100', { sipTrunkId: two })
    expect((await client.send('GET', '/phoneNumbers/%2B12125550100')).json.sipTrunkId).toBe(two)
  })

  it('removes an object with what hangs on it', async () => {
    const id = await makeTrunk('a')
    const { json } = await client.send('POST', '/accessControlLists', {
      name: 'x',
      enabled: true,
      ipRanges: [{ ipAddress: '192.0.2.1' }],
    })
    await client.send('POST', `/trunks/${id}/accessControlLists`, { accessControlListIds: [json.id] })
    await sandbox.control.deleteObject('trunks', id)
    expect((await client.send('GET', `/trunks/${id}`)).status).toBe(404)
    expect((await client.send('GET', `/accessControlLists/${String(json.id)}/trunks`)).json.totalItems).toBe(
      0,
    )
    await expect(sandbox.control.deleteObject('trunks', id)).rejects.toThrow('404')
  })

  it('seeds the demonstration once, and any number of plain objects', async () => {
    const made = await sandbox.control.seed()
    expect(made).toMatchObject({ trunks: 3, numbers: 40, accessControlLists: 3, calls: 20_000 })
    const started = performance.now()
    expect(
      await sandbox.control.seed({ trunks: 10_000, numbers: 50_000, accessControlLists: 1_000 }),
    ).toMatchObject({
      trunks: 10_000,
      numbers: 50_000,
      accessControlLists: 1_000,
    })
    expect(performance.now() - started).toBeLessThan(15_000)
    expect((await client.send('GET', '/trunks?page=21&size=500')).json.totalItems).toBe(10_003)
    expect((await client.send('GET', '/activeNumbers?type=LOCAL&pageSize=1')).json.totalSize).toBeGreaterThan(
      50_000,
    )
    await sandbox.control.reset({ seed: 0 })
    expect(listOf(await client.send('GET', '/trunks'), 'trunks')).toHaveLength(3)
  })

  it('keeps everything, and its tokens, over a restart', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sandbox-'))
    const options = { file: join(folder, 'sandbox.sqlite'), keySecret: 'the-same' }
    const before = await startSandbox({ ...options, seed: 10 })
    const token = await fetchToken(before)
    await before.close()
    const after = await startSandbox(options)
    const trunks = await testingClient(after, `Bearer ${token}`).send('GET', '/trunks')
    expect(listOf(trunks, 'trunks')).toHaveLength(3)
    await after.close()
    rmSync(folder, { recursive: true })
  })
})
