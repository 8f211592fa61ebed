import { setImmediate as nextTurn } from 'node:timers/promises'
import { asStorageError } from '@/lib/database/storage-error'
import { ApiError } from '@/lib/errors'
import type { ArchivedCall } from '@/lib/rules/call-history'

/** Calls as they are written, with an account of how many there were and of what ended them. */
export class ExportRun {
  /** Calls that have been written. */
  calls = 0
  /** What kept the source from giving all its calls; undefined while nothing did. */
  failure: { error: unknown } | undefined

  constructor(
    private readonly source: AsyncIterator<readonly ArchivedCall[]>,
    /** What whoever reads the file has to know, also of one that has everything that was found: a sentence or more. */
    readonly note = '',
  ) {}

  /** The calls up to their end or to the failure of their source, which does not throw here: the file still gets its last row. */
  async *batches(): AsyncGenerator<readonly ArchivedCall[]> {
    for (;;) {
      const batch = await this.next()
      if (batch === undefined) return
      if (batch.length > 0) yield batch
      this.calls += batch.length
      // A reader that takes everything at once leaves no gap between two batches in which others would be served.
      await nextTurn()
    }
  }

  /** True when everything that the source has was written. */
  get isWhole(): boolean {
    return this.failure === undefined
  }

  /** Why it is not whole, for whoever reads the file. */
  get why(): string {
    const error = this.failure?.error
    const told = error instanceof ApiError ? error : asStorageError(error)
    return told?.message ?? 'the console failed'
  }

  /** What the last row of a file for spreadsheets says. */
  get lastRow(): string {
    return this.isWhole
      ? `End of export: ${this.calls} calls${this.note && `. ${this.note}`}`
      : `Export stopped after ${this.calls} calls: ${this.why}`
  }

  private async next(): Promise<readonly ArchivedCall[] | undefined> {
    try {
      const next = await this.source.next()
      return next.done === true ? undefined : next.value
    } catch (error) {
      this.failure = { error }
      return undefined
    }
  }
}
