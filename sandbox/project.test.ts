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

describe('the rest of the project', () => {
  it('permits the United States and Canada alone at first', async () => {
    const all = listOf(await client.send('GET', '/countryPermissions'), 'countryPermissions')
    expect(
      all
        .filter((one) => one.enabled)
        .map((one) => one.isoCode)
        .sort(),
    ).toEqual(['CA', 'US'])
    expect(all.find((one) => one.isoCode === 'US')?.name).toBe('United States/Canada')
    expect((await client.send('PUT', '/countryPermissions/SE', { enabled: true })).json).toEqual({
      isoCode: 'SE',
      name: 'Sweden',
      continent: 'Europe',
      countryDialingCodes: ['+46'],
      enabled: true,
    })
    expect((await client.send('GET', '/countryPermissions/XX')).status).toBe(404)
  })

  it('answers blocking rules with null where nothing was set', async () => {
    const { json } = await client.send('POST', '/callBlockingRules', {
      direction: 'INBOUND',
      callerMatch: '1202',
    })
    expect(json).toMatchObject({ direction: 'inbound', name: null, callerCountry: null, callerMatch: '1202' })
    expect((await client.send('POST', '/callBlockingRules', { direction: 'SIDEWAYS' })).status).toBe(400)
    const path = `/callBlockingRules/${String(json.id)}`
    expect((await client.send('PUT', path, { direction: 'OUTBOUND' })).json).toMatchObject({
      callerMatch: null,
    })
    expect((await client.send('DELETE', path)).status).toBe(204)
    expect((await client.send('DELETE', path)).status).toBe(404)
  })

  it('adds projects once', async () => {
    const add = async (ids: string[]) =>
      (await client.send('POST', '/addProjects', { projectIds: ids })).json.addedProjects
    expect(await add(['p1', 'p2', 'sandbox'])).toEqual(['p1', 'p2'])
    expect(await add(['p2', 'p3'])).toEqual(['p3'])
  })
})
