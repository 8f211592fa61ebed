import { lookup as systemLookup } from 'node:dns'
import type { LookupFunction } from 'node:net'

/**
 * Looks names up so that everybody who asks for one at the same time waits for the same answer. A name service that does not answer holds
 * one of the process's few worker threads until it gives up; without this, a handful of requests would hold them all, and with them
 * password checks and files.
 */
export function sharedLookup(lookup: LookupFunction = systemLookup): LookupFunction {
  const waiting = new Map<string, Parameters<LookupFunction>[2][]>()
  return (hostname, options, callback) => {
    const key = JSON.stringify([hostname, options.family, options.hints, options.all, options.order])
    const others = waiting.get(key)
    if (others) {
      others.push(callback)
      return
    }
    const callbacks = [callback]
    waiting.set(key, callbacks)
    lookup(hostname, options, (...answer) => {
      waiting.delete(key)
      for (const one of callbacks) one(...answer)
    })
  }
}
