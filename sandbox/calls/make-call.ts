import { destinations, outcomes } from './destinations'
import type { Random } from './random'
import type { CallRow } from './schema'

/** A trunk that calls run over. */
export interface CallTrunk {
  readonly id: string
  readonly name: string
  readonly domain: string
}

/** A number of the project and the trunk it is assigned to; the trunk is empty when it is not. */
export interface CallNumber {
  readonly phoneNumber: string
  readonly sipTrunkId: string
  readonly countryCode?: string
}

/** What calls are made from. */
export interface CallScene {
  readonly trunks: readonly CallTrunk[]
  readonly numbers: readonly CallNumber[]
}

const regions = ['us-east', 'us-west', 'eu-west', 'ap-southeast'] as const
const transports = [
  { transport: 'UDP', port: 5060, weight: 70 },
  { transport: 'TCP', port: 5060, weight: 10 },
  { transport: 'TLS', port: 5061, weight: 20 },
] as const
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** One call that began at `createdAt`, and its forwarded leg when it has one. */
export function makeCall(random: Random, scene: CallScene, createdAt: number): CallRow[] {
  const trunk = pick(random, scene.trunks)
  const assigned = scene.numbers.filter(({ sipTrunkId }) => sipTrunkId === trunk.id)
  const own = pick(random, assigned.length > 0 ? assigned : scene.numbers)
  const other = random.weighted(destinations)
  const outside = otherParty(random, other.prefix)
  const isInbound = random.next() < 0.42
  const outcome = random.weighted(outcomes)
  const answered = outcome.result === 'COMPLETED'
  const ringSeconds = random.whole(answered ? 2 : 0, outcome.result === 'NO_ANSWER' ? 55 : 14)
  const talkSeconds = answered ? Math.ceil(-Math.log(1 - random.next()) * 150) : 0
  const endedAt = createdAt + (ringSeconds + talkSeconds) * 1000
  // The vendor counts inbound calls from their start and outbound ones from the answer.
  const durationSeconds = isInbound ? ringSeconds + talkSeconds : talkSeconds
  const perMinute = isInbound ? 0.0035 : other.perMinute
  const emergency = !isInbound && own.phoneNumber.startsWith('+1') && random.next() < 0.0008
  const to = emergency ? '911' : isInbound ? own.phoneNumber : outside
  const callId = idOf(random, createdAt)
  const { transport, port } = random.weighted(transports)
  const call: CallRow = {
    callId,
    fromParty: isInbound
      ? withoutPlus(outside, createdAt)
      : random.next() < 0.06
        ? `sip:${own.phoneNumber.slice(1)}@${trunk.domain}`
        : own.phoneNumber,
    toParty: !isInbound && random.next() < 0.03 ? `sip:${to}@${trunk.domain}:5060` : to,
    fromCountry: isInbound ? other.country : countryOf(own),
    toCountry: isInbound ? countryOf(own) : emergency ? 'US' : other.country,
    direction: isInbound ? 'INBOUND' : 'OUTBOUND',
    createdAt,
    answeredAt: answered ? createdAt + ringSeconds * 1000 : null,
    endedAt,
    durationSeconds,
    billedSeconds: answered ? Math.ceil(talkSeconds / 6) * 6 : 0,
    result: outcome.result,
    pricePerMinute: perMinute,
    price: answered ? roundPrice((perMinute * Math.ceil(talkSeconds / 6)) / 10) : 0,
    trunkId: trunk.id,
    trunkName: trunk.name,
    emergency: emergency ? 1 : 0,
    causeCode: outcome.causeCode,
    sipCode: outcome.sipCode,
    region: pick(random, regions),
    mos: answered ? Math.round((4.45 - random.next() ** 3 * 2) * 100) / 100 : null,
    transport,
    port,
    groupId: callId,
    parentId: '',
    relationship: 'initial',
    hasChildren: 0,
    captured: 1,
  }
  return isInbound && answered && random.next() < 0.05 ? forwarded(random, call, own) : [call]
}

/** A forwarded call is two records and two charges: the inbound leg, and one to the number it was forwarded to. No packets are kept. */
function forwarded(random: Random, call: CallRow, own: CallNumber): CallRow[] {
  const target = random.weighted(destinations)
  const talkSeconds = Math.round(((call.endedAt ?? 0) - (call.answeredAt ?? 0)) / 1000)
  const leg: CallRow = {
    ...call,
    callId: idOf(random, call.createdAt),
    fromParty: own.phoneNumber,
    toParty: otherParty(random, target.prefix),
    fromCountry: countryOf(own),
    toCountry: target.country,
    direction: 'OUTBOUND',
    durationSeconds: talkSeconds,
    pricePerMinute: target.perMinute,
    price: roundPrice((target.perMinute * (call.billedSeconds ?? 0)) / 60),
    parentId: call.callId,
    relationship: 'forwarded',
    captured: 0,
  }
  return [{ ...call, hasChildren: 1, captured: 0 }, leg]
}

/** Most calls are named by a ULID, some by the Call-ID of the customer's own equipment. */
function idOf(random: Random, createdAt: number): string {
  if (random.next() < 0.08) {
    const first = random.whole(1e8, 9e8)
    // The time is in it, as in a ULID: the same random numbers at another time must not repeat a Call-ID.
    const second = 1e7 + ((random.whole(0, 8e7) + createdAt) % 8e7)
    return `${first}_${second}@198.51.100.${random.whole(1, 254)}`
  }
  let id = ''
  let time = createdAt
  for (let index = 0; index < 10; index += 1) {
    id = (alphabet[time % 32] ?? '0') + id
    time = Math.floor(time / 32)
  }
  for (let index = 0; index < 16; index += 1) id += alphabet[random.whole(0, 31)] ?? '0'
  return id
}

function otherParty(random: Random, prefix: string): string {
  // A fifth of the numbers make four fifths of the calls, as people call the same places again.
  const local = random.next() < 0.8 ? random.whole(0, 19) : random.whole(0, 9999)
  return `+${prefix}${String(local).padStart(4, '0')}`
}

/** Some carriers hand over the caller without a plus; which ones is taken from the time, so that the same seed makes the same calls. */
function withoutPlus(party: string, createdAt: number): string {
  return createdAt % 25 === 0 ? party.slice(1) : party
}

function countryOf({ phoneNumber, countryCode }: CallNumber): string {
  if (countryCode) return countryCode
  return destinations.find(({ prefix }) => phoneNumber.startsWith(`+${prefix.slice(0, 2)}`))?.country ?? 'US'
}

function roundPrice(price: number): number {
  return Math.round(price * 10_000) / 10_000
}

function pick<Item>(random: Random, items: readonly Item[]): Item {
  const item = items[Math.floor(random.next() * items.length)]
  if (item === undefined) throw new Error('nothing to choose from')
  return item
}
