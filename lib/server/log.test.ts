import { afterEach, beforeEach, expect, it } from 'vitest'
import { logTo } from './log'
import { freshConsole } from './testing'

let fresh: Awaited<ReturnType<typeof freshConsole>>
beforeEach(async () => {
  fresh = await freshConsole('sqlite', { LOG_LEVEL: 'info' })
})
afterEach(() => fresh.end())

const pieces = [
  '\r',
  '\n',
  '\r\n',
  '\u001b[2J',
  '\u001b]0;x\u0007',
  '\u2028',
  '\u2029',
  '\0',
  '\u0085',
  '"',
  '\\',
  '},{',
  'é',
  '💥',
  '\ud800',
]

it('ten thousand hostile texts, wherever they stand, are one JSON object a line of 8 kB at most (S35)', () => {
  const lines: string[] = []
  const log = logTo((line) => lines.push(line))
  for (let index = 0; index < 10_000; index += 1) {
    const piece = pieces[index % pieces.length] ?? ''
    // Most are short; each hundredth has 100 kB.
    const text = `${piece}a${piece}`.repeat(
      index % 100 === 0 ? Math.ceil(100_000 / (2 * piece.length + 1)) : 3,
    )
    if (index % 5 === 0) log.info(text)
    else if (index % 5 === 1) log.warn({ path: text }, 'request refused')
    else if (index % 5 === 2) log.error({ err: new Error(text, { cause: new Error(text) }) }, 'failed')
    else if (index % 5 === 3)
      log.error({ code: text, err: { [text]: text, deep: { deeper: [text, { text }] } } }, text)
    else log.info({ [text]: text, list: Array.from({ length: 20 }, () => text) })
  }
  // And the shape alone may be too large.
  log.info(Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`name-${index}`, index])))
  expect(lines).toHaveLength(10_001)
  for (const line of lines) {
    expect(Buffer.byteLength(line)).toBeLessThanOrEqual(8_192)
    expect(line.endsWith('}\n')).toBe(true)
    // One line for every reader of logs, and nothing that a terminal obeys.
    expect(line.slice(0, -1)).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/)
    expect(JSON.parse(line)).toMatchObject({ level: expect.any(Number), time: expect.any(String) })
  }
})
