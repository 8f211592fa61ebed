import { countText, listText } from '@/lib/format'
import type { Destination } from '@/lib/rules/failover'
import { tierIndexOf, type Spot, type Tiers } from '@/lib/rules/tiers'

/** Names by id, as the board shows them. */
export type Names = ReadonlyMap<string, string>

/** The names of several endpoints in one line. */
export function namesText(ids: readonly string[], names: Names): string {
  return listText(ids.map((id) => names.get(id) ?? id))
}

/** Where an endpoint would be after a move to `spot`, as it is read out while it is carried. */
export function spotWords(tiers: Tiers, id: string, spot: Spot, names: Names): string {
  const name = names.get(id) ?? id
  if (spot.kind === 'gap') {
    // The tier that it leaves empty is not counted.
    const isAlone = tiers[tierIndexOf(tiers, id)]?.length === 1
    const count = tiers.length - (isAlone ? 1 : 0)
    const before = spot.index - (isAlone && tierIndexOf(tiers, id) < spot.index ? 1 : 0)
    if (before === 0) return `${name}: a tier of its own, tried first.`
    if (before === count) return `${name}: a tier of its own, tried last.`
    return `${name}: a tier of its own between tier ${before} and tier ${before + 1}.`
  }
  const others = (tiers[spot.index] ?? []).filter((one) => one !== id)
  const tier = `tier ${spot.index + 1}`
  if (spot.index === tierIndexOf(tiers, id)) return `${name}: stays in ${tier}.`
  return `${name}: joins ${tier} and shares its calls with ${namesText(others, names)}.`
}

/** What stands beside the number of a tier: how its calls are shared. */
export function sharingText(count: number): string {
  return count < 2 ? '' : `${countText(count, 'endpoint')} share calls in turn (round-robin)`
}

/** Where calls go, as a whole sentence. */
export function destinationText(destination: Destination, names: Names): string {
  if (destination.kind === 'forwarded') return `Inbound calls are forwarded to ${destination.number}.`
  if (destination.kind === 'refused')
    return 'No endpoint can take a call and call forwarding is off: inbound calls are answered with 503.'
  const { ids, tier } = destination
  const shared = ids.length > 1 ? ', which share them in turn' : ''
  return `Inbound calls go to ${namesText(ids, names)} (tier ${tier + 1})${shared}.`
}
