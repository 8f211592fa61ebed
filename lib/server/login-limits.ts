import 'server-only'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { ApiError } from '@/lib/errors'
import { processState } from './process-state'

const tooMany = 'Too many attempts. Wait a little and try again.'

function limiters() {
  return processState('login-limits', () => ({
    // Ten password checks per account in five minutes, wherever they come from.
    account: new RateLimiterMemory({ points: 10, duration: 300 }),
    // Ten at once per address, then one a minute: a bucket of ten that refills over ten minutes.
    address: new RateLimiterMemory({ points: 10, duration: 600 }),
  }))
}

/** Counts an attempt to sign in. Throws `rate_limited`, before any password is looked at, when there were too many. */
export async function countAttempt(email: string, address: string): Promise<void> {
  const { account, address: byAddress } = limiters()
  await consume(byAddress, address)
  await consume(account, email.trim().toLowerCase().slice(0, 254))
}

/** Forgets the attempts of someone who has just signed in. */
export async function forgetAttempts(email: string, address: string): Promise<void> {
  const { account, address: byAddress } = limiters()
  await Promise.all([account.delete(email.trim().toLowerCase()), byAddress.delete(address)])
}

async function consume(limiter: RateLimiterMemory, key: string): Promise<void> {
  try {
    await limiter.consume(key)
  } catch (refusal) {
    if (!(refusal instanceof RateLimiterRes)) throw refusal
    throw new ApiError('rate_limited', tooMany, { retryAfterSeconds: Math.ceil(refusal.msBeforeNext / 1000) })
  }
}
