import { expect, it } from 'vitest'
import { accessControlLists } from '@/lib/resources/access-control-lists'
import { callBlockingRules } from '@/lib/resources/call-blocking-rules'
import { countryPermissions } from '@/lib/resources/country-permissions'
import { credentialLists } from '@/lib/resources/credential-lists'
import { nounOf } from '@/lib/resources/define'
import { endpoints } from '@/lib/resources/endpoints'
import { phoneNumbers } from '@/lib/resources/phone-numbers'
import { trunks } from '@/lib/resources/trunks'
import { changeText } from './change-text'

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
