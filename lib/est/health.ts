import type { ApiError } from '@/lib/errors'

/** How the last calls with a key went. Times are wall-clock milliseconds. */
export interface EstHealth {
  state: 'unknown' | 'ok' | 'unreachable' | 'key_rejected'
  /** Since when the state has been what it is. */
  since: number | null
  lastSuccessAt: number | null
  /** A sentence for the operator; empty when all is well. */
  message: string
}

/** Keeps what is known about the reachability of the vendor with one key. */
export class HealthRecord {
  private current: EstHealth = { state: 'unknown', since: null, lastSuccessAt: null, message: '' }

  constructor(private readonly wallClock: () => number) {}

  read(): EstHealth {
    return { ...this.current }
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
