import { expect, it } from 'vitest'
import { callStages } from './call-stages'
import { isForwarded } from './forwarded'

const createTime = '2026-11-21T14:05:12.000Z'

it('tells how long an answered call rang and how long people talked', () => {
  const stages = callStages({
    createTime,
    answerTime: '2026-11-21T14:05:20.000Z',
    endTime: '2026-11-21T14:08:01.000Z',
  })
  expect(stages).toEqual([
    { name: 'Created', at: createTime, then: 'Rang for', thenSeconds: 8 },
    { name: 'Answered', at: '2026-11-21T14:05:20.000Z', then: 'Talked for', thenSeconds: 161 },
    { name: 'Ended', at: '2026-11-21T14:08:01.000Z' },
  ])
})

it('says that a call was never answered', () => {
  const [created, ended] = callStages({ createTime, answerTime: null, endTime: '2026-11-21T14:05:13.000Z' })
  expect(created).toMatchObject({ then: 'Never answered; ended after', thenSeconds: 1 })
  expect(ended?.name).toBe('Ended')
})

it('does not end a call that goes on', () => {
  const ringing = callStages({ createTime, answerTime: null, endTime: null })
  expect(ringing.map(({ name }) => name)).toEqual(['Created', 'Not ended yet'])
  expect(ringing[0]?.thenSeconds).toBeUndefined()
  const talking = callStages({ createTime, answerTime: createTime, endTime: null })
  expect(talking[1]?.then).toBe('Talking')
})

it('never tells a negative duration', () => {
  const [, answered] = callStages({ createTime, answerTime: createTime, endTime: '2026-11-21T14:05:11.000Z' })
  expect(answered?.thenSeconds).toBe(0)
})

it('knows the records of a forwarded call, of which the vendor does not always name the other', () => {
  const alone = { hasChildren: false, parentId: '', relationship: 'initial' }
  expect(isForwarded(alone)).toBe(false)
  expect(isForwarded({ ...alone, relationship: '' })).toBe(false)
  expect(isForwarded({ ...alone, hasChildren: true })).toBe(true)
  expect(isForwarded({ ...alone, relationship: 'forwarded' })).toBe(true)
  expect(isForwarded({ ...alone, parentId: 'A' })).toBe(true)
})
