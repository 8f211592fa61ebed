import { describe, expect, it } from 'vitest'
import type { DraftAnswers } from '@/lib/client/onboarding'
import { hostNameFrom, startOf, suggestedNames, withTrunk, withUsers } from './suggestions'

describe('a host name out of a name', () => {
  it.each([
    ['Malmö office 2', 'malmo-office-2'],
    ['  PBX – Straße / Øst  ', 'pbx-strasse-ost'],
    ['--a--', 'a'],
    ['Łódź №1', 'lodz-no1'],
    ['东京', ''],
    ['', ''],
    [`${'a'.repeat(62)} b`, 'a'.repeat(62)],
  ])('%s gives %s', (name, hostName) => {
    expect(hostNameFrom(name)).toBe(hostName)
  })
})

describe('another trunk', () => {
  const before = suggestedNames('Old')
  const answers: DraftAnswers = {
    trunk: { use: 'new', name: 'Old', hostName: 'old' },
    accessControlList: { use: 'new', name: before.accessControlList, lines: '203.0.113.1' },
    credentialList: { use: 'new', name: 'My users', usernames: ['old', 'other'] },
    endpoint: {
      isRegistered: true,
      name: before.endpoint,
      credentialUsername: 'old',
      transport: 'UDP',
      priority: 1,
    },
  }

  it('renames what was named after the trunk, and nothing that somebody wrote', () => {
    expect(withTrunk(answers, { use: 'new', name: 'New', hostName: 'new' })).toMatchObject({
      accessControlList: { name: 'New sources', lines: '203.0.113.1' },
      credentialList: { name: 'My users', usernames: ['new', 'other'] },
      endpoint: { name: 'New PBX', credentialUsername: 'new' },
    })
  })

  it('leaves the user of a list that exists alone', () => {
    const there: DraftAnswers = { ...answers, credentialList: { use: 'existing', id: 'c1', name: 'Users' } }
    expect(withTrunk(there, { use: 'existing', id: 't1', name: 'New' })).toMatchObject({
      credentialList: { use: 'existing', id: 'c1' },
      endpoint: { name: 'New PBX', credentialUsername: 'old' },
    })
  })
})

it('whoever registers is followed through the list of users', () => {
  const answers: DraftAnswers = {
    credentialList: { use: 'new', name: 'Users', usernames: ['desk', 'hall'] },
    endpoint: { isRegistered: true, name: 'PBX', credentialUsername: 'hall', transport: 'UDP', priority: 1 },
  }
  const registers = (usernames: string[]) =>
    withUsers(answers, { use: 'new', name: 'Users', usernames }).endpoint
  expect(registers(['desk', 'lobby'])).toMatchObject({ credentialUsername: 'lobby' })
  expect(registers(['desk'])).toMatchObject({ credentialUsername: 'desk' })
  expect(registers(['hall'])).toMatchObject({ credentialUsername: 'hall' })
  const there = withUsers(answers, { use: 'existing', id: 'c1', name: 'Users' })
  expect(there.endpoint).toMatchObject({ credentialUsername: '' })
})

it('parts begin with names after the trunk, and the user who registers is the first of the list', () => {
  const start = startOf({
    trunk: { use: 'new', name: 'Head office', hostName: 'head-office' },
    credentialList: { use: 'new', name: 'Users', usernames: ['desk'] },
  })
  expect(start.accessControlList.name).toBe('Head office sources')
  expect(start.registeredEndpoint).toMatchObject({ name: 'Head office PBX', credentialUsername: 'desk' })
  expect(start.fixedEndpoint).toMatchObject({ port: 5060, transport: 'UDP', priority: 1 })
})
