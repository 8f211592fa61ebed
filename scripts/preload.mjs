/**
 * Loaded into the console's process before Next: what must hold for every request whatever the framework does with it. No dependencies,
 * because it runs before any are loaded. Its parts are in scripts/preload/.
 */
import { Server } from 'node:http'
import { limitBody } from './preload/body-limit.mjs'
import { rewriteForwarding } from './preload/forwarding.mjs'
import { redirected } from './preload/loopback-redirect.mjs'
import { refuse, refuseSocket } from './preload/refuse.mjs'
import { endInOrder } from './preload/shutdown.mjs'

// next-auth builds its own redirects from this, and without it from localhost:3000.
if (process.env.APP_URL) process.env.NEXTAUTH_URL = process.env.APP_URL

const shutdown = endInOrder()

const emit = Server.prototype.emit
Server.prototype.emit = function (event, ...args) {
  if (event === 'request') return mayPass(args[0], args[1]) ? emit.call(this, event, ...args) : true
  if (event === 'connect')
    return refuseSocket(args[1], 405, 'method_not_allowed', 'CONNECT is not used here.')
  if (event === 'upgrade')
    return refuseSocket(args[1], 400, 'bad_request', 'Connections are not upgraded here.')
  if (event === 'connection') shutdown.trackSocket(args[0])
  return emit.call(this, event, ...args)
}

const listen = Server.prototype.listen
Server.prototype.listen = function (...args) {
  // Against clients that send one byte at a time: checked every five seconds instead of every thirty.
  this.headersTimeout = 15_000
  this.requestTimeout = 40_000
  this.connectionsCheckingInterval = 5_000
  // Without a listener Node would hand an upgrade on as a plain request, and drop a CONNECT without a word.
  this.on('upgrade', () => {})
  this.on('connect', () => {})
  shutdown.trackServer(this)
  return listen.apply(this, args)
}

function mayPass(request, response) {
  shutdown.trackRequest(request, response)
  rewriteForwarding(request)
  if (request.method === 'TRACE')
    return refuse(response, 405, 'method_not_allowed', 'This method is not used here.')
  if (!request.url?.startsWith('/'))
    return refuse(response, 400, 'bad_request', 'Send a path, not a whole address.')
  const path = request.url.split('?', 1)[0]
  // The framework's image service stays off even if a later setting turned it on.
  if (/^\/+_next\/+image/i.test(path)) return refuse(response, 404, 'not_found', 'There is no such address.')
  if (redirected(request, response, path)) return false
  return limitBody(request, response)
}
