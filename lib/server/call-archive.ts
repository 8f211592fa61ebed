import 'server-only'
import { chmodSync } from 'node:fs'
import { join } from 'node:path'
import type { Archive } from '@/lib/calls/archive'
import {
  operations,
  type OperationInput,
  type OperationName,
  type OperationOutput,
} from '@/lib/calls/operations'
import { Words } from '@/lib/calls/words'
import { openArchiveReader, openArchiveWriter, type OpenArchive } from '@/lib/database/archive'
import { ArchiveThread } from './archive-threads'
import { env } from './env'
import { processState } from './process-state'
import type { StoredProject } from './projects'
import { database } from './storage'

/** The call archive of this process. */
export interface CallArchive {
  read<Name extends OperationName>(name: Name, input: OperationInput<Name>): Promise<OperationOutput<Name>>
  write<Name extends OperationName>(name: Name, input: OperationInput<Name>): Promise<OperationOutput<Name>>
  close(): Promise<void>
}

/** The name of a project in the archive. A project that was removed and added again does not meet the calls of the one before. */
export function archiveKey({ id, createdAt }: Pick<StoredProject, 'id' | 'createdAt'>): string {
  return `${id} ${createdAt}`
}

// A search that takes long must not hold up the others.
const readers = 2

/** The call archive, opened once per process when it is first needed. */
export function callArchive(): Promise<CallArchive> {
  const state = processState<{ opening?: Promise<CallArchive> }>('call-archive', () => ({}))
  state.opening ??= openCallArchive().catch((error: unknown) => {
    // A later request may find the database back.
    state.opening = undefined
    throw error
  })
  return state.opening
}

/** Closes the archive if it was opened. */
export async function closeCallArchive(): Promise<void> {
  const { opening } = processState<{ opening?: Promise<CallArchive> }>('call-archive', () => ({}))
  await (await opening?.catch(() => undefined))?.close()
}

async function openCallArchive(): Promise<CallArchive> {
  // The console's own tables come first: it is they that say whether this program fits the data.
  await database()
  const { DATABASE_URL, DATA_DIR } = env()
  const file = join(DATA_DIR, 'calls.sqlite')
  return DATABASE_URL === undefined ? await openThreads(file) : await openPools(DATABASE_URL, file)
}

async function openThreads(file: string): Promise<CallArchive> {
  let writer = new ArchiveThread(file, 'write')
  await writer.ready
  chmodSync(file, 0o600)
  let threads: ArchiveThread[] = []
  return {
    // A thread that broke is replaced: the next question must not suffer for the last one.
    read(name, input) {
      threads = threads.filter((thread) => !thread.isOver)
      const [idle, ...busier] = [...threads].sort((one, other) => one.load - other.load)
      if (idle && (idle.load === 0 || busier.length + 1 >= readers)) return idle.run(name, input)
      const thread = new ArchiveThread(file, 'read')
      threads.push(thread)
      return thread.run(name, input)
    },
    write(name, input) {
      if (writer.isOver) writer = new ArchiveThread(file, 'write')
      return writer.run(name, input)
    },
    close: async () => {
      // The last to close takes the write-ahead log into the file, which those that only read cannot.
      await Promise.all(threads.map((thread) => thread.close()))
      await writer.close()
    },
  }
}

async function openPools(url: string, file: string): Promise<CallArchive> {
  const writer = await openArchiveWriter({ url, file })
  const reader = openArchiveReader({ url, file })
  const [writing, reading] = [writer, reader].map(archiveOn)
  if (!writing || !reading) throw new Error('the archive could not be opened')
  return {
    read: (name, input) => operate(reading, name, input),
    write: (name, input) => operate(writing, name, input),
    close: async () => {
      await Promise.all([writer.close(), reader.close()])
    },
  }
}

function archiveOn({ db, kind }: OpenArchive): Archive {
  return { db, kind, words: new Words() }
}

async function operate<Name extends OperationName>(
  archive: Archive,
  name: Name,
  input: OperationInput<Name>,
): Promise<OperationOutput<Name>> {
  const operation = operations[name] as (archive: Archive, input: OperationInput<Name>) => unknown // one entry of the table, whatever its name
  return (await operation(archive, input)) as OperationOutput<Name>
}
