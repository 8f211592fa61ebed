import { windowOrderMessage } from '@/lib/rules/call-query'

const time = 'The address has a time that cannot be read. Choose one with the filter Time.'

// What the filters are called, and what to do where the API would name values that people never see.
const fields: Record<string, { name: string; words?: string }> = {
  from: { name: 'From' },
  to: { name: 'To' },
  trunkId: { name: 'Trunk' },
  callResult: { name: 'Result', words: 'No call ends like this. Choose one with the filter Result.' },
  direction: { name: 'Direction', words: 'Calls are inbound or outbound.' },
  last: { name: 'Time', words: 'There is no such time. Choose one with the filter Time.' },
  start: { name: 'Time, begins', words: time },
  end: { name: 'Time, ends', words: time },
  page: { name: 'Page' },
  pageSize: { name: 'Rows', words: 'A page has 1 to 500 calls.' },
}

/** The problems of an address by the names and in the words of the page. */
export function inWords(problems: Readonly<Record<string, string>>): Record<string, string> {
  const entries = Object.entries(problems).map(([field, message]) => {
    const { name = field, words = message } = fields[field] ?? {}
    return [name, message === windowOrderMessage ? message : words]
  })
  return Object.fromEntries(entries)
}
