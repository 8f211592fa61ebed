import { ElasticSipTrunkingService } from '@sinch/elastic-sip-trunking'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { findOperation, operations } from './openapi-validator'
import { startSandbox, type StartedSandbox } from './testing'

let sandbox: StartedSandbox
beforeAll(async () => {
  sandbox = await startSandbox({ seed: 200 })
})
afterAll(() => sandbox.close())

// What the published SDK does not have.
const missing = [
  'listAccessControlListTrunks',
  'listPhoneNumbers',
  'getPhoneNumber',
  'assignPhoneNumber',
  'getCallPcap',
]

it('the vendor’s own EST client completes every operation it has (A0)', async () => {
  const { url, projectId, keyId, keySecret } = sandbox
  const sdk = new ElasticSipTrunkingService({
    projectId,
    keyId,
    keySecret,
    authHostname: url,
    elasticSipTrunkingHostname: url,
    logger: null,
  })

  const trunk = await sdk.sipTrunks.create({
    createSipTrunkRequestBody: { name: 'Witness', hostName: 'witness' },
  })
  const trunkId = trunk.id ?? ''
  expect(trunk.createTime).toBeInstanceOf(Date)
  expect((await sdk.sipTrunks.get({ sipTrunkId: trunkId })).domain).toBe('witness.pstn.sinch.com')
  const first = await sdk.sipTrunks.list({ size: 2 })
  expect([first.data.length, first.hasNextPage]).toEqual([2, true])
  const names: (string | undefined)[] = []
  for await (const one of sdk.sipTrunks.list({ size: 500 })) names.push(one.name)
  expect(names).toEqual(['Head office', 'Branch offices', 'Contact centre', 'Witness'])
  const renamed = await sdk.sipTrunks.update({
    sipTrunkId: trunkId,
    updateSipTrunkRequestBody: { name: 'Renamed', hostName: 'witness' },
  })
  expect(renamed.name).toBe('Renamed')

  const acl = await sdk.accessControlList.create({
    createAccessControlListBody: {
      name: 'ACL',
      enabled: true,
      ipRanges: [{ ipAddress: '192.0.2.1', description: '', range: 32 }],
    },
  })
  const accessControlListId = acl.id ?? ''
  expect((await sdk.accessControlList.get({ id: accessControlListId })).name).toBe('ACL')
  expect((await sdk.accessControlList.list({})).data.length).toBe(4)
  const range = await sdk.accessControlList.addIpRange({
    accessControlListId,
    addIpRangeRequestBody: { ipAddress: '192.0.2.8', range: 29, description: 'More' },
  })
  const ipRangeId = range.id ?? ''
  const changed = await sdk.accessControlList.updateIpRange({
    accessControlListId,
    ipRangeId,
    updateIpRangeRequestBody: { ipAddress: '192.0.2.16', range: 28, description: 'More' },
  })
  expect(changed).toMatchObject({ id: ipRangeId, range: 28 })
  expect((await sdk.accessControlList.listIpRanges({ accessControlListId })).data).toHaveLength(2)
  await sdk.accessControlList.deleteIpRange({ accessControlListId, ipRangeId })
  await sdk.accessControlList.update({
    id: accessControlListId,
    updateAccessControlListRequestBody: { name: 'ACL 2', enabled: true },
  })
  const added = await sdk.sipTrunks.addAccessControlList({
    trunkId,
    addAccessControlListToTrunkRequestBody: { accessControlListIds: [accessControlListId] },
  })
  expect(added.accessControlListIds).toEqual([accessControlListId])
  expect((await sdk.sipTrunks.listAccessControlLists({ trunkId })).data).toEqual([accessControlListId])
  await sdk.sipTrunks.deleteAccessControlList({ trunkId, accessControlListId })
  await sdk.accessControlList.delete({ id: accessControlListId })

  const list = await sdk.credentialLists.create({
    createCredentialListRequestBody: {
      name: 'Users',
      credentials: [
        { username: 'witness', password: 'Witness-password-1' },
        { username: 'second', password: 'Witness-password-1' },
      ],
    },
  })
  const id = list.id ?? ''
  expect((await sdk.credentialLists.get({ id })).credentials).toHaveLength(2)
  expect((await sdk.credentialLists.list({})).data).toHaveLength(3)
  await sdk.credentialLists.update({ id, updateCredentialListRequestBody: { name: 'Users 2' } })
  const credential = await sdk.credentialLists.updateCredential({
    id,
    username: 'witness',
    updateCredentialPasswordRequestBody: { password: 'Another-password-2' },
  })
  expect(credential).toMatchObject({ username: 'witness' })
  const echo = await sdk.sipTrunks.addCredentialLists({
    trunkId,
    addCredentialListIdsToTrunkRequestBody: { credentialListIds: [id] },
  })
  expect(echo.credentialListIds).toEqual([id])
  expect((await sdk.sipTrunks.listCredentialLists({ trunkId })).data[0]?.name).toBe('Users 2')
  expect((await sdk.credentialLists.listTrunks({ id })).data[0]?.id).toBe(trunkId)
  await sdk.sipTrunks.updateCredentialLists({
    trunkId,
    updateCredentialListIdsForTrunkRequestBody: { credentialListIds: [id] },
  })
  const endpoint = await sdk.sipEndpoints.create({
    sipTrunkId: trunkId,
    createSipEndpointRequestBody: {
      name: 'E',
      isRegistered: true,
      credentialUsername: 'witness',
      priority: 1,
    },
  })
  const sipEndpointId = endpoint.id ?? ''
  expect((await sdk.sipEndpoints.get({ sipTrunkId: trunkId, sipEndpointId })).name).toBe('E')
  expect((await sdk.sipEndpoints.list({ sipTrunkId: trunkId })).data).toHaveLength(1)
  await sdk.sipEndpoints.update({
    sipTrunkId: trunkId,
    sipEndpointId,
    updateSipEndpointRequestBody: { name: 'E2', address: '192.0.2.1', port: 5060, priority: 2 },
  })
  await sdk.sipEndpoints.delete({ sipTrunkId: trunkId, sipEndpointId })
  await sdk.credentialLists.deleteCredential({ id, username: 'second' })
  await sdk.sipTrunks.deleteCredentialList({ trunkId, credentialListId: id })
  await sdk.credentialLists.delete({ id })
  await sdk.sipTrunks.delete({ sipTrunkId: trunkId })

  expect((await sdk.countryPermissions.list({})).countryPermissions?.length).toBe(250)
  expect((await sdk.countryPermissions.get({ isoCode: 'SE' })).enabled).toBe(false)
  const sweden = await sdk.countryPermissions.update({
    isoCode: 'SE',
    updateCountryPermissionRequestBody: { enabled: true },
  })
  expect(sweden).toMatchObject({ isoCode: 'SE', enabled: true, countryDialingCodes: ['+46'] })

  const rule = await sdk.callBlockingRules.create({
    createCallBlockingRuleRequestBody: { name: 'R', direction: 'INBOUND', callerMatch: '1202' },
  })
  expect(rule.direction).toBe('inbound')
  expect((await sdk.callBlockingRules.list({})).data).toHaveLength(5)
  await sdk.callBlockingRules.update({
    id: rule.id ?? '',
    updateCallBlockingRuleRequestBody: { name: 'R2', direction: 'OUTBOUND' },
  })
  await sdk.callBlockingRules.delete({ id: rule.id ?? '' })

  const range30 = { from: new Date(Date.now() - 30 * 86_400_000), to: new Date(Date.now() + 86_400_000) }
  const calls = await sdk.calls.find({ createTimeRange: range30, size: 10 })
  expect(calls.data).toHaveLength(10)
  expect(typeof calls.data[0]?.pricePerMinute?.amount).toBe('number')
  const file = await sdk.calls.export({ createTimeRange: range30, size: 10 })
  expect(file.fileName).toBe('EST_call_records.csv')
  expect(
    (await sdk.projects.add({ addProjectsRequestBody: { projectIds: ['another'] } })).addedProjects,
  ).toEqual(['another'])

  const requests = await sandbox.control.requests()
  const used = requests.map(({ method, path }) => findOperation(method, path)?.id)
  const expected = operations
    .filter((one) => !one.isNumbers && !missing.includes(one.id))
    .map((one) => one.id)
  expect(new Set(used)).toEqual(new Set(expected))
  expect(requests.filter((one) => (one.status ?? 0) >= 400)).toEqual([])
}, 30_000)
