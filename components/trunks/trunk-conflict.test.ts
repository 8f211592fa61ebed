import { expect, it } from 'vitest'
import { trunks } from '@/lib/resources/trunks'
import { mergedTrunk, trunkInput } from './trunk-conflict'

const base = trunks.entity.parse({
  id: 'T1',
  name: 'Office',
  hostName: 'office-1',
  domain: 'office-1.pstn.sinch.com',
  enableCallForward: null,
  callForwardNumber: null,
  region: 'a field this console does not know',
})

it('takes only what can be written from a trunk', () => {
  expect(trunkInput(base)).toEqual({
    name: 'Office',
    hostName: 'office-1',
    enableCallerName: false,
    enableCallForward: false,
    callForwardNumber: '',
  })
})

it('asks for a field that both changed, takes one that only they changed, and says so', () => {
  const theirs = { ...base, name: 'Head office', enableCallerName: true }
  const mine = { ...trunkInput(base), name: 'Branch' }
  expect(mergedTrunk(base, mine, theirs)).toEqual({
    values: { ...mine, enableCallerName: true },
    fields: [{ name: 'name', label: 'Name', mine: 'Branch', theirs: 'Head office' }],
    merged: 'Theirs was taken for Caller name lookup, which you had not changed.',
  })
})

it('asks nothing when the two edits do not touch the same field', () => {
  const mine = { ...trunkInput(base), name: 'Branch' }
  const { fields, values } = mergedTrunk(base, mine, { ...base, enableCallerName: true })
  expect(fields).toEqual([])
  expect(values).toMatchObject({ name: 'Branch', enableCallerName: true })
})

it('names every writable field of the resource', () => {
  expect(Object.keys(trunkInput(base)).sort()).toEqual(Object.keys(trunks.input.shape).sort())
})
