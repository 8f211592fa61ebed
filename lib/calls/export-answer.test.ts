import { once } from 'node:events'
import { createServer, get, type IncomingMessage } from 'node:http'
import { pipeToNodeResponse } from 'next/dist/server/pipe-readable'
import { afterEach, expect, it, vi } from 'vitest'
import { exportFile, type ExportEnd } from './export-file'
import { archivedCalls, CountedSource } from './export-fixture'

const ends: (() => void)[] = []
afterEach(() => {
  for (const end of ends.splice(0)) end()
})

/** The answer to an export as it comes over the wire, sent by the framework's own code. */
async function answerOf(source: CountedSource, onOver: (end: ExportEnd) => void = () => undefined) {
  const sent = vi.fn()
  const server = createServer((_request, response) => {
    const choice = { format: 'csv' as const, raw: true, trunkNames: new Map() }
    const body = exportFile(source, choice, { signal: new AbortController().signal, onOver })
    pipeToNodeResponse(body, response).then(
      () => sent('quietly'),
      (error: unknown) => sent(error),
    )
  }).listen(0, '127.0.0.1')
  ends.push(
    () => server.closeAllConnections(),
    () => server.close(),
  )
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' ? address?.port : undefined
  const answer = await new Promise<IncomingMessage>((resolve) => get({ port, agent: false }, resolve))
  return { answer, sent }
}

it('a failure after the beginning reaches the client as a last row and as an answer that was cut off (A25)', async () => {
  const batches = Array.from({ length: 6 }, () => archivedCalls(2_000))
  const { answer, sent } = await answerOf(new CountedSource([...batches, new Error('no')]))
  let text = ''
  let failure: unknown
  try {
    for await (const chunk of answer) text += String(chunk)
  } catch (error) {
    failure = error
  }
  expect(failure).toMatchObject({ code: 'ECONNRESET' })
  expect(answer.complete).toBe(false)
  expect(text.trimEnd().split('\r\n').at(-1)).toMatch(
    /^"Export stopped after 12000 calls: the console failed"/,
  )
  // Otherwise the framework writes lines of its own between those of the log.
  await vi.waitFor(() => expect(sent).toHaveBeenCalledWith('quietly'))
})

it('a client that goes away ends the source within half a second (A25)', async () => {
  const source = new CountedSource([...Array.from({ length: 3 }, () => archivedCalls(100)), 'hang'])
  const onOver = vi.fn()
  const { answer } = await answerOf(source, onOver)
  await vi.waitFor(() => expect(source.asked).toBe(4))
  answer.destroy()
  await vi.waitFor(() => expect(source.isEnded).toBe(true), { timeout: 500 })
  expect(onOver).toHaveBeenCalledExactlyOnceWith({ kind: 'left' })
})
