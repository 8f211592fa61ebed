import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { flippedDialect, type Dialect } from './dialect'
import { startSandbox, type StartedSandbox } from './testing'
import { listOf, testingClient, type Answer } from './testing-client'

let sandbox: StartedSandbox
beforeAll(async () => {
  sandbox = await startSandbox({ authBucket: false, provisioningDelayMs: 0 })
})
beforeEach(() => sandbox.control.reset({ seed: 300 }))
afterAll(() => sandbox.close())

const send = (method: string, path: string, body?: unknown): Promise<Answer> =>
  testingClient(sandbox).sendLoosely(method, path, body)
const newTrunk = { name: 'New', hostName: 'new-trunk' }
const newList = { name: 'New', enabled: true, ipRanges: [{ ipAddress: '192.0.2.1' }] }
const fixed = { name: 'E', address: '192.0.2.1', priority: 1 }

async function trunkId(index = 0): Promise<string> {
  const { json } = await send('GET', '/trunks')
  const trunks = Array.isArray(json.trunks) ? json.trunks : json.sipTrunks
  return Array.isArray(trunks) ? String(trunks[index].id) : ''
}
async function firstAcl(): Promise<string> {
  return String(listOf(await send('GET', '/accessControlLists'), 'accessControlLists')[0]?.id)
}
async function firstUserList(): Promise<string> {
  return String(listOf(await send('GET', '/credentialLists'), 'credentialLists')[0]?.id)
}
async function firstCall() {
  return listOf(await send('GET', '/calls?createTime%3E=2000-01-01'), 'calls')[0]
}

/** What a client sees of each switch; the first value is the default's, the second the flipped one's. */
const views: { [Name in keyof Dialect]: [() => Promise<unknown>, unknown, unknown] } = {
  pageMeta: [
    async () => {
      const { totalItems: _total, trunks: _trunks, ...rest } = (await send('GET', '/trunks?size=2')).json
      return rest
    },
    { pageNumber: 1, pageSize: 2, size: 2 },
    { pageNumber: '1', size: 2 },
  ],
  trunkListKey: [
    async () => ['trunks', 'sipTrunks'].filter((key) => answer[key] !== undefined),
    ['trunks'],
    ['sipTrunks'],
  ],
  topLevelDomain: [
    async () => (await send('GET', `/trunks/${await trunkId()}`)).json.domain,
    'head-office.pstn.sinch.com',
    'head-office.elastic-sip.sinch.com',
  ],
  trunkCreateId: [
    async () => {
      const { json } = await send('POST', '/trunks', newTrunk)
      return ['id', 'sipTrunkId'].filter((key) => typeof json[key] === 'string')
    },
    ['id'],
    ['sipTrunkId'],
  ],
  createStatus: [
    async () => [
      (await send('POST', '/trunks', newTrunk)).status,
      (await send('POST', '/accessControlLists', newList)).status,
      (await send('POST', '/callBlockingRules', { direction: 'INBOUND' })).status,
      (await send('POST', '/credentialLists', { name: 'x', credentials: [] })).status,
    ],
    [201, 200, 200, 200],
    [200, 201, 201, 201],
  ],
  deleteStatus: [
    async () => {
      const { json } = await send('POST', '/trunks', newTrunk)
      const gone = await send('DELETE', `/trunks/${String(json.id)}`)
      return [gone.status, gone.text]
    },
    [204, ''],
    [200, ''],
  ],
  hostNameChange: [
    async () => {
      const { json } = await send('POST', '/trunks', newTrunk)
      const changed = await send('PUT', `/trunks/${String(json.id)}`, { name: 'New', hostName: 'moved' })
      return [changed.json.hostName, changed.json.domain]
    },
    ['moved', 'moved.pstn.sinch.com'],
    ['moved', 'new-trunk.pstn.sinch.com'],
  ],
  endpointCreateReply: [
    async () => {
      const made = await send('POST', `/trunks/${await trunkId(2)}/endpoints`, fixed)
      return [
        made.status,
        made.json.name,
        Array.isArray(made.json.endpoints) ? made.json.endpoints.length : 0,
      ]
    },
    [201, 'E', 0],
    [200, undefined, 3],
  ],
  endpointIds: [
    async () => {
      const path = `/trunks/${await trunkId()}/endpoints`
      const [first] = listOf(await send('GET', path), 'endpoints')
      const read = await send('GET', `${path}/${String(first?.id)}`)
      return [typeof first?.id, read.json.name]
    },
    ['string', 'PBX 1'],
    ['number', 'PBX 1'],
  ],
  endpointUsernameField: [
    async () => {
      const [first] = listOf(await send('GET', `/trunks/${await trunkId(1)}/endpoints`), 'endpoints')
      return [first?.credentialUsername, first?.credentialUserName]
    },
    ['branch-stockholm', undefined],
    [undefined, 'branch-stockholm'],
  ],
  aclEnabledOnCreate: [
    async () => {
      const made = await send('POST', '/accessControlLists', { name: 'x', ipRanges: newList.ipRanges })
      return [made.status, made.json.enabled ?? made.json.message]
    },
    [400, 'Failed to read HTTP message'],
    [200, true],
  ],
  aclPutRanges: [
    async () => {
      const { json } = await send('PUT', `/accessControlLists/${await firstAcl()}`, newList)
      return Array.isArray(json.ipRanges) ? json.ipRanges.length : 0
    },
    1,
    3,
  ],
  ipRangePutReply: [
    async () => {
      const acl = await firstAcl()
      const [range] = listOf(await send('GET', `/accessControlLists/${acl}/ipRanges`), 'ipRanges')
      const path = `/accessControlLists/${acl}/ipRanges/${String(range?.id)}`
      const { json } = await send('PUT', path, { ipAddress: '192.0.2.77' })
      return [json.ipAddress, json.name]
    },
    ['192.0.2.77', undefined],
    [undefined, 'Head office PBX'],
  ],
  trunkCredentialLists: [
    async () => {
      const { json } = await send('GET', `/trunks/${await trunkId(1)}/credentialLists`)
      const ids: unknown[] = Array.isArray(json.credentialListIds) ? json.credentialListIds : []
      return [Array.isArray(json.credentialLists), ids.map((id) => typeof id)]
    },
    [true, []],
    [false, ['string']],
  ],
  credentialListReply: [
    async () => Object.keys((await send('GET', `/credentialLists/${await firstUserList()}`)).json).sort(),
    ['createTime', 'credentials', 'id', 'name', 'projectId', 'updateTime'],
    ['id', 'name'],
  ],
  credentialPutReply: [
    async () => {
      const path = `/credentialLists/${await firstUserList()}/credentials/branch-london`
      return Object.keys((await send('PUT', path, { password: 'New-password-123' })).json).sort()
    },
    ['id', 'username'],
    [],
  ],
  countries: [
    async () => listOf(await send('GET', '/countryPermissions'), 'countryPermissions').length,
    250,
    3,
  ],
  callBlockingRules: [async () => Array.isArray((await send('GET', '/callBlockingRules')).json), false, true],
  directionCase: [
    async () => {
      const rule = await send('POST', '/callBlockingRules', { direction: 'INBOUND' })
      return [rule.json.direction, /^[a-z]+$/.test(String((await firstCall())?.direction))]
    },
    ['inbound', true],
    ['INBOUND', false],
  ],
  moneyAmount: [async () => typeof Object((await firstCall())?.pricePerMinute).amount, 'number', 'string'],
  callsMaxPageSize: [
    async () => [
      (await send('GET', '/calls?size=500')).status,
      (await send('GET', '/calls?size=1000')).status,
    ],
    [200, 200],
    [200, 400],
  ],
  defaultCallWindow: [
    async () => {
      const all = Number((await send('GET', '/calls')).json.totalItems)
      const since = new Date(Date.now() - 2 * 86_400_000).toISOString()
      const two = Number(
        (await send('GET', `/calls?createTime%3E=${encodeURIComponent(since)}`)).json.totalItems,
      )
      return all > two
    },
    false,
    true,
  ],
  timeZone: [
    async () => String((await send('GET', `/trunks/${await trunkId()}`)).json.createTime).endsWith('Z'),
    false,
    true,
  ],
  neverUpdated: [
    async () => (await send('GET', `/trunks/${await trunkId()}`)).json.updateTime,
    null,
    'null,',
  ],
  numbersUnassign: [
    async () => {
      const change = { voiceConfiguration: { type: 'EST', trunkId: '' } }
      const changed = await send('PATCH', '/activeNumbers/%2B12125550100', change)
      return [changed.status, (await send('GET', '/phoneNumbers/%2B12125550100')).status]
    },
    [200, 404],
    [400, 200],
  ],
}
let answer: Record<string, unknown> = {}

describe('each switch of the dialect alone', () => {
  it.each(Object.entries(views))('%s', async (name, [look, usual, other]) => {
    answer = (await send('GET', '/trunks')).json
    expect(await look()).toEqual(usual)
    await sandbox.control.reset({ seed: 300 })
    const flipped = Object.fromEntries(Object.entries(flippedDialect).filter(([one]) => one === name))
    await sandbox.control.dialect(flipped)
    answer = (await send('GET', '/trunks')).json
    expect(await look()).toEqual(other)
  })
})
