import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { Worker } from 'node:worker_threads'

// The thread stops for good before anybody knows its port, so that no connection is ever accepted.
const source = `
  const { parentPort } = require('node:worker_threads')
  const server = require('node:net').createServer()
  server.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
    parentPort.postMessage(server.address().port)
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
  })`

/** A port that connections vanish into: its queue is full, and the kernel drops every further attempt without a word. */
export async function startDeafListener(): Promise<{ port: number; close(): Promise<void> }> {
  const worker = new Worker(source, { eval: true })
  const [port]: unknown[] = await once(worker, 'message')
  const queued: Socket[] = []
  // The kernel takes connections until its queue is full; the first one that it leaves waiting says that it is.
  for (let isFull = false; !isFull && queued.length < 50;) {
    const socket = connect(Number(port), '127.0.0.1').on('error', () => undefined)
    queued.push(socket)
    isFull = await Promise.race([
      once(socket, 'connect').then(() => false),
      new Promise<true>((resolve) => setTimeout(() => resolve(true), 300)),
    ])
  }
  return {
    port: Number(port),
    close: async () => {
      for (const socket of queued) socket.destroy()
      await worker.terminate()
    },
  }
}
