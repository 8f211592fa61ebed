/**
 * What must hold for every request whatever the framework does with it. No dependencies,
 * because it runs before any are loaded. Its parts are beside it.
 */
import { Server } from 'node:http'
import { completeAnswers } from './answer-headers.mjs'
import { appUrl } from './app-url.mjs'
import { limitBody } from './body-limit.mjs'
import { fillEmptyRefusals } from './empty-refusals.mjs'
import { rewriteForwarding } from './forwarding.mjs'
import { redirected } from './loopback-redirect.mjs'
import { refuse, refuseSocket } from './refuse.mjs'
import { endInOrder } from './shutdown.mjs'

// next-auth builds its own redirects from this, and without it from localhost:3000.
if (appUrl) process.env.NEXTAUTH_URL = process.env.APP_URL
// What the console writes is for its owner alone, the files that SQLite puts beside its database included.
process.umask(0o077)
completeAnswers()

const notUsed = 'This method is not used here.'
const isApi = /^\/+api(\/|$)/i
const apiMethods = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE']

fillEmptyRefusals(isApi, notUsed)
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
  if (request.method === 'TRACE') return refuse(response, 405, 'method_not_allowed', notUsed)
  if (!request.url?.startsWith('/'))
    return refuse(response, 400, 'bad_request', 'Send a path, not a whole address.')
  const path = request.url.split('?', 1)[0]
  if (!isDecodable(path))
    return refuse(response, 400, 'bad_request', 'The address of this request is not readable.')
  if (isApi.test(path) && !apiMethods.includes(request.method ?? ''))
    return refuse(response, 405, 'method_not_allowed', notUsed, {
      Allow: apiMethods.join(', '),
    })
  // The framework's image service stays off even if a later setting turned it on.
  if (/^\/+_next\/+image/i.test(path)) return refuse(response, 404, 'not_found', 'There is no such address.')
  if (redirected(request, response, path)) return false
  return limitBody(request, response)
}

/** The framework answers what it cannot decode with an error of its own, before any of our checks. */
function isDecodable(path) {
  if (!path.includes('%')) return true
  try {
    decodeURIComponent(path)
    return true
  } catch {
    return false
  }
}
