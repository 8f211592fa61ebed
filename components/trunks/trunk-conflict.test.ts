import { expect, it } from 'vitest'
import { trunks } from '@/lib/resources/trunks'
import { trunkConflicts, trunkInput } from './trunk-conflict'

const theirs = trunks.entity.parse({
  id: 'T1',
  name: 'Office',
  hostName: 'office-1',
  domain: 'office-1.pstn.sinch.com',
  enableCallForward: null,
  callForwardNumber: null,
  region: 'a field this console does not know',
})

it('takes only what can be written from a trunk', () => {
  expect(trunkInput(theirs)).toEqual({
    name: 'Office',
    hostName: 'office-1',
    enableCallerName: false,
    enableCallForward: false,
    callForwardNumber: '',
  })
})

it('offers a choice for each field that differs, and for no other', () => {
  const mine = { ...trunkInput(theirs), name: 'Branch', enableCallerName: true }
  expect(trunkConflicts(mine, theirs)).toEqual([
    { name: 'name', label: 'Name', mine: 'Branch', theirs: 'Office' },
    { name: 'enableCallerName', label: 'Caller name lookup', mine: true, theirs: false },
  ])
})

it('offers nothing when both made the same change', () => {
  expect(trunkConflicts(trunkInput(theirs), theirs)).toEqual([])
})

it('names every writable field of the resource', () => {
  expect(Object.keys(trunkInput(theirs)).sort()).toEqual(Object.keys(trunks.input.shape).sort())
})
