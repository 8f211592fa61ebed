import { describe, expect, it } from 'vitest'
import type { DraftAnswers } from '@/lib/client/onboarding'
import { takenOffer } from './plan-problems'

const answers: DraftAnswers = {
  trunk: { use: 'new', name: 'Head office', hostName: 'head-office' },
  credentialList: { use: 'new', name: 'Head office users', usernames: ['desk'] },
  numbers: {
    assign: [
      { phoneNumber: '+12125550100', mayLeave: ['t1'] },
      { phoneNumber: '+12125550101', mayLeave: [] },
    ],
    rent: [],
  },
}

describe('an offer', () => {
  it('takes the trunk that is there, and names made after the trunk follow', () => {
    const offer = { kind: 'use_existing', id: 't1', name: 'Branch' } as const
    const taken = takenOffer(answers, { field: 'trunk.hostName', message: '', offer })
    expect(taken).toMatchObject({
      label: 'Use the trunk that is there',
      answers: {
        trunk: { use: 'existing', id: 't1', name: 'Branch' },
        credentialList: { name: 'Branch users' },
      },
    })
  })

  it('takes the list that has the user', () => {
    const offer = { kind: 'use_existing', id: 'c1', name: 'Users' } as const
    const taken = takenOffer(answers, { field: 'credentialList.usernames.0', message: '', offer })
    expect(taken?.answers.credentialList).toEqual({ use: 'existing', id: 'c1', name: 'Users' })
  })

  it('lets one number leave the places that were named, and no other number', () => {
    const places = [
      { id: 't1', name: 'Head office' },
      { id: 't2', name: 'Branch' },
    ]
    const offer = { kind: 'may_leave', phoneNumber: '+12125550100', places } as const
    const taken = takenOffer(answers, { field: 'numbers.assign.0', message: '', offer: { ...offer } })
    expect(taken?.label).toBe('Take it from Head office and Branch')
    expect(taken?.answers.numbers?.assign).toEqual([
      { phoneNumber: '+12125550100', mayLeave: ['t1', 't2'] },
      { phoneNumber: '+12125550101', mayLeave: [] },
    ])
  })

  it('is none where there is nothing to choose', () => {
    expect(takenOffer(answers, { field: 'endpoint.name', message: '' })).toBeUndefined()
  })
})
