import { randomUUID } from 'node:crypto'
import { STATUS_CODES } from 'node:http'
import { answerHeaders } from './answer-headers.mjs'

/** Answers a request in the shape of every other error of the API; false, so that callers can pass it on. */
export function refuse(response, status, code, message, headers = {}) {
  const { text, own } = answer(code, message)
  // The others are added to every answer.
  response.writeHead(status, { ...own, ...headers })
  response.end(text)
  return false
}

/** The same where there is a bare socket only; true, as the event has been dealt with. */
export function refuseSocket(socket, status, code, message) {
  const { text, own } = answer(code, message)
  const lines = Object.entries({ ...answerHeaders, ...own, Connection: 'close' })
  socket.on('error', () => {})
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${text}`,
  )
  // A client that keeps its half open must not keep ours.
  setTimeout(() => socket.destroy(), 1_000).unref()
  return true
}

/** The text of a refusal, and the headers that belong to it alone. */
export function answer(code, message) {
  const requestId = randomUUID()
  const text = JSON.stringify({ error: { code, message, requestId } })
  const own = {
    'Content-Type': 'application/json',
    'Content-Length': Buffer.byteLength(text),
    // As the routes of the API say: an error is data, never a page.
    'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
    'X-Request-Id': requestId,
  }
  return { text, own }
}
