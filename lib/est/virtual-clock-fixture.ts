import type { EstClock } from './clock'

interface Sleeper {
  readonly at: number
  wake(): void
}

/** A clock that goes on only when it is told to, from one sleeper to the next, and whose chance is the same in every run. */
export class VirtualClock implements EstClock {
  private now = 0
  private seed = 1
  private readonly sleepers = new Set<Sleeper>()

  readonly monotonic = (): number => this.now
  readonly wallClock = (): number => this.now

  readonly random = (): number => {
    // mulberry32
    this.seed = (this.seed + 0x6d2b79f5) | 0
    let mixed = Math.imul(this.seed ^ (this.seed >>> 15), 1 | this.seed)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }

  readonly sleep = (ms: number, signal?: AbortSignal): Promise<void> =>
    new Promise((resolve, reject) => {
      const sleeper: Sleeper = {
        at: this.now + ms,
        wake: () => {
          this.sleepers.delete(sleeper)
          signal?.removeEventListener('abort', giveUp)
          resolve()
        },
      }
      const giveUp = () => {
        this.sleepers.delete(sleeper)
        reject(new Error('nobody waits any more'))
      }
      if (signal?.aborted) giveUp()
      else {
        this.sleepers.add(sleeper)
        signal?.addEventListener('abort', giveUp, { once: true })
      }
    })

  /** How many wait for this clock. */
  get waiting(): number {
    return this.sleepers.size
  }

  /** Lets this much time pass. */
  async pass(ms: number): Promise<void> {
    const end = this.now + ms
    for (;;) {
      // Whoever was woken may go to sleep again before the next is.
      await new Promise((resolve) => setImmediate(resolve))
      let next: Sleeper | undefined
      for (const sleeper of this.sleepers) if (sleeper.at < (next?.at ?? Infinity)) next = sleeper
      if (next === undefined || next.at > end) break
      this.now = Math.max(this.now, next.at)
      next.wake()
    }
    this.now = end
  }
}
