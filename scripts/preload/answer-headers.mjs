import { ServerResponse } from 'node:http'

/** What every answer says unless it says otherwise itself; the same as in next.config.js, which does not reach all of them. */
export const answerHeaders = {
  'Cache-Control': 'no-store',
  'Strict-Transport-Security': 'max-age=31536000; includeSubDomains',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-Frame-Options': 'DENY',
  'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
}
const entries = Object.entries(answerHeaders)

/** Adds them to every answer of this process, the framework's own redirects and refusals included. */
export function completeAnswers() {
  const writeHead = ServerResponse.prototype.writeHead
  ServerResponse.prototype.writeHead = function (...args) {
    if (!this.headersSent)
      for (const [name, value] of entries) if (!this.hasHeader(name)) this.setHeader(name, value)
    return writeHead.apply(this, args)
  }
}
