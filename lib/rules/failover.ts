import type { Tiers } from './tiers'

/** What decides whether an endpoint can take a call. */
export interface Taker {
  enabled: boolean
  /** False for a registered endpoint whose credentials the trunk does not know: each of its REGISTERs is answered with 401. */
  canRegister: boolean
}

/** Why an endpoint is passed over. */
export type Passed = 'off' | 'cannot_register' | 'lost'

/** Where an inbound call goes by configuration. */
export type Destination =
  | { kind: 'endpoints'; tier: number; ids: string[] }
  | { kind: 'forwarded'; number: string }
  | { kind: 'refused' }

/** Why an endpoint takes no call; undefined when it takes them once its tier is reached. */
export function whyPassed(taker: Taker | undefined, isLost: boolean): Passed | undefined {
  if (!taker?.enabled) return 'off'
  if (!taker.canRegister) return 'cannot_register'
  return isLost ? 'lost' : undefined
}

/**
 * Where inbound calls go when `lost` endpoints do not answer: the first tier with an endpoint that is on, able to register and not lost;
 * with none, the number calls are forwarded to, else SIP 503 (contract 6.8). By configuration only: what makes the vendor move on from an
 * endpoint is not published.
 */
export function rehearse(
  tiers: Tiers,
  takers: ReadonlyMap<string, Taker>,
  lost: ReadonlySet<string>,
  forwardTo: string,
): Destination {
  for (const [tier, all] of tiers.entries()) {
    const ids = all.filter((id) => whyPassed(takers.get(id), lost.has(id)) === undefined)
    if (ids.length > 0) return { kind: 'endpoints', tier, ids }
  }
  return forwardTo === '' ? { kind: 'refused' } : { kind: 'forwarded', number: forwardTo }
}

/** Addresses behind which several endpoints stand, with their ids: one failure there takes them all. IPv4 by /24, else by host. */
export function sharedPlaces(
  endpoints: readonly { id: string; address: string; enabled: boolean; isRegistered: boolean }[],
): { place: string; ids: string[] }[] {
  const byPlace = new Map<string, string[]>()
  for (const { id, address, enabled, isRegistered } of endpoints) {
    if (!enabled || isRegistered || address === '') continue
    const place = placeOf(address)
    byPlace.set(place, [...(byPlace.get(place) ?? []), id])
  }
  return [...byPlace].filter(([, ids]) => ids.length > 1).map(([place, ids]) => ({ place, ids }))
}

function placeOf(address: string): string {
  const network = /^(\d{1,3}\.\d{1,3}\.\d{1,3})\.\d{1,3}$/.exec(address)?.[1]
  return network === undefined ? address.toLowerCase().replace(/\.$/, '') : `${network}.0/24`
}
