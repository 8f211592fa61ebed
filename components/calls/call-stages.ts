import type { ArchivedCall } from '@/lib/rules/call-history'

/** One moment of a call and what followed it. */
export interface CallStage {
  name: string
  /** Undefined where the moment did not come, or not yet. */
  at?: string
  /** What went on from here, e.g. "Rang for"; undefined at the end. */
  then?: string
  thenSeconds?: number
}

/** The moments of a call in their order: created, answered if it was, and ended. */
export function callStages(call: Pick<ArchivedCall, 'createTime' | 'answerTime' | 'endTime'>): CallStage[] {
  const { createTime, answerTime, endTime } = call
  const end: CallStage = endTime === null ? { name: 'Not ended yet' } : { name: 'Ended', at: endTime }
  if (answerTime === null) {
    const rang = seconds(createTime, endTime)
    return [
      {
        name: 'Created',
        at: createTime,
        then: rang === undefined ? 'Not answered so far' : 'Never answered; ended after',
        thenSeconds: rang,
      },
      end,
    ]
  }
  const talked = seconds(answerTime, endTime)
  return [
    { name: 'Created', at: createTime, then: 'Rang for', thenSeconds: seconds(createTime, answerTime) },
    {
      name: 'Answered',
      at: answerTime,
      then: talked === undefined ? 'Talking' : 'Talked for',
      thenSeconds: talked,
    },
    end,
  ]
}

function seconds(from: string, to: string | null): number | undefined {
  if (to === null) return undefined
  const length = (Date.parse(to) - Date.parse(from)) / 1000
  // Clocks of two machines: a call does not end before it began.
  return Number.isNaN(length) ? undefined : Math.max(0, length)
}
