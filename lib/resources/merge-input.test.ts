import { describe, expect, it } from 'vitest'
import { accessControlLists } from './access-control-lists'
import { endpoints } from './endpoints'
import { mergedWrite, normalise } from './merge'
import { mergeInput } from './merge-input'
import { trunks } from './trunks'

const endpoint = normalise(endpoints, {
  ...{
    id: 'E',
    name: 'e1',
    isRegistered: false,
    address: '999.1',
    port: null,
    priority: 0,
    transport: 'SCTP',
  },
  grown: { of: 'the vendor' },
})
const trunk = normalise(trunks, { id: 'T', name: '', hostName: '-old-', callForwardNumber: '12' })
const list = normalise(accessControlLists, {
  ...{ id: 'L', name: 'Sites', enabled: true },
  ipRanges: [
    { id: 'R1', description: 'Six', ipAddress: '2001:db8::1', range: 128, grown: 1 },
    { id: 'R2', description: '', ipAddress: '203.0.113.1', range: 32 },
  ],
})
const fieldsOf = (run: () => unknown) => {
  try {
    run()
  } catch (error) {
    return error instanceof Error && 'details' in error ? error.details : error
  }
  return 'not refused'
}

describe('an object that could not be entered here', () => {
  it('can be edited where it is sound, and what it is otherwise is written back as it was', () => {
    const input = mergeInput(endpoints, endpoint, { name: ' e2 ' })
    expect(mergedWrite(endpoints, endpoint, input)).toEqual({
      ...{ name: 'e2', isRegistered: false, address: '999.1', port: null, priority: 0, transport: 'SCTP' },
      ...{ enabled: true, grown: { of: 'the vendor' } },
    })
    expect(mergeInput(trunks, trunk, { enableCallerName: true })).toEqual({
      ...{ name: '', hostName: '-old-', enableCallerName: true, enableCallForward: false },
      callForwardNumber: '12',
    })
    // A form sends everything that it shows.
    expect(mergeInput(trunks, trunk, { ...trunk, enableCallerName: true })).toMatchObject({ name: '' })
  })

  it('is refused what is changed and wrong, with the sentence of that field alone', () => {
    expect(fieldsOf(() => mergeInput(endpoints, endpoint, { name: 'e2', port: 0 }))).toEqual({
      fields: { port: 'The port is a number from 1 to 65535.' },
    })
    expect(fieldsOf(() => mergeInput(trunks, trunk, { name: ' ' }))).toEqual({
      fields: { name: 'The name is missing.' },
    })
  })

  it('keeps to the rules about several fields unless they were broken before', () => {
    const empty = { ...trunk, callForwardNumber: '' }
    expect(fieldsOf(() => mergeInput(trunks, empty, { enableCallForward: true }))).toEqual({
      fields: { callForwardNumber: 'Enter the number that calls are forwarded to.' },
    })
    const broken = { ...empty, enableCallForward: true }
    expect(mergeInput(trunks, broken, { enableCallerName: true })).toMatchObject({ enableCallForward: true })
  })

  it('has to be whole as the kind it is turned into', () => {
    expect(fieldsOf(() => mergeInput(endpoints, endpoint, { isRegistered: true }))).toMatchObject({
      fields: { credentialUsername: expect.any(String) },
    })
  })

  it('takes a new item beside one in a list that could not be entered, and refuses a wrong one', () => {
    const shown = list.ipRanges.map(({ description, ipAddress, range }) => ({
      description,
      ipAddress,
      range,
    }))
    const fresh = { description: 'New', ipAddress: '203.0.113.2', range: '24' }
    const wrong = { description: 'New', ipAddress: '203.0.113.300', range: 24 }
    const input = mergeInput(accessControlLists, list, { ipRanges: [...shown, fresh] })
    expect(mergedWrite(accessControlLists, list, input).ipRanges).toEqual([
      { description: 'Six', ipAddress: '2001:db8::1', range: 128, grown: 1 },
      { description: '', ipAddress: '203.0.113.1', range: 32 },
      { description: 'New', ipAddress: '203.0.113.2', range: 24 },
    ])
    expect(fieldsOf(() => mergeInput(accessControlLists, list, { ipRanges: [...shown, wrong] }))).toEqual({
      fields: { 'ipRanges.2.ipAddress': expect.any(String) },
    })
    expect(fieldsOf(() => mergeInput(accessControlLists, list, { ipRanges: [] }))).toMatchObject({
      fields: { ipRanges: expect.any(String) },
    })
  })
})
