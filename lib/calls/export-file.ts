import { setTimeout as delay } from 'node:timers/promises'
import type { ArchivedCall, ExportFormat } from '@/lib/rules/call-history'
import type { TrunkNames } from './export-columns'
import { csvChunks } from './export-csv'
import { ndjsonChunks } from './export-ndjson'
import { ExportRun } from './export-run'
import { xlsxChunks } from './export-xlsx'

/** What kind of file it becomes. */
export interface ExportChoice {
  format: ExportFormat
  /** CSV for machines, without apostrophes and byte order mark; other formats need none. */
  raw: boolean
  trunkNames: TrunkNames
  /** What stands in the last row beside how many calls there are: see `ExportRun`. */
  note?: string
}

/** How an export ended: with everything, by a failure, or because nobody reads on. */
export type ExportEnd =
  { kind: 'whole'; calls: number } | { kind: 'stopped'; calls: number; error: unknown } | { kind: 'left' }

const writers = { csv: csvChunks, ndjson: ndjsonChunks, xlsx: xlsxChunks }

// From here the last row is on its way to the reader; an answer that fails at once takes with it what the socket has not sent yet.
const lastRowMs = 50

/**
 * The calls as a file, read from their source only as fast as the file is taken. An export that cannot be finished says so twice: in its
 * last row, for the person who opens the file, and by failing, so that a browser does not call the download complete and a script gets an
 * error. `onOver` is called once, however it ends, also when `signal` says that the reader has gone before the first byte was asked for.
 */
export function exportFile(
  batches: AsyncIterable<readonly ArchivedCall[]>,
  choice: ExportChoice,
  { signal, onOver }: { signal: AbortSignal; onOver: (end: ExportEnd) => void },
): ReadableStream<Uint8Array> {
  const source = batches[Symbol.asyncIterator]()
  const run = new ExportRun(source, choice.note)
  const chunks = writers[choice.format](run, choice)
  let fail = () => {}
  let isOver = false
  const end = (how: ExportEnd) => {
    isOver = true
    signal.removeEventListener('abort', leave)
    onOver(how)
  }
  function leave() {
    if (isOver) return
    end({ kind: 'left' })
    fail()
    // The source itself is told first: a writer that waits for it can only end after it.
    void source.return?.().catch(() => undefined)
    void chunks.return(undefined).catch(() => undefined)
  }
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        fail = () => controller.error(cutOff())
        signal.addEventListener('abort', leave)
        if (signal.aborted) leave()
      },
      async pull(controller) {
        try {
          const { done, value } = await chunks.next()
          if (isOver) return
          if (done !== true) return controller.enqueue(value)
          if (run.isWhole) {
            end({ kind: 'whole', calls: run.calls })
            return controller.close()
          }
          end({ kind: 'stopped', calls: run.calls, error: run.failure?.error })
          await delay(lastRowMs)
          fail()
        } catch (error) {
          if (!isOver) end({ kind: 'stopped', calls: run.calls, error })
          fail()
        }
      },
      cancel: leave,
    },
    { highWaterMark: 0 },
  )
}

/** By this name the framework ends an answer as failed without a message of its own. */
function cutOff(): DOMException {
  return new DOMException('The export was not finished.', 'AbortError')
}
