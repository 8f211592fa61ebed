import type { ReadCall } from '@/lib/calls/call-row'
import { seededRandom } from '../bench/calls-model'

/** Numbers that look random and are the same for the same seed. */
export function seeded(seed: number) {
  const next = seededRandom(seed)
  const whole = (below: number) => Math.floor(next() * below)
  const pick = <Value>(values: readonly Value[]): Value => {
    const value = values[whole(values.length)]
    if (value === undefined) throw new Error('nothing to choose from')
    return value
  }
  return { next, whole, pick }
}

type Random = ReturnType<typeof seeded>

const countries = ['US', 'SE', 'GB', 'DE', 'BR']
const prefixes: Record<string, string> = {
  US: '1415555',
  SE: '4670174',
  GB: '4477009',
  DE: '4930230',
  BR: '5511955',
}
const outcomes = [
  ['COMPLETED', 200],
  ['COMPLETED', 200],
  ['COMPLETED', 200],
  ['BUSY', 486],
  ['NO_ANSWER', 480],
  ['CANCEL', 487],
  ['FAILED', 503],
  ['FAILED', 403],
  ['', null],
] as const

/** A call as it is read from the vendor, made up of random parts. It began within `[start, start + lengthMs)`. */
export function randomCall(random: Random, index: number, start: number, lengthMs: number): ReadCall {
  // Many begin in the same second, some in the same millisecond.
  const createdAt =
    start + (random.next() < 0.3 ? random.whole(50) * Math.floor(lengthMs / 50) : random.whole(lengthMs))
  const country = random.pick(countries)
  const own = `+1416555${String(random.whole(20)).padStart(4, '0')}`
  const other = `+${prefixes[country]}${String(random.whole(40)).padStart(4, '0')}`
  const isInbound = random.next() < 0.4
  const [callResult, sipCode] = random.pick(outcomes)
  const talk = callResult === 'COMPLETED' ? random.whole(600_000) : 0
  const ring = random.whole(20_000)
  const isOver = callResult !== ''
  const [from, to] = isInbound ? [other, own] : [own, other]
  const iso = (moment: number) => new Date(moment).toISOString()
  const isLeg = random.next() < 0.03
  return {
    listed: {
      callId: `call-${index}`,
      from: random.next() < 0.1 ? from.slice(1) : from,
      to: random.next() < 0.05 ? `sip:${to.slice(1)}@pbx.example` : to,
      direction: isInbound ? 'INBOUND' : 'OUTBOUND',
      callResult,
      createTime: iso(createdAt),
      answerTime: talk > 0 ? iso(createdAt + ring) : null,
      endTime: isOver ? iso(createdAt + ring + talk) : null,
      durationSeconds: isOver ? Math.round((talk + (isInbound ? ring : 0)) / 1000) : null,
      billingDurationSeconds: isOver ? Math.ceil(talk / 6000) * 6 : null,
      pricePerMinute: { currencyCode: 'USD', amount: 0.0123 },
      price: isOver ? { currencyCode: 'USD', amount: Math.round((talk / 60_000) * 123) / 10_000 } : null,
      trunkId: `trunk-${random.next() < 0.7 ? 1 : random.whole(6)}`,
      pcapId: '',
      projectId: 'p',
    },
    exported:
      random.next() < 0.02
        ? undefined
        : {
            callId: `call-${index}`,
            fromCountry: isInbound ? country : 'CA',
            toCountry: isInbound ? 'CA' : country,
            emergency: random.next() < 0.01,
            causeCode: sipCode === null ? null : 16,
            sipCode,
            region: random.pick(['us-east', 'eu-west']),
            mos: talk > 0 ? 4.2 : null,
            transport: 'UDP',
            port: 5060,
            groupId: isLeg ? `call-${Math.max(0, index - 1)}` : `call-${index}`,
            relationship: isLeg ? 'forwarded' : 'initial',
            hasChildren: random.next() < 0.03,
          },
  }
}
