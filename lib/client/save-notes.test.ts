import { QueryClient } from '@tanstack/react-query'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { request } from './api'
import { noticingMutations } from './save-notes'

let answerHeaders: Record<string, string> = {}
let server: Server
let url = ''
beforeAll(async () => {
  server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': 'application/json', etag: '"1"', ...answerHeaders })
    response.end('{"id":"T"}')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo // listening on a port
  url = `http://127.0.0.1:${port}/api`
})
afterAll(() => void server.close())

async function shownAfter(headers: Record<string, string>): Promise<string[]> {
  answerHeaders = headers
  const shown: string[] = []
  const client = new QueryClient({ mutationCache: noticingMutations((text) => shown.push(text)) })
  const mutationFn = async () => {
    const { body, notes } = await request<object>('PUT', url, { body: {} })
    return { ...body, notes }
  }
  await client.getMutationCache().build(client, { mutationFn }).execute(undefined)
  return shown
}

it('a save that replaced what someone else wrote says whose fields they were, and where they are', async () => {
  expect(await shownAfter({ 'x-overwrote': 'name, callForwardNumber, ipRanges' })).toEqual([
    'Someone else changed name, call forward number and IP ranges while this was being saved; your version replaced theirs. Their values are in the activity log.',
  ])
  const [unknown] = await shownAfter({ 'x-overwrote': 'fields the console does not know' })
  expect(unknown).toContain('changed fields the console does not know while')
})

it('a save whose object is not as it was sent says so, in the same message', async () => {
  expect(await shownAfter({ 'x-differs-from-sent': 'true' })).toEqual([
    'What the vendor stored differs from what was sent: reload the page to see what is there.',
  ])
  expect(await shownAfter({ 'x-overwrote': 'name', 'x-differs-from-sent': 'true' })).toEqual([
    expect.stringMatching(/^Someone else changed name .* What the vendor stored differs/),
  ])
})

it('a save that went as it was meant says nothing', async () => {
  expect(await shownAfter({})).toEqual([])
})
