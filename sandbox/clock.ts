import type { SandboxClock } from './context'

/** What `POST /__sandbox/clock` takes; `frozen` stops the clock where it then stands. */
export interface ClockChange {
  readonly offsetMs?: number
  readonly now?: number | string
  readonly advanceMs?: number
  readonly frozen?: boolean
}

/** A clock that follows the machine's until a test moves or freezes it. */
export class MovableClock implements SandboxClock {
  private offset = 0
  private frozenAt: number | undefined

  now(): number {
    return this.frozenAt ?? Date.now() + this.offset
  }

  change(change: ClockChange): void {
    let now = this.now()
    if (change.offsetMs !== undefined) now = Date.now() + change.offsetMs
    if (change.now !== undefined) now = new Date(change.now).getTime()
    now += change.advanceMs ?? 0
    this.offset = now - Date.now()
    const frozen = change.frozen ?? this.frozenAt !== undefined
    this.frozenAt = frozen ? now : undefined
  }

  reset(): void {
    this.offset = 0
    this.frozenAt = undefined
  }
}
