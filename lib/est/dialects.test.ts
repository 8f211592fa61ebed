import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dialectValues, flippedDialect, type Dialect } from '../../sandbox/dialect'
import { accessControlLists, ipRanges } from '@/lib/resources/access-control-lists'
import { callBlockingRules } from '@/lib/resources/call-blocking-rules'
import { calls } from '@/lib/resources/calls'
import { countryPermissions } from '@/lib/resources/country-permissions'
import { credentialLists, credentials } from '@/lib/resources/credential-lists'
import { endpoints } from '@/lib/resources/endpoints'
import { trunkAccessControlLists, trunkCredentialLists } from '@/lib/resources/links'
import { mergedWrite } from '@/lib/resources/merge'
import { activeNumbers, phoneNumbers } from '@/lib/resources/phone-numbers'
import { trunks } from '@/lib/resources/trunks'
import { startFixture, type Fixture } from './sandbox-fixture'

let fixture: Fixture
let counter = 0

beforeAll(async () => {
  fixture = await startFixture({ seed: 50 })
})
afterAll(() => fixture.close())

const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/

/** Creates, reads, changes and removes one of everything. */
async function walk(): Promise<void> {
  const { client } = fixture
  const name = `walk-${(counter += 1)}`

  const trunk = await client.create(trunks, {}, trunks.input.parse({ name, hostName: name }))
  const trunkId = trunk.id
  expect(trunk).toMatchObject({ name, hostName: name, updateTime: null, callForwardNumber: '' })
  expect(trunk.createTime).toMatch(instant)
  expect((await client.collect(trunks, {})).items.map(({ id }) => id)).toContain(trunkId)
  const change = trunks.input.parse({ ...trunk, name: `${name}-2` })
  await client.replace(trunks, { trunkId }, mergedWrite(trunks, trunk, change), trunk)
  expect(await client.read(trunks, { trunkId })).toMatchObject({ id: trunkId, name: `${name}-2` })

  const range = { description: 'office', ipAddress: '203.0.113.7', range: 32 }
  const acl = await client.create(accessControlLists, {}, { name, enabled: true, ipRanges: [range] })
  const accessControlListId = acl.id
  const added = await client.create(
    ipRanges,
    { accessControlListId },
    { ...range, ipAddress: '198.51.100.0', range: 24 },
  )
  const rangeParams = { accessControlListId, ipRangeId: added.id }
  const moved = { description: 'moved', ipAddress: '198.51.100.0', range: 25 }
  const replaced = await client.replace(ipRanges, rangeParams, moved, added)
  expect(replaced).toMatchObject({ id: added.id, ...moved })
  const current = await client.read(accessControlLists, { accessControlListId })
  const wanted = { name: `${name}-2`, enabled: false, ipRanges: [{ ...range, ipAddress: '192.0.2.1' }] }
  await client.replace(accessControlLists, { accessControlListId }, wanted, current)
  const after = await client.read(accessControlLists, { accessControlListId })
  expect(after).toMatchObject({ name: `${name}-2`, enabled: false })
  expect(after.ipRanges.map(({ ipAddress }) => ipAddress)).toEqual(['192.0.2.1'])

  const list = await client.create(
    credentialLists,
    {},
    { name, credentials: [{ username: name, password: 'Long-enough-1' }] },
  )
  const credentialListId = list.id
  await client.replace(credentialLists, { credentialListId }, { name: `${name}-2` }, list)
  expect(await client.read(credentialLists, { credentialListId })).toMatchObject({ name: `${name}-2` })
  const credential = { credentialListId, username: name }
  const known = credentials.entity.parse({ username: name })
  const changed = await client.replace(credentials, credential, { password: 'Long-enough-2' }, known)
  expect(changed).toMatchObject({ username: name })
  expect(JSON.stringify(changed)).not.toContain('Long-enough')

  await client.addLinks(trunkAccessControlLists, trunkId, [accessControlListId])
  await client.addLinks(trunkCredentialLists, trunkId, [credentialListId])
  expect(await client.linkedIds(trunkAccessControlLists, trunkId)).toEqual([accessControlListId])
  expect(await client.linkedIds(trunkCredentialLists, trunkId)).toEqual([credentialListId])
  expect((await client.trunksOf(credentialLists, credentialListId)).map(({ id }) => id)).toEqual([trunkId])
  expect((await client.trunksOf(accessControlLists, accessControlListId)).map(({ id }) => id)).toEqual([
    trunkId,
  ])

  const common = { name, priority: 1, transport: 'TLS', enabled: true } as const
  const address = await client.create(
    endpoints,
    { trunkId },
    { ...common, isRegistered: false, address: '203.0.113.9', port: 5061 },
  )
  expect(address).toMatchObject({ ...common, address: '203.0.113.9', port: 5061, isRegistered: false })
  const registered = await client.create(
    endpoints,
    { trunkId },
    { ...common, isRegistered: true, credentialUsername: name },
  )
  expect(registered).toMatchObject({ isRegistered: true, credentialUsername: name })
  expect(registered.id).not.toBe(address.id)
  const lower = endpoints.input.parse({ ...address, priority: 3 })
  const endpointParams = { trunkId, endpointId: address.id }
  await client.replace(endpoints, endpointParams, mergedWrite(endpoints, address, lower), address)
  expect(await client.read(endpoints, endpointParams)).toMatchObject({ priority: 3, address: '203.0.113.9' })

  const rule = await client.create(
    callBlockingRules,
    {},
    callBlockingRules.input.parse({ name, direction: 'INBOUND', callerMatch: '4670' }),
  )
  expect(rule).toMatchObject({ direction: 'INBOUND', callerMatch: '4670', calleeCountry: '' })
  expect(await client.read(callBlockingRules, { ruleId: rule.id })).toMatchObject({ id: rule.id })
  await client.remove(callBlockingRules, { ruleId: rule.id })

  const us = await client.read(countryPermissions, { isoCode: 'US' })
  await client.replace(countryPermissions, { isoCode: 'US' }, { enabled: true }, us)
  expect((await client.collect(countryPermissions, {})).items.map(({ isoCode }) => isoCode)).toContain('US')

  const numbers = await client.collect(phoneNumbers, {})
  expect(numbers.complete).toBe(true)
  expect(
    numbers.items.every(({ phoneNumber, trunkId: id }) => phoneNumber.startsWith('+') && id !== ''),
  ).toBe(true)
  const rented = await client.collect(activeNumbers, {})
  expect(rented.items.length).toBe(rented.totalItems)
  expect(new Set(rented.items.map(({ type }) => type)).size).toBeGreaterThan(1)

  const window = {
    'createTime>': new Date(Date.now() - 40 * 86_400_000).toISOString(),
    'createTime<': new Date(Date.now() + 86_400_000).toISOString(),
  }
  const { items, totalItems } = await client.list(calls, {}, { ...window, size: 20 })
  expect(totalItems).toBeGreaterThan(0)
  for (const call of items) {
    expect(call.createTime).toMatch(instant)
    expect(['INBOUND', 'OUTBOUND']).toContain(call.direction)
    if (call.price) expect(typeof call.price.amount).toBe('number')
  }

  await client.remove(endpoints, endpointParams)
  await client.remove(endpoints, { trunkId, endpointId: registered.id })
  await client.removeLink(trunkAccessControlLists, trunkId, accessControlListId)
  await client.removeLink(trunkCredentialLists, trunkId, credentialListId)
  await client.remove(ipRanges, { accessControlListId, ipRangeId: 'gone' }).catch(() => undefined)
  await client.remove(accessControlLists, { accessControlListId })
  await client.remove(credentialLists, { credentialListId })
  await client.remove(trunks, { trunkId })
  await expect(client.read(trunks, { trunkId })).rejects.toMatchObject({ code: 'not_found' })
}

const switches = Object.entries(dialectValues).flatMap(([name, values]) =>
  values.slice(1).map((value) => ({ name, value })),
)

describe('one of everything is made, read, changed and removed', () => {
  it('in the dialect the service is believed to speak (A18)', walk)

  it.each(switches)('with $name switched to $value (A18)', async ({ name, value }) => {
    await fixture.sandbox.control.dialect({ [name]: value } as Partial<Dialect>) // name and value come from the same table
    try {
      await walk()
    } finally {
      const original: unknown = Object.entries(dialectValues).find(([known]) => known === name)?.[1][0]
      await fixture.sandbox.control.dialect({ [name]: original } as Partial<Dialect>) // likewise
    }
  })

  it('with every switch flipped at once (A18)', async () => {
    await fixture.sandbox.control.dialect(flippedDialect)
    await walk()
  })
})
