import { Server as NetServer } from 'node:net'

/** Requests that were on their way on a kept connection are still answered for this long. */
const graceMs = 1_000
const requestsMs = 6_000
const totalMs = 7_500

/**
 * Ends the process in order on SIGTERM or SIGINT, or when the start command is gone: new connections are refused at once, requests
 * finish, then the tasks under `Symbol.for('est-console.shutdown')` run. Long answers can watch the signal under
 * `Symbol.for('est-console.closing')` and end themselves.
 */
export function endInOrder() {
  const servers = new Set()
  const sockets = new Set()
  const pending = new Map()
  const closing = new AbortController()
  globalThis[Symbol.for('est-console.closing')] = closing.signal

  const shutDown = async () => {
    // A terminal sends Ctrl-C to every process, and the start command passes it on: the second one is no news.
    if (closing.signal.aborted) return
    setTimeout(() => process.exit(0), totalMs)
    closing.abort()
    for (const response of pending.keys()) response.shouldKeepAlive = false
    const closed = [...servers].map(closedServer)
    const idle = setTimeout(() => {
      const busy = new Set(pending.values())
      for (const socket of sockets) if (!busy.has(socket)) socket.destroy()
    }, graceMs)
    const late = setTimeout(() => {
      for (const socket of sockets) socket.destroy()
    }, requestsMs)
    await Promise.all(closed)
    clearTimeout(idle)
    clearTimeout(late)
    // The last answer is out; now the database may go.
    await Promise.allSettled((globalThis[Symbol.for('est-console.shutdown')] ?? []).map((task) => task()))
    process.exit(0)
  }
  for (const event of ['SIGTERM', 'SIGINT', 'disconnect']) process.on(event, () => void shutDown())

  return {
    trackServer: (server) => servers.add(server),
    trackSocket(socket) {
      sockets.add(socket)
      socket.once('close', () => sockets.delete(socket))
    },
    trackRequest(request, response) {
      if (closing.signal.aborted) response.shouldKeepAlive = false
      pending.set(response, request.socket)
      response.once('close', () => pending.delete(response))
    },
  }
}

/** Not http's own `close`, which cuts kept connections at once, together with the request that is on its way on one. */
function closedServer(server) {
  return new Promise((resolve) => NetServer.prototype.close.call(server, () => resolve()))
}
