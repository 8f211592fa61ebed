import { outcomes } from './destinations'
import type { CallScene } from './make-call'
import type { CallRow } from './schema'

const ringMs = 4_000
const talkMs = 60_000

/** A call with the fields that were given; the others are those of an answered minute, or of whatever result was given. */
export function exactCall(given: Partial<CallRow>, callId: string, now: number, scene: CallScene): CallRow {
  const trunk =
    given.trunkId === undefined ? scene.trunks[0] : scene.trunks.find(({ id }) => id === given.trunkId)
  const own = scene.numbers.find(({ sipTrunkId }) => sipTrunkId === trunk?.id)?.phoneNumber ?? '+12125550100'
  const isInbound = given.direction === 'INBOUND'
  const result = given.result === undefined ? resultOf(given.sipCode) : given.result
  const createdAt = given.createdAt ?? now
  const times = timesOf({ ...given, createdAt, result })
  const talkSeconds =
    times.answeredAt === null || times.endedAt === null
      ? 0
      : Math.max(0, Math.round((times.endedAt - times.answeredAt) / 1000))
  const wholeSeconds =
    times.endedAt === null ? 0 : Math.max(0, Math.round((times.endedAt - createdAt) / 1000))
  const isOver = times.endedAt !== null
  const billedSeconds = given.billedSeconds ?? Math.ceil(talkSeconds / 6) * 6
  const pricePerMinute = given.pricePerMinute ?? 0.004
  const outcome = outcomes.find((one) =>
    given.sipCode === undefined ? one.result === result : one.sipCode === given.sipCode,
  )
  return {
    callId,
    fromParty: isInbound ? '+14155550123' : own,
    toParty: isInbound ? own : '+14155550123',
    fromCountry: 'US',
    toCountry: 'US',
    direction: 'OUTBOUND',
    durationSeconds: isOver ? (isInbound ? wholeSeconds : talkSeconds) : null,
    billedSeconds: isOver ? billedSeconds : null,
    pricePerMinute,
    price: isOver ? Number(((billedSeconds * pricePerMinute) / 60).toFixed(4)) : null,
    trunkId: trunk?.id ?? '',
    trunkName: trunk?.name ?? '',
    emergency: 0,
    causeCode: isOver ? (outcome?.causeCode ?? null) : null,
    sipCode: isOver ? (outcome?.sipCode ?? null) : null,
    region: 'us-east',
    mos: times.answeredAt !== null && isOver ? 4.4 : null,
    transport: 'UDP',
    port: 5060,
    groupId: given.parentId || callId,
    parentId: '',
    relationship: given.parentId ? 'forwarded' : 'initial',
    hasChildren: 0,
    captured: given.parentId ? 0 : 1,
    ...given,
    createdAt,
    result,
    ...times,
  }
}

/** The result that goes with a SIP code; a call without either was answered. */
function resultOf(sipCode: number | null | undefined): string | null {
  if (sipCode === undefined) return 'COMPLETED'
  return outcomes.find((one) => one.sipCode === sipCode)?.result ?? (sipCode === null ? null : 'FAILED')
}

function timesOf(
  call: Partial<CallRow> & Pick<CallRow, 'createdAt' | 'result'>,
): Pick<CallRow, 'answeredAt' | 'endedAt'> {
  const { createdAt, result } = call
  const answeredAt =
    call.answeredAt !== undefined ? call.answeredAt : result === 'COMPLETED' ? createdAt + ringMs : null
  if (call.endedAt !== undefined) return { answeredAt, endedAt: call.endedAt }
  if (result === null) return { answeredAt, endedAt: null }
  return { answeredAt, endedAt: answeredAt === null ? createdAt + ringMs : answeredAt + talkMs }
}
