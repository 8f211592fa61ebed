import { windowOrderMessage } from '@/lib/rules/call-query'

const time = 'The address has a time that cannot be read. Choose one with the filter Time.'
const duration = 'A duration is a number of seconds from 0 on. Set it with the filter Duration.'
const price = 'A price is a number from 0 on. Set it with the filter Price.'
const only = 'This filter is on or off. Set it with “More filters”.'

// What the filters are called, and what to do where the API would name values that people never see.
const fields: Record<string, { name: string; words?: string }> = {
  from: { name: 'From' },
  to: { name: 'To' },
  party: { name: 'Either side' },
  trunkId: { name: 'Trunk' },
  callResult: { name: 'Result', words: 'No call ends like this. Choose one with the filter Result.' },
  direction: { name: 'Direction', words: 'Calls are inbound or outbound.' },
  country: { name: 'Country', words: 'There is no such country. Choose one with the filter Country.' },
  sipCode: { name: 'SIP code' },
  minSeconds: { name: 'Duration, at least', words: duration },
  maxSeconds: { name: 'Duration, at most', words: duration },
  minPrice: { name: 'Price, at least', words: price },
  maxPrice: { name: 'Price, at most', words: price },
  emergency: { name: 'Emergency', words: only },
  forwarded: { name: 'Forwarded', words: only },
  source: { name: 'Searched in', words: 'Calls are searched in the archive or live.' },
  last: { name: 'Time', words: 'There is no such time. Choose one with the filter Time.' },
  start: { name: 'Time, begins', words: time },
  end: { name: 'Time, ends', words: time },
  zone: { name: 'Time zone' },
  cursor: { name: 'Place', words: 'This is no place in a list of calls. Begin with the newest.' },
  page: { name: 'Page' },
  pageSize: { name: 'Rows', words: 'A page has 1 to 500 calls.' },
}

const asItIs: ReadonlySet<string> = new Set([
  windowOrderMessage,
  'The lower bound is above the upper one. Swap the two.',
])

/** The problems of an address by the names and in the words of the page. */
export function inWords(problems: Readonly<Record<string, string>>): Record<string, string> {
  const entries = Object.entries(problems).map(([field, message]) => {
    const { name = field, words = message } = fields[field] ?? {}
    return [name, asItIs.has(message) ? message : words]
  })
  return Object.fromEntries(entries)
}
