import 'server-only'
import ipaddr from 'ipaddr.js'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { ApiError } from '@/lib/errors'
import { processState } from './process-state'

const tooMany = 'Too many attempts. Wait a little and try again.'

/** Takes an attempt back; called when it turned out to be the person. */
export type Forget = () => Promise<void>

/**
 * Ten slots, each free again a fixed time after it was taken: never more than ten in any such time. One counter of ten would start anew
 * all at once and let nineteen pass around that moment.
 */
function tenPer(seconds: number): RateLimiterMemory[] {
  return Array.from({ length: 10 }, () => new RateLimiterMemory({ points: 1, duration: seconds }))
}

function limits() {
  return processState('login-limits', () => ({
    // Ten password checks per account in five minutes, wherever they come from.
    account: tenPer(300),
    // Ten at once per address, and not more than one a minute in the long run.
    address: tenPer(600),
    // Wrong set-up tokens from one address.
    setup: tenPer(600),
    // What a known device may do, whatever strangers do to its owner's account or from the same address.
    device: tenPer(300),
  }))
}

/**
 * Counts an attempt to sign in. Throws `rate_limited`, before any password is looked at, when there were too many. A success takes back
 * its own attempt and no other: otherwise one known password would buy any number of guesses at the rest. A device that `knownDevice`
 * names counts by itself.
 */
export async function countAttempt(
  email: string,
  address: string,
  device: string | null = null,
): Promise<Forget> {
  const { account, address: byAddress, device: byDevice } = limits()
  if (device !== null) return await take(byDevice, device)
  const forgetAddress = await take(byAddress, networkOf(address))
  const forgetAccount = await take(account, email.trim().toLowerCase().slice(0, 254))
  return async () => void (await Promise.all([forgetAddress(), forgetAccount()]))
}

/** Counts a wrong set-up token. Throws `rate_limited` when there were too many from this address. */
export async function countSetupAttempt(address: string): Promise<void> {
  await take(limits().setup, networkOf(address))
}

async function take(slots: RateLimiterMemory[], key: string): Promise<Forget> {
  let waitMs = Infinity
  for (const slot of slots) {
    try {
      await slot.consume(key)
      return async () => void (await slot.delete(key))
    } catch (refusal) {
      if (!(refusal instanceof RateLimiterRes)) throw refusal
      waitMs = Math.min(waitMs, refusal.msBeforeNext)
    }
  }
  throw new ApiError('rate_limited', tooMany, { retryAfterSeconds: Math.ceil(waitMs / 1000) })
}

/** Whoever has one IPv6 address has the whole /64 around it, so that counts as one. */
function networkOf(address: string): string {
  if (!ipaddr.IPv6.isValid(address)) return address
  return ipaddr.IPv6.networkAddressFromCIDR(`${address}/64`).toString()
}
