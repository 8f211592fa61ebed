import type { ApiError } from '@/lib/errors'

/** How the last calls with a key went. Times are wall-clock milliseconds. */
export interface EstHealth {
  state: 'unknown' | 'ok' | 'slow' | 'unreachable' | 'key_rejected'
  /** Since when the state has been what it is. */
  since: number | null
  lastSuccessAt: number | null
  /** A sentence for the operator; empty when all is well. */
  message: string
}

/** A call that is under way. */
export interface CallWatch {
  /** Leaves out of account what the call waits for on our own side. */
  without<Value>(waiting: Promise<Value>): Promise<Value>
  ended(): void
}

/** For calls whose slowness tells nothing. */
export const unwatched: CallWatch = { without: (waiting) => waiting, ended: () => undefined }

// Beyond this an answer is slow.
const slowMs = 5_000

/** Keeps what is known about the reachability of the vendor with one key. */
export class HealthRecord {
  private current: EstHealth = { state: 'unknown', since: null, lastSuccessAt: null, message: '' }

  private readonly waiting = new Set<{ since: number }>()
  private lastWaitMs = 0

  constructor(private readonly wallClock: () => number) {}

  /** Slow while an answer that is awaited, or the last one, takes longer than an answer should. */
  read(): EstHealth {
    const now = this.wallClock()
    const longestMs = Math.max(this.lastWaitMs, ...[...this.waiting].map(({ since }) => now - since))
    const { state } = this.current
    if ((state !== 'ok' && state !== 'unknown') || longestMs <= slowMs) return { ...this.current }
    const message = `Sinch answers slowly: ${Math.round(longestMs / 1_000)} s for one request.`
    return { ...this.current, state: 'slow', message }
  }

  /** Counts a call as under way until it is said to have ended. */
  began(): CallWatch {
    const call = { since: this.wallClock() }
    this.waiting.add(call)
    return {
      without: async (waiting) => {
        const heldAt = this.wallClock()
        this.waiting.delete(call)
        try {
          return await waiting
        } finally {
          call.since += this.wallClock() - heldAt
          this.waiting.add(call)
        }
      },
      ended: () => {
        if (this.waiting.delete(call)) this.lastWaitMs = this.wallClock() - call.since
      },
    }
  }

  succeeded(): void {
    this.current = { ...this.entering('ok'), lastSuccessAt: this.wallClock(), message: '' }
  }

  unreachable(error: ApiError): void {
    this.current = { ...this.entering('unreachable'), message: error.message }
  }

  keyRejected(error: ApiError): void {
    this.current = { ...this.entering('key_rejected'), message: error.message }
  }

  private entering(state: EstHealth['state']): EstHealth {
    return this.current.state === state ? this.current : { ...this.current, state, since: this.wallClock() }
  }
}
