/**
 * Loaded into the console's process before Next: what must hold for every request whatever the framework does with it. It overwrites the
 * forwarding headers from the socket, drops headers that steer the framework's inside, refuses what the console has no use for, and ends
 * the process in order. No dependencies, because it runs before any are loaded.
 */
import { Server } from 'node:http'
import { randomUUID } from 'node:crypto'
import { BlockList, isIP } from 'node:net'

const bodyLimitBytes = 1024 * 1024
const shutdownMs = 7_500
const trusted = trustedProxies(process.env.TRUSTED_PROXIES ?? '')
const appUrl = process.env.APP_URL ? new URL(process.env.APP_URL) : undefined
const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i
const dropped =
  /^(next-action|next-resume|next-router-state-tree-override|x-middleware-.*|x-invoke-.*|x-matched-path|x-nextjs-.*|x-now-.*|x-nonce|x-page-path|content-security-policy|forwarded|x-real-ip|x-forwarded-.*)$/i
const servers = new Set()
let closing = false

const emit = Server.prototype.emit
Server.prototype.emit = function (event, ...args) {
  servers.add(this)
  if (event === 'request') return onRequest(args[0], args[1]) ? emit.call(this, event, ...args) : true
  if (event === 'upgrade' || event === 'connect') {
    args[1].destroy()
    return true
  }
  return emit.call(this, event, ...args)
}

const listen = Server.prototype.listen
Server.prototype.listen = function (...args) {
  servers.add(this)
  this.requestTimeout = 40_000
  this.headersTimeout = 15_000
  this.maxRequestsPerSocket = 0
  return listen.apply(this, args)
}

function onRequest(request, response) {
  rewriteForwarding(request)
  if (closing) response.setHeader('connection', 'close')
  if (request.method === 'TRACE' || request.method === 'CONNECT')
    return refuse(response, 405, 'method_not_allowed', 'This method is not used here.')
  if (!request.url?.startsWith('/'))
    return refuse(response, 400, 'bad_request', 'Send a path, not a whole address.')
  const path = request.url.split('?', 1)[0]
  if (path.startsWith('/_next/image')) return refuse(response, 404, 'not_found', 'There is no such address.')
  if (redirected(request, response, path)) return false
  const length = Number(request.headers['content-length'] ?? 0)
  if (length > bodyLimitBytes) {
    response.setHeader('connection', 'close')
    return refuse(response, 413, 'too_large', 'The request is larger than 1 MB. Send less at a time.')
  }
  return true
}

/** Headers that a client may not set; the address is the socket's unless a trusted proxy says otherwise. */
function rewriteForwarding(request) {
  const peer = plainAddress(request.socket.remoteAddress ?? '')
  const told = String(request.headers['x-forwarded-for'] ?? '')
  const address = isTrusted(peer) ? (firstUntrusted(told) ?? peer) : peer
  for (const name of Object.keys(request.headers)) if (dropped.test(name)) delete request.headers[name]
  const kept = []
  for (let index = 0; index < request.rawHeaders.length; index += 2) {
    if (!dropped.test(request.rawHeaders[index]))
      kept.push(request.rawHeaders[index], request.rawHeaders[index + 1])
  }
  kept.push('x-forwarded-for', address)
  request.rawHeaders.splice(0, request.rawHeaders.length, ...kept)
  request.headers['x-forwarded-for'] = address
  if (!appUrl) return
  request.headers['x-forwarded-proto'] = appUrl.protocol.slice(0, -1)
  request.headers['x-forwarded-host'] = appUrl.host
}

/** Read from the right, the first hop that is no proxy of ours is the client. */
function firstUntrusted(list) {
  const hops = list
    .split(',')
    .map((hop) => plainAddress(hop.trim()))
    .filter((hop) => isIP(hop) !== 0)
  return hops.reverse().find((hop) => !isTrusted(hop))
}

function isTrusted(address) {
  const family = isIP(address)
  return family !== 0 && trusted.check(address, family === 6 ? 'ipv6' : 'ipv4')
}

function trustedProxies(list) {
  const blocks = new BlockList()
  for (const part of list
    .split(',')
    .map((one) => one.trim())
    .filter(Boolean)) {
    const [address, prefix] = part.split('/')
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4'
    if (isIP(address) === 0) continue
    if (prefix === undefined) blocks.addAddress(address, family)
    else blocks.addSubnet(address, Number(prefix), family)
  }
  return blocks
}

function plainAddress(address) {
  return address.replace(/^::ffff:(?=\d+\.)/i, '')
}

/** Writes are refused for a foreign Origin, so someone who came by another name of this machine is sent to the right one. */
function redirected(request, response, path) {
  const host = request.headers.host ?? ''
  if (!appUrl || host === appUrl.host || !loopback.test(host) || !loopback.test(appUrl.host)) return false
  if ((request.method !== 'GET' && request.method !== 'HEAD') || path.startsWith('/api/')) return false
  response.writeHead(308, {
    location: appUrl.origin + (request.url.startsWith('//') ? '/' : request.url),
    'cache-control': 'no-store',
  })
  response.end()
  return true
}

function refuse(response, status, code, message) {
  response.writeHead(status, {
    'content-type': 'application/json',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  })
  response.end(JSON.stringify({ error: { code, message, requestId: randomUUID() } }))
  return false
}

async function shutDown() {
  if (closing) process.exit(1)
  closing = true
  const timer = setTimeout(() => process.exit(0), shutdownMs)
  await Promise.all(
    [...servers].map(
      (server) =>
        new Promise((resolve) => {
          if (!server.listening) return resolve()
          server.close(() => resolve())
          server.closeIdleConnections()
        }),
    ),
  )
  // Servers are closed when their last answer is out; then the database may go.
  await Promise.allSettled((globalThis[Symbol.for('est-console.shutdown')] ?? []).map((task) => task()))
  clearTimeout(timer)
  process.exit(0)
}

process.on('SIGTERM', () => void shutDown())
process.on('SIGINT', () => void shutDown())
