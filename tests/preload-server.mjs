/** A server that says what reaches it, for the tests of the preload. It listens on a free port and prints it. */
import { createServer } from 'node:http'

const server = createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url, 'http://console.example')
  if (pathname === '/api/framework-405') {
    response.statusCode = 405
    // What compression does before it ends an answer.
    if (searchParams.has('early')) response.writeHead(response.statusCode)
    response.end()
    return
  }
  if (pathname === '/framework-308') {
    response.statusCode = 308
    response.end('elsewhere')
    return
  }
  if (pathname === '/asset') {
    response.writeHead(200, { 'cache-control': 'public, max-age=31536000, immutable' })
    response.end()
    return
  }
  if (pathname === '/slow') {
    setTimeout(() => response.end('late'), Number(searchParams.get('ms')))
    return
  }
  if (pathname === '/stream') {
    // An endless answer that ends itself when the process is asked to end.
    const timer = setInterval(() => response.write('row\n'), 20)
    if (searchParams.get('watches') === 'yes')
      globalThis[Symbol.for('est-console.closing')].addEventListener('abort', () => {
        clearInterval(timer)
        response.end('cut off here\n')
      })
    return
  }
  if (pathname === '/late-length') {
    let bytes = 0
    request.on('data', (chunk) => (bytes += chunk.length))
    request.on('end', () => response.end(String(bytes)))
    request.on('error', () => process.stdout.write(`cut after ${bytes}\n`))
    return
  }
  response.setHeader('content-type', 'application/json')
  response.end(JSON.stringify({ headers: request.headers, raw: request.rawHeaders }))
})

globalThis[Symbol.for('est-console.shutdown')] = [
  async () => void process.stdout.write('database closed\n'),
  async () => {
    throw new Error('one that fails must not stop the others')
  },
]

server.listen(0, '127.0.0.1', () => process.stdout.write(`port ${server.address().port}\n`))
