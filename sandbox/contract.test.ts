import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { contractViolations, operations } from './openapi-validator'
import { startSandbox, type StartedSandbox } from './testing'
import { basic, listOf, testingClient } from './testing-client'

let sandbox: StartedSandbox
beforeAll(async () => {
  sandbox = await startSandbox({ seed: 300 })
})
afterAll(() => sandbox.close())

const numbersOffered = [
  'listActiveNumbers',
  'getActiveNumber',
  'updateActiveNumber',
  'releaseActiveNumber',
  'searchAvailableNumbers',
  'getAvailableNumber',
  'rentNumber',
  'listAvailableRegions',
  'createNumberOrder',
  'getNumberOrder',
]

describe('the written contract', () => {
  it('holds for every request and answer of a walk through all operations', async () => {
    const client = testingClient(sandbox)
    const make = async (path: string, body: unknown): Promise<string> => {
      const answer = await client.send('POST', path, body)
      expect(answer.status, answer.text).toBeLessThan(300)
      return String(answer.json.id)
    }
    const ok = async (method: string, path: string, body?: unknown) => {
      const answer = await client.send(method, path, body)
      expect(answer.status, `${method} ${path} ${answer.text}`).toBeLessThan(300)
      return answer
    }
    const trunk = await make('/trunks', { name: 'Walk', hostName: 'walk', enableCallerName: true })
    const whole = {
      name: 'Walk',
      hostName: 'walk',
      enableCallerName: false,
      callForwardNumber: '',
      enableCallForward: false,
    }
    await ok('PUT', `/trunks/${trunk}`, whole)
    await ok('GET', `/trunks/${trunk}`)
    await ok('GET', '/trunks?page=1&size=2&domain=walk.pstn.sinch.com')

    const range = { description: 'x', ipAddress: '192.0.2.1', range: 32 }
    const acl = await make('/accessControlLists', { name: 'A', enabled: true, ipRanges: [range] })
    await ok('GET', '/accessControlLists?page=1&size=1')
    await ok('PUT', `/accessControlLists/${acl}`, { name: 'B', enabled: false, ipRanges: [range] })
    const ranges = await make(`/accessControlLists/${acl}/ipRanges`, range)
    await ok('PUT', `/accessControlLists/${acl}/ipRanges/${ranges}`, { ...range, range: 24 })
    await ok('GET', `/accessControlLists/${acl}/ipRanges`)
    await ok('DELETE', `/accessControlLists/${acl}/ipRanges/${ranges}`)
    await ok('POST', `/trunks/${trunk}/accessControlLists`, { accessControlListIds: [acl] })
    await ok('POST', `/trunks/${trunk}/accessControlLists`, { accessControlListIds: [] })
    await ok('GET', `/trunks/${trunk}/accessControlLists`)
    await ok('GET', `/accessControlLists/${acl}`)
    await ok('GET', `/accessControlLists/${acl}/trunks`)

    const password = 'Walking-the-walk-1'
    const users = ['walker', 'spare'].map((username) => ({ username, password }))
    const list = await make('/credentialLists', { name: 'C', credentials: users })
    await ok('GET', '/credentialLists')
    await ok('GET', `/credentialLists/${list}`)
    await ok('PUT', `/credentialLists/${list}`, { name: 'D' })
    await ok('PUT', `/credentialLists/${list}/credentials/spare`, { password })
    await ok('DELETE', `/credentialLists/${list}/credentials/spare`)
    await ok('POST', `/trunks/${trunk}/credentialLists`, { credentialListIds: [list] })
    await ok('PUT', `/trunks/${trunk}/credentialLists`, [list])
    await ok('PUT', `/trunks/${trunk}/credentialLists`, { credentialListIds: [list] })
    await ok('GET', `/trunks/${trunk}/credentialLists?page=1&size=5`)
    await ok('GET', `/credentialLists/${list}/trunks`)

    const fixed = {
      name: 'E',
      address: 'pbx.example',
      port: 5061,
      transport: 'TLS',
      priority: 1,
      enabled: true,
    }
    const registered = {
      name: 'F',
      isRegistered: true,
      credentialUsername: 'walker',
      transport: 'TCP',
      priority: 2,
      enabled: true,
    }
    const endpoints = [
      await make(`/trunks/${trunk}/endpoints`, fixed),
      await make(`/trunks/${trunk}/endpoints`, registered),
    ]
    await ok('PUT', `/trunks/${trunk}/endpoints/${endpoints[0]}`, registered)
    await ok('GET', `/trunks/${trunk}/endpoints`)
    await ok('GET', `/trunks/${trunk}/endpoints/${endpoints[1]}`)
    for (const id of endpoints) await ok('DELETE', `/trunks/${trunk}/endpoints/${id}`)

    const [first] = listOf(
      await ok(
        'GET',
        '/activeNumbers?type=LOCAL&regionCode=US&pageSize=2&orderBy=displayName&capability=SMS',
      ),
      'activeNumbers',
    )
    const number = encodeURIComponent(String(first?.phoneNumber))
    await ok('GET', `/activeNumbers/${number}`)
    await ok('PATCH', `/activeNumbers/${number}`, {
      displayName: 'X',
      voiceConfiguration: { type: 'EST', trunkId: trunk },
    })
    await ok('GET', '/phoneNumbers?page=1&size=3')
    await ok('POST', '/phoneNumbers', { sipTrunkId: trunk, phoneNumber: '+46701740699' })
    await ok('GET', '/phoneNumbers/%2B46701740699')
    await ok('POST', '/phoneNumbers', { sipTrunkId: '', phoneNumber: '+46701740699' })
    await ok('POST', `/activeNumbers/${number}:release`)
    await ok('GET', '/availableRegions?types=MOBILE')
    await ok(
      'GET',
      '/availableNumbers?regionCode=US&type=LOCAL&capabilities=SMS&size=5&numberPattern.pattern=55',
    )
    await ok('GET', '/availableNumbers/%2B13125550155')
    await ok('POST', '/availableNumbers/%2B13125550155:rent', {
      voiceConfiguration: { type: 'EST', trunkId: trunk },
    })
    const order = await ok('POST', '/numberOrders:createNumberOrder', {
      regionCode: 'SE',
      numberType: 'MOBILE',
      voiceConfiguration: { type: 'EST', trunkId: trunk },
      numberOrderOption: { phoneNumbers: ['+46701740651'] },
    })
    await ok('GET', `/numberOrders/${String(order.json.idNumberOrder)}`)

    await ok('GET', '/countryPermissions')
    await ok('GET', '/countryPermissions/US')
    await ok('PUT', '/countryPermissions/GB', { enabled: true })
    const rule = await make('/callBlockingRules', { name: 'R', direction: 'OUTBOUND', calleeCountry: 'GB' })
    await ok('PUT', `/callBlockingRules/${rule}`, { name: 'R', direction: 'INBOUND', callerMatch: '44' })
    await ok('GET', '/callBlockingRules?page=1&size=3&sort=name,ascending')
    await ok('DELETE', `/callBlockingRules/${rule}`)
    await ok('POST', '/addProjects', { projectIds: ['walk'] })

    const since = new Date(Date.now() - 9 * 86_400_000).toISOString()
    const window = `createTime%3E=${encodeURIComponent(since)}`
    const calls = listOf(
      await ok('GET', `/calls?${window}&size=500&direction=INBOUND,OUTBOUND&page=1`),
      'calls',
    )
    const captured = calls.find((call) => typeof call.pcapId === 'string')
    await ok('GET', `/calls/records/${encodeURIComponent(String(captured?.pcapId))}/pcap?direction=INBOUND`)
    await ok('GET', `/calls/export?${window}&size=10`)

    await ok('DELETE', `/trunks/${trunk}/accessControlLists/${acl}`)
    await ok('DELETE', `/accessControlLists/${acl}`)
    await ok('DELETE', `/trunks/${trunk}/credentialLists/${list}`)
    await ok('DELETE', `/credentialLists/${list}`)
    await ok('DELETE', `/trunks/${trunk}`)

    const est = operations
      .filter((one) => !one.isNumbers && one.id !== 'createAccessToken')
      .map((one) => one.id)
    expect(est).toHaveLength(49)
    expect(client.used).toEqual(new Set([...est, ...numbersOffered]))
  })

  it('holds for the token endpoint, and for each refusal at the gateway', async () => {
    const target = '/oauth2/token'
    for (const authorization of [basic(sandbox), 'Basic bm86', '']) {
      const answer = await fetch(`${sandbox.url}${target}`, {
        method: 'POST',
        headers: { authorization },
        body: new URLSearchParams({ grant_type: 'client_credentials' }),
      })
      const seen = {
        method: 'POST',
        target,
        requestBody: { grant_type: 'client_credentials' },
        status: answer.status,
        contentType: answer.headers.get('content-type'),
        responseBody: await answer.json(),
      }
      expect(contractViolations(seen)).toEqual([])
    }
    for (const authorization of ['Bearer x.y.z', 'Basic bm86', '']) {
      const answer = await testingClient(sandbox, authorization).send('GET', '/trunks')
      expect(answer.status).toBe(401)
    }
  })

  it('answers 501 in the Numbers shape for what the sandbox leaves out', async () => {
    const client = testingClient(sandbox)
    const left = operations.filter((one) => one.isNumbers && !numbersOffered.includes(one.id))
    expect(left.map((one) => one.id)).toContain('lookupNumberRequirements')
    for (const [method, path] of [
      ['GET', '/activeNumbers/%2B12125550100/emergencyAddress'],
      ['POST', '/activeNumbers/%2B12125550100/emergencyAddress:provision'],
      ['POST', '/numberOrders:lookupNumberRequirements'],
      ['GET', '/numberOrders/1/registration'],
      ['POST', '/availableNumbers:rentAny'],
      ['GET', '/callbackConfiguration'],
    ] as const) {
      const answer = await client.sendLoosely(method, path, method === 'POST' ? {} : undefined)
      expect([path, answer.status, answer.json]).toMatchObject([path, 501, { error: { code: 501 } }])
    }
  })

  it('is really held against what was seen', () => {
    const seen = {
      method: 'GET',
      target: '/v1/projects/sandbox/trunks',
      requestBody: undefined,
      status: 200,
      contentType: 'application/json',
    }
    const good = { trunks: [{ id: '1', name: 'a', hostName: 'a' }], totalItems: 1 }
    expect(contractViolations({ ...seen, responseBody: good })).toEqual([])
    expect(contractViolations({ ...seen, responseBody: { sipTrunks: [] } })).toHaveLength(1)
    expect(
      contractViolations({ ...seen, responseBody: { trunks: [{ id: 1, name: 'a', hostName: 'a' }] } }),
    ).toHaveLength(1)
    expect(
      contractViolations({ ...seen, target: `${seen.target}?pageSize=1`, responseBody: good }),
    ).toHaveLength(1)
    expect(
      contractViolations({ ...seen, target: `${seen.target}?size=501`, responseBody: good }),
    ).toHaveLength(1)
    expect(contractViolations({ ...seen, contentType: 'text/html', responseBody: good })).toHaveLength(1)
    expect(contractViolations({ ...seen, method: 'PATCH', responseBody: good })).toHaveLength(1)
  })
})
