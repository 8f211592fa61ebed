import { refuse } from './refuse.mjs'

const limitBytes = 1024 * 1024
/** A body without a length is passed on a little further, so that the route can count it and say so itself. */
const passedBytes = limitBytes + 256 * 1024
/** What is still read and thrown away so that the client gets to see its answer. */
const drainedBytes = 16 * 1024 * 1024

/** Refuses a body that says it is larger than 1 MB, and cuts one that does not say. True when the request may go on. */
export function limitBody(request, response) {
  const length = Number(request.headers['content-length'] ?? 0)
  if (length > limitBytes) {
    const headers = length > drainedBytes ? { connection: 'close' } : {}
    return refuse(
      response,
      413,
      'too_large',
      'The request is larger than 1 MB. Send less at a time.',
      headers,
    )
  }
  if (request.headers['transfer-encoding'] !== undefined) cut(request)
  return true
}

function cut(request) {
  const push = request.push
  let size = 0
  request.push = function (chunk, encoding) {
    size += chunk?.length ?? 0
    if (size <= passedBytes) return push.call(this, chunk, encoding)
    // Never passed off as a whole body: whoever still reads gets an error.
    if (chunk === null || size > drainedBytes) request.destroy()
    return true
  }
}
