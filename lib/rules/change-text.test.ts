import { expect, it } from 'vitest'
import { accessControlLists } from '@/lib/resources/access-control-lists'
import { callBlockingRules } from '@/lib/resources/call-blocking-rules'
import { countryPermissions } from '@/lib/resources/country-permissions'
import { credentialLists } from '@/lib/resources/credential-lists'
import { nounOf } from '@/lib/resources/define'
import { endpoints } from '@/lib/resources/endpoints'
import { phoneNumbers } from '@/lib/resources/phone-numbers'
import { trunks } from '@/lib/resources/trunks'
import { changedObjectPath, changeText } from './change-text'

it('says an action in words', () => {
  expect(changeText('trunks.create', true)).toBe('Created SIP trunk')
  expect(changeText('trunks.create', false)).toBe('Tried to create SIP trunk')
  expect(changeText('accessControlLists.delete', true)).toBe('Deleted access control list')
})

it('shows an action it does not know as it is', () => {
  expect(changeText('planets.create', true)).toBe('planets.create')
  expect(changeText('trunks.paint', true)).toBe('trunks.paint')
  expect(changeText('', true)).toBe('')
})

it('knows every object that can be written', () => {
  const resources = [
    accessControlLists,
    callBlockingRules,
    countryPermissions,
    credentialLists,
    endpoints,
    phoneNumbers,
    trunks,
  ]
  for (const resource of resources) {
    expect(changeText(`${nounOf(resource)}.update`, true)).toMatch(/^Changed /)
  }
})

it('says signing in as people do', () => {
  expect(changeText('sessions.create', true)).toBe('Signed in')
  expect(changeText('sessions.create', false)).toBe('Tried to sign in')
})

it.each([
  ['trunks.update', 't-1', true, ['trunks', 't-1']],
  ['trunks.delete', 't-1', true, undefined],
  ['trunks.delete', 't-1', false, ['trunks', 't-1']],
  ['trunks.create', '', false, undefined],
  ['endpoints.delete', 't-1/e-1', true, ['trunks', 't-1']],
  ['accessControlLists.unlink', 't-1/a-1', true, ['trunks', 't-1']],
  ['ipRanges.create', 'a-1/r-1', true, ['access-control-lists', 'a-1']],
  ['countryPermissions.update', 'SE', true, ['country-permissions']],
  ['jobs.start', 'trunks/t-1', true, undefined],
  ['projects.test', 'p', true, undefined],
  ['trunks.update', null, true, undefined],
] as const)('%s of %s is shown at %j', (action, target, done, path) => {
  expect(changedObjectPath(action, target, done)).toEqual(path)
})
