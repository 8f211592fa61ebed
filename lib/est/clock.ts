import { setTimeout as delay } from 'node:timers/promises'

/** Time and chance as the client sees them; tests inject their own. */
export interface EstClock {
  /** Milliseconds that never jump: expiry, deadlines and breakers count in them. */
  monotonic(): number
  /** Milliseconds since the epoch, for what people read. */
  wallClock(): number
  /** A number from 0 to just below 1. */
  random(): number
  /** Waits, and rejects with the signal's reason when it is aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}

/** The machine's own clock. Expiry follows the monotonic one, so a changed system time neither expires nor revives a token. */
export const systemClock: EstClock = {
  monotonic: () => performance.now(),
  wallClock: () => Date.now(),
  random: () => Math.random(),
  sleep: (ms, signal) => delay(ms, undefined, { signal }),
}
