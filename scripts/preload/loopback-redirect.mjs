import { appUrl } from './app-url.mjs'

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i

/**
 * Writes are refused for a foreign Origin, so someone who opens a page by another name of this machine is sent to the right one. Only when
 * APP_URL is loopback itself: behind a proxy that hands on its own Host it would be a circle. Not for the API, which the console itself reads
 * by the address that it listens on.
 */
export function redirected(request, response, path) {
  const host = request.headers.host ?? ''
  if (!appUrl || host === appUrl.host || !loopback.test(host) || !loopback.test(appUrl.host)) return false
  if ((request.method !== 'GET' && request.method !== 'HEAD') || path.startsWith('/api/')) return false
  response.writeHead(308, { location: appUrl.origin + request.url })
  response.end()
  return true
}
