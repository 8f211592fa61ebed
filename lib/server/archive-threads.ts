import 'server-only'
import { Worker } from 'node:worker_threads'
import type { OperationInput, OperationName, OperationOutput } from '@/lib/calls/operations'
import { Replaced } from '@/lib/calls/write-calls'
import { ApiError, errorStatus, type ErrorCode } from '@/lib/errors'
import { processState } from './process-state'

/** What a thread is told when it starts. */
export interface ThreadPlace {
  file: string
  mode: 'read' | 'write'
}

function startThread(workerData: ThreadPlace): Worker {
  return new Worker(new URL('../calls/archive-thread.ts', import.meta.url), { workerData })
}

interface Pending {
  resolve(output: unknown): void
  reject(error: unknown): void
}

/** One thread with one connection to the archive. */
export class ArchiveThread {
  private readonly worker: Worker
  private readonly pending = new Map<number, Pending>()
  private lastId = 0
  private hasEnded = false
  /** Resolves when the connection is open. */
  readonly ready: Promise<void>

  constructor(file: string, mode: 'read' | 'write') {
    this.worker = processState('start-archive-thread', () => startThread)({ file, mode })
    // Nothing of it must keep the process alive.
    this.worker.unref()
    this.ready = new Promise((resolve, reject) => {
      this.worker.on('message', (message: unknown) => {
        if (message === 'ready') resolve()
        else this.settle(message)
      })
      const end = (error: unknown) => {
        this.hasEnded = true
        reject(error instanceof Error ? error : new Error(String(error)))
        for (const { reject: fail } of this.pending.values()) fail(error)
        this.pending.clear()
      }
      this.worker.on('error', end)
      this.worker.on('exit', () => end(new Error('the thread of the call archive has ended')))
    })
    this.ready.catch(() => undefined)
  }

  /** How much it has to do. */
  get load(): number {
    return this.pending.size
  }

  get isOver(): boolean {
    return this.hasEnded
  }

  async run<Name extends OperationName>(
    name: Name,
    input: OperationInput<Name>,
  ): Promise<OperationOutput<Name>> {
    await this.ready
    if (this.hasEnded) throw new Error('the thread of the call archive has ended')
    return await new Promise<OperationOutput<Name>>((resolve, reject) => {
      const id = (this.lastId += 1)
      this.pending.set(id, {
        resolve: (output) => resolve(output as OperationOutput<Name>), // its other half pairs them
        reject,
      })
      this.worker.postMessage({ id, name, input })
    })
  }

  async close(): Promise<void> {
    if (this.hasEnded) return
    const ended = new Promise<void>((resolve) => this.worker.once('exit', () => resolve()))
    this.worker.postMessage('close')
    await ended
  }

  private settle(message: unknown): void {
    if (typeof message !== 'object' || message === null || !('id' in message)) return
    const pending = this.pending.get(Number(message.id))
    this.pending.delete(Number(message.id))
    if ('error' in message) pending?.reject(errorOf(message.error))
    else pending?.resolve('output' in message ? message.output : undefined)
  }
}

function errorOf(plain: unknown): Error {
  if (typeof plain !== 'object' || plain === null) return new Error('the call archive failed')
  const { message, code, name } = {
    message: 'message' in plain ? String(plain.message) : 'the call archive failed',
    code: 'code' in plain ? String(plain.code) : '',
    name: 'name' in plain ? String(plain.name) : '',
  }
  if ('isApiError' in plain && plain.isApiError && isErrorCode(code)) {
    const details = 'details' in plain && typeof plain.details === 'object' ? plain.details : {}
    return new ApiError(code, message, { ...details })
  }
  if (name === 'Replaced') return new Replaced(message)
  return Object.assign(new Error(message), { name, ...(code !== '' && { code }) })
}

function isErrorCode(code: string): code is ErrorCode {
  return code in errorStatus
}
