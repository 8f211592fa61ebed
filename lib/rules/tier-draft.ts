import { inNameOrder, isSameBoard, moveTo, tiersOf, type Prioritised, type Spot, type Tiers } from './tiers'

/** An arrangement that has not been saved, and what it was made from. */
export interface TierDraft {
  tiers: Tiers
  /** The priorities as they were when the person saw them; another one means that somebody else was at it. */
  seen: ReadonlyMap<string, number | null>
  /** What was moved by hand. */
  touched: ReadonlySet<string>
  /** Priorities that were sent; one that is found stored later is ours, even when the answer was lost. */
  sent: ReadonlyMap<string, number>
}

/** An arrangement against the endpoints as they are now. */
export interface StandingDraft {
  tiers: string[][]
  /** Endpoints whose priority somebody else has changed since; saving waits until a person has seen that. */
  movedElsewhere: string[]
}

/** Priorities by id, as a draft remembers them. */
export function prioritiesOf(endpoints: readonly Prioritised[]): Map<string, number | null> {
  return new Map(endpoints.map(({ id, priority }) => [id, priority]))
}

/** Lays an arrangement over the endpoints of now: what was deleted is gone, what was added stands where its priority puts it. */
export function standing(draft: TierDraft, endpoints: readonly Prioritised[]): StandingDraft {
  const now = prioritiesOf(endpoints)
  let tiers = draft.tiers.map((ids) => ids.filter((id) => now.has(id))).filter((ids) => ids.length > 0)
  const placed = new Set(tiers.flat())
  for (const ids of tiersOf(endpoints))
    for (const id of ids)
      if (!placed.has(id)) {
        tiers = moveTo(tiers, id, spotByPriority(tiers, now, now.get(id) ?? null))
        placed.add(id)
      }
  const movedElsewhere = endpoints
    .filter(({ id, priority }) => draft.seen.has(id) && draft.seen.get(id) !== priority)
    .filter(({ id, priority }) => draft.sent.get(id) !== priority)
    .map(({ id }) => id)
  return { tiers: inNameOrder(tiers, endpoints), movedElsewhere }
}

/** The draft after one more move; undefined when the board is again as the vendor has it. */
export function drafted(
  draft: TierDraft | undefined,
  endpoints: readonly Prioritised[],
  id: string,
  spot: Spot,
): TierDraft | undefined {
  const tiers = moveTo(draft ? standing(draft, endpoints).tiers : tiersOf(endpoints), id, spot)
  if (isSameBoard(tiers, tiersOf(endpoints))) return undefined
  const seen = new Map([...prioritiesOf(endpoints), ...(draft?.seen ?? [])])
  const touched = new Set([...(draft?.touched ?? []), id])
  return { tiers, seen, touched, sent: draft?.sent ?? new Map() }
}

function spotByPriority(
  tiers: Tiers,
  now: ReadonlyMap<string, number | null>,
  priority: number | null,
): Spot {
  const same = tiers.findIndex((ids) => ids.some((id) => now.get(id) === priority))
  if (same >= 0) return { kind: 'tier', index: same }
  const value = priority ?? Infinity
  const later = tiers.findIndex((ids) => ids.every((id) => (now.get(id) ?? Infinity) > value))
  return { kind: 'gap', index: later < 0 ? tiers.length : later }
}
