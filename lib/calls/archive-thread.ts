import { parentPort, workerData } from 'node:worker_threads'
import { openArchiveReader, openArchiveWriter } from '@/lib/database/archive'
import { ApiError } from '@/lib/errors'
import type { Archive } from './archive'
import { operations } from './operations'
import { Words } from './words'

/**
 * A thread of its own for one connection to the archive on SQLite, whose driver stops the thread for as long as a query takes. Gets
 * `{ id, name, input }` and answers `{ id, output }` or `{ id, error }`, one after the other.
 */
async function serve(): Promise<void> {
  const port = parentPort
  if (!port) throw new Error('this is a worker thread')
  const { file, mode } = placeOf(workerData)
  const opened = mode === 'write' ? await openArchiveWriter({ file }) : openArchiveReader({ file })
  const archive: Archive = { db: opened.db, kind: opened.kind, words: new Words() }
  let last = Promise.resolve()
  port.on('message', (message: unknown) => {
    if (message === 'close') {
      last = last.then(async () => {
        await opened.close()
        port.close()
      })
      return
    }
    const { id, name, input } = readMessage(message)
    const answer = async () => {
      try {
        const operate: (archive: Archive, input: never) => Promise<unknown> = operations[name]
        port.postMessage({ id, output: await operate(archive, input as never) }) // name and input were paired by whoever sent them
      } catch (error) {
        port.postMessage({ id, error: plainError(error) })
      }
    }
    last = last.then(answer)
  })
  port.postMessage('ready')
}

interface ThreadMessage {
  id: number
  name: keyof typeof operations
  input: unknown
}

function readMessage(message: unknown): ThreadMessage {
  if (
    typeof message === 'object' &&
    message !== null &&
    'id' in message &&
    'name' in message &&
    'input' in message
  )
    return message as ThreadMessage // sent by our own other half
  throw new Error('a message that is none')
}

function placeOf(data: unknown): { file: string; mode: 'read' | 'write' } {
  if (typeof data === 'object' && data !== null && 'file' in data && 'mode' in data)
    return { file: String(data.file), mode: data.mode === 'write' ? 'write' : 'read' }
  throw new Error('a thread of the archive needs to know its file')
}

/** What of an error can be sent to another thread: its class is lost on the way. */
function plainError(error: unknown) {
  if (error instanceof ApiError) {
    const { cause, ...details } = error.details
    return { isApiError: true, code: error.code, message: error.message, details, cause: String(cause) }
  }
  const code = error instanceof Error && 'code' in error ? String(error.code) : undefined
  return {
    isApiError: false,
    name: error instanceof Error ? error.name : 'Error',
    code,
    message: error instanceof Error ? error.message : String(error),
    stack: error instanceof Error ? error.stack : undefined,
  }
}

void serve()
