import type { SandboxContext } from '../context'
import { prepared } from '../database'
import { DueQueue } from './due-queue'
import { makeCall, type CallScene } from './make-call'
import { createRandom, type Random } from './random'
import { createCallTables, type CallRow } from './schema'
import { callSteps, planCall, type CallCourse, type UnfinishedCall } from './unfinished-call'

const tickMs = 100
// Some fifty milliseconds of work; requests are answered in between.
const writesPerTransaction = 2_000

/** How calls come, and what becomes of them; times in milliseconds of the sandbox's clock. */
export interface TrafficSettings extends CallCourse {
  /** Mean time between two calls. */
  readonly everyMs: number
  /** How far the time between two calls strays from its mean, as a share of it. */
  readonly straying: number
  /** When the clock jumps ahead by more than this, no calls are made for the time in between. */
  readonly longestJumpMs: number
  /** The same seed over the same stored calls makes the same ones; taken from the clock unless given. */
  readonly seed?: number
}

/** How the traffic stands: `made` calls since it was started, and `outstanding` ones that have yet to appear or to change. */
export interface TrafficState {
  readonly running: boolean
  readonly made: number
  readonly outstanding: number
}

interface Source {
  readonly settings: TrafficSettings
  readonly random: Random
  /** When the next call begins. */
  next: number
}

/**
 * Keeps calls coming over the trunks of the project: each begins, appears at once or late, is amended when it ends, and may be given
 * another price. Everything follows the sandbox's clock, also when that is moved, and is written in batches. What was begun under
 * earlier settings ends under them. Times inside count only how far the clock went ahead: one that is put back repeats nothing.
 */
export class CallTraffic {
  private readonly queue = new DueQueue<UnfinishedCall>()
  private readonly carryOn: (unfinished: UnfinishedCall) => number | undefined
  private source: Source | undefined
  private standing: TrafficSettings | undefined
  private timer: NodeJS.Timeout | undefined
  private elapsed = 0
  private seen: number
  private made = 0
  private isDraining = false
  private isCatchingUp = false

  /** `scene` is asked again for every batch, since trunks come and go. */
  constructor(
    private readonly context: SandboxContext,
    projectId: string,
    private readonly scene: () => CallScene,
  ) {
    createCallTables(context.database)
    this.carryOn = callSteps(context.database, projectId)
    this.seen = context.clock.now()
  }

  /** Starts calls, in place of those that came so far. */
  start(settings: TrafficSettings): void {
    this.follow()
    const last = prepared<{ seq: number | null }>(
      this.context.database,
      'select max(seq) as seq from calls',
    ).get()
    // A second run from the same seed must not repeat the ids of the first.
    const seed = (settings.seed ?? Math.floor(this.seen / 1000)) + (last?.seq ?? 0)
    const random = createRandom(seed)
    const first = settings.everyMs * settings.straying * random.next()
    this.source = { settings, random, next: this.elapsed + first }
    this.made = 0
    this.timer ??= setInterval(() => this.tick(), tickMs).unref()
  }

  /** Starts calls that come again after each reset. */
  keep(settings: TrafficSettings): void {
    this.standing = settings
    this.start(settings)
  }

  /** Makes no more calls, and writes at once whatever was still to come of those that began. */
  async drain(): Promise<void> {
    await this.catchUp()
    this.source = undefined
    this.isDraining = true
    await this.catchUp()
    this.isDraining = false
  }

  /** Resolves when everything that is due by the sandbox's clock has been written. */
  async catchUp(): Promise<void> {
    while (this.writeBatch()) await new Promise((resolve) => setImmediate(resolve))
  }

  /** Looks at the clock. It must be called when the clock is moved, lest a way back hides one ahead. */
  follow(): void {
    const now = this.context.clock.now()
    const jump = Math.max(0, now - this.seen)
    this.seen = now
    this.elapsed += jump
    if (this.source && jump > this.source.settings.longestJumpMs) this.source.next = this.elapsed
  }

  state(): TrafficState {
    return { running: this.source !== undefined, made: this.made, outstanding: this.queue.size }
  }

  /** Forgets what was outstanding and goes back to the calls that came at first. */
  reset(): void {
    this.close()
    this.made = 0
    this.seen = this.context.clock.now()
    if (this.standing) this.start(this.standing)
  }

  /** Ends at once, with calls left as they are. */
  close(): void {
    clearInterval(this.timer)
    this.timer = undefined
    this.source = undefined
    this.isDraining = false
    this.queue.clear()
  }

  private tick(): void {
    if (this.isCatchingUp) return
    if (this.writeBatch()) {
      this.isCatchingUp = true
      void this.catchUp().finally(() => (this.isCatchingUp = false))
    } else if (!this.source && this.queue.size === 0) {
      clearInterval(this.timer)
      this.timer = undefined
    }
  }

  /** Writes what is due, a bounded part of it; says whether there is more. */
  private writeBatch(): boolean {
    this.follow()
    if (!this.isDue()) return false
    const scene = this.scene()
    const isEmpty = scene.trunks.length === 0 || scene.numbers.length === 0
    this.context.database.transaction(() => {
      for (let writes = 0; writes < writesPerTransaction && this.isDue(); writes += 1) {
        const { source } = this
        if (source && source.next <= Math.min(this.elapsed, this.queue.next)) {
          const createdAt = Math.floor(this.seen - this.elapsed + source.next)
          this.begin(source, isEmpty ? [] : makeCall(source.random, scene, createdAt))
        } else {
          this.goOn()
        }
      }
    })()
    return this.isDue()
  }

  private isDue(): boolean {
    const until = this.isDraining ? Infinity : this.elapsed
    const hasStep = this.queue.size > 0 && this.queue.next <= until
    return hasStep || (this.source !== undefined && this.source.next <= this.elapsed)
  }

  /** Plans what will become of a call and of its forwarded leg; each of the two takes a place in the traffic. */
  private begin(source: Source, calls: readonly CallRow[]): void {
    const { settings, random } = source
    for (const call of calls) {
      const unfinished = planCall(random, call, settings)
      this.queue.put(source.next + unfinished.lateMs, unfinished)
    }
    this.made += calls.length
    for (let place = 0; place < Math.max(1, calls.length); place += 1) {
      source.next += settings.everyMs * (1 + settings.straying * (2 * random.next() - 1))
    }
  }
  /** Carries out the step that is due first, and waits for the one after it. */
  private goOn(): void {
    const first = this.queue.take()
    if (!first) return
    const againMs = this.carryOn(first.item)
    if (againMs !== undefined) this.queue.put(first.at + againMs, first.item)
  }
}
