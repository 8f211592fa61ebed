import { z } from 'zod'
import { defineResource } from './define'
import { count, direction, instant, money, text } from './fields'

/** Calls: one call detail record each. Read only. */
export const calls = defineResource({
  path: '/calls',
  idParam: 'callId',
  idKey: 'callId',
  listKeys: ['calls'],
  label: { one: 'call', many: 'calls' },
  input: z.never(),
  entity: z.looseObject({
    callId: text(),
    from: text(),
    to: text(),
    direction: direction(),
    callResult: text(),
    createTime: instant(),
    answerTime: instant(),
    endTime: instant(),
    durationSeconds: count(),
    billingDurationSeconds: count(),
    pricePerMinute: money(),
    price: money(),
    trunkId: text(),
    pcapId: text(),
    projectId: text(),
  }),
  aliases: { trunkId: ['sipTrunkId'] },
  operations: ['list'],
})
