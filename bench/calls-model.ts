import type { Kysely } from 'kysely'
import { lowestId } from '../lib/calls/call-id'
import { Words } from '../lib/calls/words'
import type { ArchiveSchema, CallTable } from '../lib/database/archive-schema'
import { partyKey, partyTail } from '../lib/rules/call-party'

/** The project that the benchmark's calls belong to. */
export const benchProject = 'bench'
/** Over how many days the calls are spread. */
export const benchDays = 90

const dayMs = 86_400_000

// Country, beginning of its numbers, share of the calls.
const destinations = [
  ['US', '1415555', 40],
  ['CA', '1416555', 12],
  ['SE', '4670174', 14],
  ['GB', '4477009', 12],
  ['DE', '4930230', 8],
  ['FR', '3319900', 5],
  ['ES', '3461255', 4],
  ['AU', '6149157', 3],
  ['BR', '5511955', 2],
] as const

const outcomes = [
  ['COMPLETED', 200, 69],
  ['NO_ANSWER', 480, 8],
  ['CANCEL', 487, 7],
  ['BUSY', 486, 6],
  ['FAILED', 403, 4],
  ['FAILED', 503, 3],
  ['FAILED', 404, 2],
  ['FAILED', 603, 1],
] as const

/** Numbers that look random and are the same for the same seed. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

function picker<Entry extends readonly [...unknown[], number]>(entries: readonly Entry[]) {
  const total = entries.reduce((sum, entry) => sum + weightOf(entry), 0)
  return (random: number): Entry => {
    let left = random * total
    for (const entry of entries) {
      left -= weightOf(entry)
      if (left < 0) return entry
    }
    throw new Error('nothing to choose from')
  }
}

function weightOf(entry: readonly [...unknown[], number]): number {
  return Number(entry[entry.length - 1])
}

const pickDestination = picker(destinations)
const pickOutcome = picker(outcomes)

/** The id of a trunk; the first ones carry most of the calls. */
export function benchTrunk(index: number): string {
  return `01BENCHTRUNK${String(index).padStart(14, '0')}`
}

/** The numbers of the words that the calls are made with. */
export interface WordIds {
  project: number
  currency: number
  region: number
  transport: number
  relationship: number
  trunks: number[]
  results: Map<string, number>
}

/** Stores the words of all calls. */
export async function storeWords(db: Kysely<ArchiveSchema>): Promise<WordIds> {
  const words = new Words()
  const trunks: number[] = []
  for (let index = 0; index < 40; index += 1) trunks.push(await words.store(db, 'trunk', benchTrunk(index)))
  const results = new Map<string, number>()
  for (const [result] of outcomes) results.set(result, await words.store(db, 'result', result))
  return {
    project: await words.store(db, 'project', benchProject),
    currency: await words.store(db, 'currency', 'USD'),
    region: await words.store(db, 'region', 'us-east'),
    transport: await words.store(db, 'transport', 'UDP'),
    relationship: await words.store(db, 'relationship', 'initial'),
    trunks,
    results,
  }
}

/** One call; calls are made in the order of time, so that the n-th of them has its place in the days. */
export function benchCall(
  index: number,
  rows: number,
  end: number,
  random: () => number,
  words: WordIds,
): CallTable {
  const createdAt = Math.floor(end - benchDays * dayMs + (index / rows) * benchDays * dayMs)
  const [country, prefix] = pickDestination(random())
  const [result, sipCode] = pickOutcome(random())
  // A fifth of the numbers make four fifths of the calls.
  const local = random() < 0.8 ? Math.floor(random() * 20) : Math.floor(random() * 10_000)
  const other = `+${prefix}${String(local).padStart(4, '0')}`
  const trunkIndex = Math.min(39, Math.floor(random() ** 3 * 40))
  const own = `+1212555${String(trunkIndex * 10 + Math.floor(random() * 10)).padStart(4, '0')}`
  const isInbound = random() < 0.42
  const [from, to] = isInbound ? [other, own] : [own, other]
  const isAnswered = result === 'COMPLETED'
  const ringMs = Math.floor(random() * 20_000)
  const talkMs = isAnswered ? Math.floor(-Math.log(1 - random()) * 150_000) : 0
  const callId = `01BENCH${String(index).padStart(19, '0')}`
  return {
    project: words.project,
    id: lowestId(createdAt) + (index % 4096),
    callId,
    fromParty: from,
    toParty: to,
    fromKey: partyKey(from),
    toKey: partyKey(to),
    fromTail: partyTail(from),
    toTail: partyTail(to),
    fromCountry: isInbound ? country : 'US',
    toCountry: isInbound ? 'US' : country,
    country,
    direction: isInbound ? 1 : 2,
    createdAt,
    answeredAt: isAnswered ? createdAt + ringMs : null,
    endedAt: createdAt + ringMs + talkMs,
    durationSeconds: Math.round(talkMs / 1000),
    billedSeconds: Math.ceil(talkMs / 6000) * 6,
    result: words.results.get(result) ?? 0,
    pricePerMinute: 12_000,
    price: Math.ceil(talkMs / 6000) * 1_200,
    currency: words.currency,
    trunk: words.trunks[trunkIndex] ?? 0,
    pcapId: callId,
    emergency: !isInbound && random() < 0.0005 ? 1 : 0,
    causeCode: 16,
    sipCode,
    region: words.region,
    mos: isAnswered ? 4.2 : null,
    transport: words.transport,
    port: 5060,
    groupId: callId,
    relationship: words.relationship,
    hasChildren: 0,
    leg: 0,
    forwarded: 0,
    enriched: 1,
  }
}
