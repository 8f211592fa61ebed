import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { etagOf } from '@/lib/est/etag'
import { accessControlLists } from './access-control-lists'
import { callBlockingRules } from './call-blocking-rules'
import { credentialLists } from './credential-lists'
import { endpoints } from './endpoints'
import { expectedAfter, mergedWrite, normalise, sentAs } from './merge'
import { phoneNumbers } from './phone-numbers'
import { trunks } from './trunks'

const unknown = { regionHint: 'eu', codecs: ['PCMA', 'OPUS'], limits: { daily: 7 } }

const trunk = {
  id: 'T1',
  name: 'Main',
  hostName: 'main',
  domain: 'main.pstn.sinch.com',
  topLevelDomain: 'pstn.sinch.com',
  callsPerSecond: 1,
  enableCallerName: true,
  enableCallForward: true,
  callForwardNumber: '+14155550100',
  createTime: '2024-06-06T14:42:42.892741384',
  updateTime: null,
  projectId: 'p',
  ...unknown,
}
const staticEndpoint = {
  id: 'E1',
  sipTrunkId: 'T1',
  name: 'Pbx',
  priority: 2,
  transport: 'TLS',
  enabled: false,
  address: '203.0.113.9',
  port: 5061,
  isRegistered: null,
  credentialUsername: null,
  createTime: '2024-06-06T14:42:42',
  updateTime: 'null,',
  ...unknown,
}
const range = (number: number) => ({
  id: `R${number}`,
  description: `office ${number}`,
  ipAddress: `203.0.113.${number}`,
  range: 32,
  accessControlListId: 'A1',
  createTime: '2024-06-06T14:42:42',
  site: `s${number}`,
})
const list = {
  id: 'A1',
  name: 'Offices',
  enabled: false,
  ipRanges: [range(1), range(2), range(3)],
  trunks: ['T1'],
  ...unknown,
}

describe('an edit of one field', () => {
  const name = fc.stringMatching(/^[A-Za-z0-9]{1,20}$/)
  const edit = fc.oneof(
    fc.record({ name }),
    fc.record({ hostName: fc.stringMatching(/^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/) }),
    fc.record({ enableCallerName: fc.boolean() }),
    fc.record({ callForwardNumber: fc.stringMatching(/^\+[1-9][0-9]{6,12}$/) }),
  )

  it('changes that field of a trunk and keeps every other, the unknown ones too (A19)', () => {
    fc.assert(
      fc.property(edit, (change) => {
        const current = normalise(trunks, trunk)
        const body = mergedWrite(trunks, current, trunks.input.parse({ ...current, ...change }))
        const { name: label, hostName, enableCallerName, enableCallForward, callForwardNumber } = trunk
        const before = {
          name: label,
          hostName,
          enableCallerName,
          enableCallForward,
          callForwardNumber,
          ...unknown,
        }
        expect(body).toEqual({ ...before, ...change })
      }),
      { numRuns: 1_000 },
    )
  })

  it('changes that field of an endpoint and keeps every other, the unknown ones too (A19)', () => {
    const change = fc.oneof(
      fc.record({ name }),
      fc.record({ priority: fc.integer({ min: 1, max: 9 }) }),
      fc.record({ port: fc.integer({ min: 1, max: 65_535 }) }),
      fc.record({ enabled: fc.boolean() }),
    )
    fc.assert(
      fc.property(change, (fields) => {
        const current = normalise(endpoints, staticEndpoint)
        const body = mergedWrite(endpoints, current, endpoints.input.parse({ ...current, ...fields }))
        const { name: label, priority, transport, enabled, address, port } = staticEndpoint
        const before = { isRegistered: false, name: label, priority, transport, enabled, address, port }
        expect(body).toEqual({ ...before, ...unknown, ...fields })
      }),
      { numRuns: 1_000 },
    )
  })

  it('changes one range of an access control list and loses none of the others (A19)', () => {
    const change = fc.record({ index: fc.integer({ min: 0, max: 2 }), description: name })
    fc.assert(
      fc.property(change, ({ index, description }) => {
        const current = normalise(accessControlLists, list)
        const edited = current.ipRanges.map((one, at) => (at === index ? { ...one, description } : one))
        const input = accessControlLists.input.parse({ ...current, ipRanges: edited })
        const body = mergedWrite(accessControlLists, current, input)
        const wanted = [1, 2, 3].map((number) => {
          const { ipAddress, range: prefix, site, description: before } = range(number)
          const isEdited = number === index + 1
          return { ipAddress, range: prefix, site, description: isEdited ? description : before }
        })
        expect(body).toEqual({ name: 'Offices', enabled: false, ipRanges: wanted, ...unknown })
      }),
      { numRuns: 1_000 },
    )
  })
})

describe('the body of a write', () => {
  it('never holds what the vendor computes, times, ids or other names of a field', () => {
    const current = normalise(endpoints, { ...staticEndpoint, sipEndpointId: 'E1', credentialUserName: '' })
    const body = mergedWrite(endpoints, current, endpoints.input.parse(current))
    for (const field of [
      'id',
      'trunkId',
      'sipTrunkId',
      'sipEndpointId',
      'createTime',
      'updateTime',
      'projectId',
    ]) {
      expect(body).not.toHaveProperty(field)
    }
    expect(body).not.toHaveProperty('credentialUserName')
  })

  it('drops the address of an endpoint that becomes a registered one', () => {
    const current = normalise(endpoints, staticEndpoint)
    const input = endpoints.input.parse({ ...current, isRegistered: true, credentialUsername: 'alice' })
    const body = mergedWrite(endpoints, current, input)
    expect(body).toMatchObject({ isRegistered: true, credentialUsername: 'alice', name: 'Pbx', ...unknown })
    expect(body).not.toHaveProperty('address')
    expect(body).not.toHaveProperty('port')
    expect(expectedAfter(endpoints, current, body)).toMatchObject({ address: '', port: null, id: 'E1' })
  })

  it('leaves the users of a credential list alone when it is renamed', () => {
    const current = normalise(credentialLists, {
      id: 'L1',
      name: 'Old',
      credentials: [{ id: 'C1', username: 'alice' }],
    })
    expect(mergedWrite(credentialLists, current, { name: 'New' })).toEqual({ name: 'New' })
  })

  it('keeps an empty optional text empty', () => {
    const current = normalise(trunks, { ...trunk, enableCallForward: false })
    const input = trunks.input.parse({ ...current, callForwardNumber: '' })
    expect(mergedWrite(trunks, current, input)).toMatchObject({ callForwardNumber: '' })
  })

  it('carries the trunk of a phone number under the name that the vendor reads', () => {
    const body = sentAs(phoneNumbers, { phoneNumber: '+14155550100', trunkId: 'T1' })
    expect(body).toEqual({ phoneNumber: '+14155550100', sipTrunkId: 'T1' })
  })

  it('changes nothing when the object is written back as it was read', () => {
    const current = normalise(accessControlLists, list)
    const body = mergedWrite(accessControlLists, current, accessControlLists.input.parse(current))
    const after = expectedAfter(accessControlLists, current, body)
    expect(etagOf(accessControlLists, after)).toBe(etagOf(accessControlLists, current))
  })
})

describe('reading the vendor (A18)', () => {
  it('reads times without a zone, with nine digits, with +0000, and every word for never', () => {
    const times = (createTime: unknown, updateTime: unknown) => {
      const { createTime: created, updateTime: updated } = normalise(trunks, {
        ...trunk,
        createTime,
        updateTime,
      })
      return [created, updated]
    }
    expect(times('2024-06-06T14:42:42', '')).toEqual(['2024-06-06T14:42:42.000Z', null])
    expect(times('2024-06-06T14:42:42.892741384', null)).toEqual(['2024-06-06T14:42:42.892Z', null])
    expect(times('2024-06-06T16:42:42+0200', 'null,')).toEqual(['2024-06-06T14:42:42.000Z', null])
  })

  it('folds other names of a field into one', () => {
    expect(normalise(trunks, { sipTrunkId: 'T9', name: 'x' }).id).toBe('T9')
    expect(normalise(endpoints, { ...staticEndpoint, credentialUserName: 'bob' }).credentialUsername).toBe(
      'bob',
    )
  })

  it('reads missing lists as empty and unknown words as they are', () => {
    expect(normalise(accessControlLists, { id: 'A', name: 'n' }).ipRanges).toEqual([])
    expect(normalise(callBlockingRules, { id: 'B', direction: 'sideways' }).direction).toBe('SIDEWAYS')
  })

  it('names the field that cannot be read, and never its value', () => {
    const reading = () => normalise(trunks, { ...trunk, enableCallerName: 'TopSecret' })
    expect(reading).toThrow(/enableCallerName/)
    expect(reading).not.toThrow(/TopSecret/)
  })
})
