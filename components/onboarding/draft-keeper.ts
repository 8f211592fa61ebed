import type { Draft, DraftAnswers } from '@/lib/client/onboarding'
import { ApiError, isGone } from '@/lib/errors'

/** How the answers stand with the server. */
export type Keeping =
  | { state: 'new' | 'saving' | 'saved' | 'waiting' }
  /** Tried again by itself. */
  | { state: 'failed'; error: unknown }
  /** Somebody else has changed the draft; `theirs` is how it stands. */
  | { state: 'conflict'; theirs: Draft }
  /** Somebody has discarded the draft, or started it. */
  | { state: 'gone' }

const quietMs = 1_000
const retryAfterMs = [2_000, 5_000, 15_000, 30_000]

/**
 * Keeps the answers of one wizard on the server: one request at a time, always the latest answers, and again after a failure. Nothing is
 * sent before the first `keep`, so that looking at the wizard leaves nothing behind.
 */
export class DraftKeeper {
  private draft: Draft | undefined
  private latest: DraftAnswers | undefined
  private kept: string
  private keeping: Keeping
  private timer: ReturnType<typeof setTimeout> | undefined
  private running: Promise<void> | undefined
  private failures = 0
  private isOver = false
  private readonly listeners = new Set<() => void>()

  constructor(
    draft: Draft | undefined,
    private readonly work: {
      create: (answers: DraftAnswers) => Promise<Draft>
      save: (draft: Pick<Draft, 'id' | 'etag' | 'answers'>) => Promise<Draft>
      onCreated: (draft: Draft) => void
      onSaved: (draft: Draft) => void
    },
  ) {
    this.draft = draft
    this.kept = textOf(draft?.answers)
    this.keeping = { state: draft ? 'saved' : 'new' }
  }

  /** Calls `listener` after each change. */
  readonly subscribe = (listener: () => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** How the answers stand with the server now. */
  readonly state = () => this.keeping

  /** The id of the draft, once there is one. */
  get id(): string | undefined {
    return this.draft?.id
  }

  /** Takes note of answers that are being written; they are saved when the writing pauses, if there is a draft. */
  note(answers: DraftAnswers): void {
    this.latest = answers
    if (!this.draft || this.isHeld() || textOf(answers) === this.kept) return
    if (this.keeping.state !== 'failed') this.tell({ state: 'waiting' })
    this.sendIn(quietMs)
  }

  /** Saves answers now and makes the draft where there is none. Resolves when it was tried; `state` says what came of it. */
  async keep(answers: DraftAnswers): Promise<void> {
    this.latest = answers
    if (this.isHeld()) return
    clearTimeout(this.timer)
    await this.send()
  }

  /** Settles a conflict: with `mine` the answers here replace theirs, else theirs are returned and count from now on. */
  async settle(which: 'mine' | 'theirs'): Promise<DraftAnswers | undefined> {
    if (this.keeping.state !== 'conflict') return undefined
    const { theirs } = this.keeping
    this.draft = theirs
    this.kept = textOf(theirs.answers)
    this.tell({ state: 'saved' })
    if (which === 'theirs') {
      this.latest = theirs.answers
      this.work.onSaved(theirs)
      return theirs.answers
    }
    await this.send()
    return undefined
  }

  /** Keeps the answers as a new draft where the old one is gone. */
  async keepAnew(): Promise<void> {
    this.draft = undefined
    this.kept = ''
    this.tell({ state: 'new' })
    await this.send()
  }

  /** Sends what was written last, and nothing more. */
  stop(): void {
    clearTimeout(this.timer)
    if (this.keeping.state === 'waiting') void this.send()
    this.isOver = true
  }

  /** Takes up again what `stop` has ended. */
  go(): void {
    this.isOver = false
  }

  private isHeld(): boolean {
    return this.isOver || this.keeping.state === 'conflict' || this.keeping.state === 'gone'
  }

  private sendIn(ms: number): void {
    clearTimeout(this.timer)
    this.timer = setTimeout(() => void this.send(), ms)
  }

  private async send(): Promise<void> {
    // What is on its way may have older answers; the loop below sends the latest after it.
    this.running ??= this.sendLatest().finally(() => (this.running = undefined))
    await this.running
  }

  private async sendLatest(): Promise<void> {
    while (this.latest && !this.isHeld()) {
      const answers = this.latest
      const text = textOf(answers)
      if (this.draft && text === this.kept) return this.tell({ state: 'saved' })
      this.tell({ state: 'saving' })
      try {
        const before = this.draft
        this.draft = await (before
          ? this.work.save({ id: before.id, etag: before.etag, answers })
          : this.work.create(answers))
        this.kept = text
        this.failures = 0
        if (before) this.work.onSaved(this.draft)
        else this.work.onCreated(this.draft)
      } catch (error) {
        return this.failed(error)
      }
    }
  }

  private failed(error: unknown): void {
    const theirs = draftIn(error)
    if (theirs) return this.tell({ state: 'conflict', theirs })
    if (isGone(error)) return this.tell({ state: 'gone' })
    this.tell({ state: 'failed', error })
    if (!this.isOver) this.sendIn(retryAfterMs[this.failures] ?? 60_000)
    this.failures += 1
  }

  private tell(keeping: Keeping): void {
    this.keeping = keeping
    this.listeners.forEach((listener) => listener())
  }
}

function draftIn(error: unknown): Draft | undefined {
  if (!(error instanceof ApiError) || error.code !== 'changed_meanwhile') return undefined
  const { current } = error.details
  // The server sends the whole draft with this refusal.
  return typeof current === 'object' && current !== null && 'answers' in current
    ? (current as Draft)
    : undefined
}

function textOf(answers: DraftAnswers | undefined): string {
  return answers ? JSON.stringify(answers) : ''
}
