import { randomUUID } from 'node:crypto'
import { STATUS_CODES } from 'node:http'

/** Answers a request in the shape of every other error of the API; false, so that callers can pass it on. */
export function refuse(response, status, code, message, headers = {}) {
  const text = body(code, message)
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...headers,
  })
  response.end(text)
  return false
}

/** The same where there is a bare socket only; true, as the event has been dealt with. */
export function refuseSocket(socket, status, code, message) {
  const text = body(code, message)
  socket.on('error', () => {})
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nContent-Type: application/json\r\nCache-Control: no-store\r\n` +
      `Content-Length: ${Buffer.byteLength(text)}\r\nConnection: close\r\n\r\n${text}`,
  )
  // A client that keeps its half open must not keep ours.
  setTimeout(() => socket.destroy(), 1_000).unref()
  return true
}

function body(code, message) {
  return JSON.stringify({ error: { code, message, requestId: randomUUID() } })
}
