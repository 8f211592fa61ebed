import { expect, it } from 'vitest'
import type { RunStep } from '@/lib/client/onboarding'
import { madeBy } from './made-parts'

const step = (action: RunStep['action'], state: RunStep['state'], label = ''): RunStep => ({
  key: `${action} ${label}`,
  action,
  label,
  state,
  seq: 1,
  call: { api: 'EST', method: 'POST', path: '/' },
  cost: null,
  made: true,
  objectId: null,
  error: null,
  candidates: null,
  startedAt: null,
  finishedAt: null,
})

it('what is done stays, number by number, and what failed is asked again', () => {
  const made = madeBy({
    steps: [
      step('create_trunk', 'done'),
      step('create_access_control_list', 'done'),
      step('link_access_control_list', 'waiting'),
      step('create_endpoint', 'failed'),
      step('assign_number', 'done', '+12125550100'),
      step('assign_number', 'waiting', '+12125550101'),
    ],
  })
  expect([...made.parts]).toEqual(['trunk', 'accessControlList'])
  expect([...made.numbers]).toEqual(['+12125550100'])
})

it('a trunk that was there is settled with the first thing done to it', () => {
  expect([...madeBy({ steps: [step('link_credential_list', 'done')] }).parts]).toEqual([
    'trunk',
    'credentialList',
  ])
  expect([...madeBy({ steps: [step('link_credential_list', 'failed')] }).parts]).toEqual([])
})
