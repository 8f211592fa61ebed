import { ApiError } from '@/lib/errors'
import { networkText } from '@/lib/rules/cidr'
import type { WrittenRange } from '@/lib/rules/cidr-lines'
import { storedDifference } from '@/lib/rules/stored-ranges'
import { cidrOf, type IpRange } from './list-row'

/** How far one range of a run is. */
export interface RunLine {
  range: WrittenRange
  state: 'waiting' | 'saving' | 'saved' | 'failed'
  /** Why it failed, or what is different about what was stored. */
  note?: string
}

/** A run at one moment. */
export interface RunState {
  lines: readonly RunLine[]
  counts: Readonly<Record<RunLine['state'], number>>
  isRunning: boolean
}

const parallel = 4
const publishEveryMs = 100
const patientTries = 5

/** Adds many ranges to a list one by one, a few at a time. It can be stopped and gone on with, and what failed is tried again alone. */
export class RangeRun {
  private readonly lines: RunLine[]
  private readonly listeners = new Set<() => void>()
  private shown: RunState
  private publishing: ReturnType<typeof setTimeout> | undefined
  private isRunning = false
  private isStopped = false

  constructor(
    ranges: readonly WrittenRange[],
    private readonly work: {
      add: (range: WrittenRange) => Promise<IpRange>
      readAll: () => Promise<readonly IpRange[]>
      wait?: (ms: number) => Promise<void>
    },
  ) {
    this.lines = ranges.map((range) => ({ range, state: 'waiting' }))
    this.shown = this.stateNow()
  }

  /** Calls `listener` after each change, at most ten times a second. */
  readonly subscribe = (listener: () => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** The state as last published. */
  readonly state = () => this.shown

  /** Sends what has not been sent yet. */
  async start(): Promise<void> {
    await this.run(this.lines.filter(({ state }) => state === 'waiting'))
  }

  /** Tries again what failed. What is in the list by now was saved after all: its answer was lost. */
  async retryFailed(): Promise<void> {
    const failed = this.lines.filter(({ state }) => state === 'failed')
    const stored = new Set((await this.work.readAll()).map((range) => networkText(cidrOf(range))))
    for (const line of failed) {
      const isThere = stored.has(networkText(line.range))
      line.state = isThere ? 'saved' : 'waiting'
      line.note = isThere ? 'It had been saved; only the answer was lost.' : undefined
    }
    await this.run(failed.filter(({ state }) => state === 'waiting'))
  }

  /** Sends nothing more; what is on its way is finished. */
  stop(): void {
    this.isStopped = true
    this.publish()
  }

  private async run(lines: readonly RunLine[]): Promise<void> {
    if (this.isRunning) return
    this.isRunning = true
    this.isStopped = false
    const queue = [...lines]
    const worker = async () => {
      for (let line = queue.shift(); line && !this.isStopped; line = queue.shift()) await this.send(line)
    }
    this.publish()
    await Promise.all(Array.from({ length: parallel }, worker))
    this.isRunning = false
    clearTimeout(this.publishing)
    this.publishing = undefined
    this.publishNow()
  }

  private async send(line: RunLine): Promise<void> {
    line.state = 'saving'
    line.note = undefined
    this.publish()
    try {
      const stored = await this.patiently(line.range)
      line.state = 'saved'
      const { ipAddress, range, description } = line.range
      const sent = { ipAddress, range, description }
      line.note = storedDifference([sent], [{ ...cidrOf(stored), description: stored.description }])
    } catch (error) {
      line.state = 'failed'
      line.note = error instanceof Error ? error.message : 'Something went wrong. Try again.'
    }
    this.publish()
  }

  // Who is asked to come later comes later; that is no failure of the range.
  private async patiently(range: WrittenRange): Promise<IpRange> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await this.work.add(range)
      } catch (error) {
        const isBusy = error instanceof ApiError && error.code === 'rate_limited'
        if (!isBusy || this.isStopped || tries === patientTries) throw error
        await (this.work.wait ?? pause)((error.details.retryAfterSeconds ?? 1) * 1000)
      }
    }
  }

  private publish(): void {
    this.publishing ??= setTimeout(() => {
      this.publishing = undefined
      this.publishNow()
    }, publishEveryMs)
  }

  private publishNow(): void {
    this.shown = this.stateNow()
    this.listeners.forEach((listener) => listener())
  }

  private stateNow(): RunState {
    const counts = { waiting: 0, saving: 0, saved: 0, failed: 0 }
    for (const { state } of this.lines) counts[state] += 1
    return { lines: this.lines.map((line) => ({ ...line })), counts, isRunning: this.isRunning }
  }
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
