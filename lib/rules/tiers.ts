import { compareNaturally } from './natural-order'

/** What a tier board has to know of an endpoint; `priority` is null where the vendor has not said it. */
export interface Prioritised {
  id: string
  name: string
  priority: number | null
}

/** Ids of endpoints, tier by tier in the order in which they are tried; those of one tier share calls round-robin. */
export type Tiers = readonly (readonly string[])[]

/** Where an endpoint can be put: into a tier, or into one of its own in the gap before tier `index` (the last gap is after all). */
export interface Spot {
  kind: 'tier' | 'gap'
  index: number
}

/** One priority that has to change. */
export interface PriorityWrite {
  id: string
  priority: number
}

/** The highest priority that the console writes (`lib/resources/endpoints.ts`). */
export const highestPriority = 999_999_999

// A priority that was not said is tried after all others, as far as anybody can tell.
const unsaid = highestPriority + 1

/** The endpoints by rising priority (contract 6.8); within a tier by name, since the vendor gives a tier no order of its own. */
export function tiersOf(endpoints: readonly Prioritised[]): string[][] {
  const groups = new Map<number, string[]>()
  for (const { id, priority } of endpoints) {
    const key = priority ?? unsaid
    groups.set(key, [...(groups.get(key) ?? []), id])
  }
  const tiers = [...groups].sort(([one], [other]) => one - other).map(([, ids]) => ids)
  return inNameOrder(tiers, endpoints)
}

/** The same tiers, each in the order in which the board shows it. */
export function inNameOrder(tiers: Tiers, endpoints: readonly Prioritised[]): string[][] {
  const names = new Map(endpoints.map(({ id, name }) => [id, name]))
  const compare = (one: string, other: string) =>
    compareNaturally(names.get(one) ?? '', names.get(other) ?? '') || (one < other ? -1 : 1)
  return tiers.map((ids) => [...ids].sort(compare))
}

/** The tier in which an endpoint stands; -1 when it is on none. */
export function tierIndexOf(tiers: Tiers, id: string): number {
  return tiers.findIndex((ids) => ids.includes(id))
}

/** Every place where an endpoint can be put, from the first tried to the last, its present tier among them. */
export function spotsOf(tiers: Tiers, id: string): Spot[] {
  const own = tierIndexOf(tiers, id)
  const isAlone = tiers[own]?.length === 1
  const spots: Spot[] = []
  for (let index = 0; index <= tiers.length; index += 1) {
    // Beside a tier of its own, another one of its own would be the same place.
    if (!(isAlone && (index === own || index === own + 1))) spots.push({ kind: 'gap', index })
    if (index < tiers.length) spots.push({ kind: 'tier', index })
  }
  return spots
}

/** The place one step before (-1) or after (1) another; undefined at either end. */
export function nextSpot(tiers: Tiers, id: string, from: Spot, step: 1 | -1): Spot | undefined {
  const spots = spotsOf(tiers, id)
  const now = spots.findIndex(({ kind, index }) => kind === from.kind && index === from.index)
  return now < 0 ? undefined : spots[now + step]
}

/** The board after a move; a tier that has become empty is gone. */
export function moveTo(tiers: Tiers, id: string, spot: Spot): string[][] {
  const moved: string[][] = []
  for (let index = 0; index <= tiers.length; index += 1) {
    if (spot.kind === 'gap' && spot.index === index) moved.push([id])
    const rest = (tiers[index] ?? []).filter((one) => one !== id)
    moved.push(spot.kind === 'tier' && spot.index === index ? [...rest, id] : rest)
  }
  return moved.filter((ids) => ids.length > 0)
}

/** Whether two boards put the same endpoints into the same tiers. */
export function isSameBoard(one: Tiers, other: Tiers): boolean {
  const text = (tiers: Tiers) => JSON.stringify(tiers.map((ids) => [...ids].sort()))
  return text(one) === text(other)
}

/**
 * The fewest changes of priorities that make the vendor try the endpoints as the board shows them. Where two sets of changes are equally
 * few, endpoints that nobody `touched` keep their numbers.
 */
export function writesFor(
  tiers: Tiers,
  endpoints: readonly Prioritised[],
  touched: ReadonlySet<string> = new Set(),
): PriorityWrite[] {
  const held = new Map(endpoints.map(({ id, priority }) => [id, priority ?? unsaid]))
  const numbers = prioritiesFor(tiers, held, touched)
  return tiers.flatMap((ids, index) => {
    const priority = numbers[index] ?? unsaid
    return ids.filter((id) => held.get(id) !== priority).map((id) => ({ id, priority }))
  })
}

/** A tier that keeps a number that some of its endpoints have already, and how much is kept up to there. */
interface Anchor {
  tier: number
  value: number
  worth: number
  before?: Anchor
}

// An endpoint that is kept counts for one write saved; one that nobody touched for a trifle more.
const saved = 10_000

function prioritiesFor(
  tiers: Tiers,
  held: ReadonlyMap<string, number>,
  touched: ReadonlySet<string>,
): number[] {
  const start: Anchor = { tier: -1, value: 0, worth: 0 }
  const anchors = [start]
  tiers.forEach((ids, tier) => {
    const worths = new Map<number, number>()
    for (const id of ids) {
      const value = held.get(id) ?? unsaid
      worths.set(value, (worths.get(value) ?? 0) + saved + (touched.has(id) ? 0 : 1))
    }
    const here: Anchor[] = []
    for (const [value, worth] of worths) {
      // Whole numbers must be left for the tiers in between.
      const fitting = anchors.filter((anchor) => value - anchor.value >= tier - anchor.tier)
      const before = best(fitting)
      if (before) here.push({ tier, value, worth: before.worth + worth, before })
    }
    anchors.push(...here)
  })
  const last = tiers.length - 1
  const ends = anchors.filter(({ tier, value }) => tier === last || value + last - tier <= highestPriority)
  const numbers: number[] = []
  let next: { tier: number } = { tier: tiers.length }
  for (let anchor = best(ends); anchor; anchor = anchor.before) {
    for (let tier = Math.max(anchor.tier, 0); tier < next.tier; tier += 1)
      numbers[tier] = anchor.value + tier - anchor.tier
    next = anchor
  }
  return numbers
}

function best(anchors: readonly Anchor[]): Anchor | undefined {
  return anchors.reduce<Anchor | undefined>(
    (one, other) => (one && one.worth >= other.worth ? one : other),
    undefined,
  )
}
