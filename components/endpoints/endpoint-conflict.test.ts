import { expect, it } from 'vitest'
import { endpoints } from '@/lib/resources/endpoints'
import { chosenValues, endpointValues, mergedEndpoint } from './endpoint-conflict'

const base = endpoints.entity.parse({
  id: 'E1',
  name: 'SBC',
  address: '203.0.113.9',
  port: 5060,
  priority: 1,
  transport: 'UDP',
  enabled: true,
  weight: 'a field this console does not know',
})
const input = endpoints.input.parse(endpointValues(base))

it('names every writable field of both kinds, and none of the other kind', () => {
  const registered = { ...base, isRegistered: true, credentialUsername: 'sthlm' }
  for (const endpoint of [base, registered]) {
    const values = endpointValues(endpoint)
    expect(Object.keys(values).sort()).toEqual(Object.keys(endpoints.input.parse(values)).sort())
  }
})

it('asks for a field that both changed, takes one that only they changed, and says so', () => {
  const theirs = { ...base, port: 5070, enabled: false }
  const { values, fields, merged } = mergedEndpoint(base, { ...input, ...{ port: 5061 } }, theirs)
  expect(fields).toEqual([{ name: 'port', label: 'Port', mine: 5061, theirs: 5070 }])
  expect(values).toMatchObject({ port: 5061, enabled: false, name: 'SBC' })
  expect(merged).toBe('Theirs was taken for Takes calls, which you had not changed.')
})

it('offers the kind in words and reads the choice back', () => {
  const theirs = { ...base, isRegistered: true, credentialUsername: 'sthlm' }
  const { values } = mergedEndpoint(base, input, theirs)
  expect(chosenValues(values, {}).isRegistered).toBe(true)
  expect(chosenValues(values, { isRegistered: 'Static' }).isRegistered).toBe(false)
  expect(chosenValues(values, { isRegistered: 'Registered' }).isRegistered).toBe(true)
})
