import { isIP } from 'node:net'
import { trustedProxies } from './addresses.mjs'
import { appUrl } from './app-url.mjs'

/** Headers that steer the framework's inside or tell who is asking: no client may set them. */
const dropped =
  /^(next-action|next-resume|next-router-state-tree-override|x-middleware-.*|x-invoke-.*|x-matched-path|x-nextjs-.*|x-now-.*|x-nonce|x-page-path|content-security-policy|forwarded|x-real-ip|x-forwarded-.*)$/i

// A part that cannot be read is left out here; the console refuses to start with it.
const trusted = trustedProxies(process.env.TRUSTED_PROXIES ?? '').blocks

/** Drops what a client may not say, and tells the address of the socket, or of the first hop that no trusted proxy vouches for. */
export function rewriteForwarding(request) {
  const peer = plainAddress(request.socket.remoteAddress ?? '')
  const told = String(request.headers['x-forwarded-for'] ?? '')
  const vouched = isTrusted(peer) ? firstUntrusted(told) : undefined
  const address = vouched ?? peer
  const from = vouched === undefined ? 'connection' : 'proxy'
  const set = { 'x-forwarded-for': address, 'x-real-ip': address, 'x-forwarded-by': from }
  if (appUrl) {
    set['x-forwarded-proto'] = appUrl.protocol.slice(0, -1)
    set['x-forwarded-host'] = appUrl.host
  }
  for (const name of Object.keys(request.headers)) if (dropped.test(name)) delete request.headers[name]
  Object.assign(request.headers, set)
  const raw = []
  for (let index = 0; index < request.rawHeaders.length; index += 2) {
    if (!dropped.test(request.rawHeaders[index]))
      raw.push(request.rawHeaders[index], request.rawHeaders[index + 1])
  }
  for (const [name, value] of Object.entries(set)) raw.push(name, value)
  request.rawHeaders.splice(0, request.rawHeaders.length, ...raw)
}

/** Read from the right, the first hop that is no proxy of ours is the client; what stands left of it is hearsay. */
function firstUntrusted(list) {
  for (const hop of list.split(',').reverse()) {
    const address = plainAddress(hop.trim())
    // A hop that is no address ends the chain: nothing left of it can be believed.
    if (isIP(address) === 0) return undefined
    if (!isTrusted(address)) return address
  }
  return undefined
}

function isTrusted(address) {
  const family = isIP(address)
  return family !== 0 && trusted.check(address, family === 6 ? 'ipv6' : 'ipv4')
}

function plainAddress(address) {
  return address.replace(/^::ffff:(?=\d+\.)/i, '')
}
