import { describe, expect, it } from 'vitest'
import type { DraftAnswers } from '@/lib/client/onboarding'
import { asksUsersInbound, isAnswered, readStep, stepOfField, stepsOf, unansweredSteps } from './wizard-steps'

const ways: [string, DraftAnswers, string][] = [
  ['nothing said yet', {}, 'calls trunk review'],
  ['A', { direction: 'outbound', authorise: 'address' }, 'calls trunk outbound review'],
  ['B', { direction: 'inbound', pbx: 'fixed' }, 'calls trunk inbound numbers review'],
  [
    'C',
    { direction: 'both', authorise: 'both', pbx: 'fixed' },
    'calls trunk outbound inbound numbers review',
  ],
  ['D', { direction: 'inbound', pbx: 'registers' }, 'calls trunk inbound numbers review'],
  ['E', { direction: 'outbound', authorise: 'digest' }, 'calls trunk outbound review'],
  [
    'D after C',
    { direction: 'inbound', authorise: 'both', pbx: 'registers' },
    'calls trunk inbound numbers review',
  ],
]

describe('the steps', () => {
  it.each(ways)('%s', (_name, answers, steps) => {
    expect(stepsOf(answers).join(' ')).toBe(steps)
  })

  it('ask for the credential list once', () => {
    const registers: DraftAnswers = { direction: 'both', authorise: 'address', pbx: 'registers' }
    expect(asksUsersInbound(registers)).toBe(true)
    expect(stepOfField('credentialList.usernames.0', registers)).toBe('inbound')
    const digest: DraftAnswers = { ...registers, authorise: 'digest' }
    expect(asksUsersInbound(digest)).toBe(false)
    expect(stepOfField('credentialList.name', digest)).toBe('outbound')
  })

  it('that an address names and the answers do not have lead to the first', () => {
    expect(readStep('numbers', { direction: 'outbound', authorise: 'address' })).toBe('calls')
    expect(readStep('numbers', { direction: 'inbound', pbx: 'fixed' })).toBe('numbers')
    expect(readStep(null, {})).toBe('calls')
  })
})

it('what is not answered yet is all but the numbers, which may be none', () => {
  expect(unansweredSteps({ direction: 'inbound', pbx: 'fixed' })).toEqual(['trunk', 'inbound'])
  expect(unansweredSteps({})).toEqual(['calls', 'trunk'])
})

describe('a step is answered', () => {
  const endpoint = { name: 'PBX', address: '203.0.113.9', port: 5060, transport: 'UDP', priority: 1 }
  it('by an endpoint of the kind that was asked for', () => {
    const answers: DraftAnswers = {
      direction: 'inbound',
      pbx: 'fixed',
      endpoint: { isRegistered: false, ...endpoint },
    }
    expect(isAnswered('inbound', answers)).toBe(true)
    expect(isAnswered('inbound', { ...answers, pbx: 'registers' })).toBe(false)
  })

  it('by each list that is asked for', () => {
    const answers: DraftAnswers = {
      direction: 'both',
      authorise: 'both',
      pbx: 'fixed',
      accessControlList: { use: 'new', name: 'Sources', lines: '203.0.113.1' },
    }
    expect(isAnswered('outbound', answers)).toBe(false)
    const users: DraftAnswers = { ...answers, credentialList: { use: 'existing', id: 'c1', name: 'Users' } }
    expect(isAnswered('outbound', users)).toBe(true)
  })
})
