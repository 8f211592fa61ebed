import { setTimeout as delay } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { describeEnd, keepSandbox } from './kept-sandbox.mjs'

interface End {
  code: number | null
  signal: NodeJS.Signals | null
}

/** A server that ends when it is told to. */
function server() {
  let end = (_how: End) => {}
  const ended = new Promise<End>((resolve) => (end = resolve))
  return { ended, end, stop: async () => end({ code: 0, signal: null }) }
}

it('a sandbox that ends is started again, later each time, with a line for each', async () => {
  const servers: ReturnType<typeof server>[] = []
  const begun: number[] = []
  const lines: string[] = []
  const kept = keepSandbox({
    start: () => {
      const one = server()
      servers.push(one)
      begun.push(Date.now())
      return one
    },
    say: (line: string) => lines.push(line),
    advice: 'Do this.',
    firstWaitMs: 100,
  })
  const waitFor = async (count: number) => {
    while (servers.length < count) await delay(10)
  }
  servers[0]?.end({ code: null, signal: 'SIGKILL' })
  await waitFor(2)
  servers[1]?.end({ code: 1, signal: null })
  await waitFor(3)
  const [first = 0, second = 0, third = 0] = begun
  expect(second - first).toBeGreaterThanOrEqual(95)
  expect(third - second).toBeGreaterThanOrEqual(195)
  expect(lines).toEqual([
    expect.stringMatching(
      /^The sandbox ended \(killed by SIGKILL\)\. The console stays up; .* again in 1 s\.$/,
    ),
    expect.stringMatching(/^The sandbox ended \(exit code 1\)\. .* Do this\.$/),
  ])
  await kept.stop()
  await delay(150)
  expect(servers).toHaveLength(3)
  expect(lines).toHaveLength(2)
})

it('says how a server ended', () => {
  expect(describeEnd({ code: 3, signal: null })).toBe('exit code 3')
  expect(describeEnd({ code: null, signal: 'SIGTERM' })).toBe('killed by SIGTERM')
})
