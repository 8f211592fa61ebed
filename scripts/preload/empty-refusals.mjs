import { ServerResponse } from 'node:http'
import { answer } from './refuse.mjs'

/** The framework refuses the methods that a route lacks without a word; this gives such answers of the API the words of every other. */
export function fillEmptyRefusals(isApi, message) {
  const texts = new WeakMap()
  const { writeHead, end } = ServerResponse.prototype
  ServerResponse.prototype.writeHead = function (...args) {
    // An answer with words of its own has said what they are by now.
    if (args[0] === 405 && args.length === 1 && !this.hasHeader('content-type') && isApi.test(this.req.url)) {
      const { text, own } = answer('method_not_allowed', message)
      for (const [name, value] of Object.entries(own)) this.setHeader(name, value)
      texts.set(this, text)
    }
    return writeHead.apply(this, args)
  }
  ServerResponse.prototype.end = function (...args) {
    if (this.statusCode === 405 && !this.headersSent && !args[0]) this.writeHead(405)
    const text = texts.get(this)
    texts.delete(this)
    return text === undefined ? end.apply(this, args) : end.call(this, text)
  }
}
