import { once } from 'node:events'
import { Agent, request } from 'node:http'
import { connect } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { startPreloaded, type Preloaded } from './preloaded'

async function secondsToEnd(server: Preloaded, since: number): Promise<number> {
  expect(await server.ended).toBe(0)
  return (Date.now() - since) / 1000
}

/** One request over a kept connection; resolves to its status and whether the server closes the connection after it. */
function ask(agent: Agent, port: number, path: string): Promise<{ status?: number; closes: boolean }> {
  return new Promise((resolve, reject) => {
    request({ agent, port, host: '127.0.0.1', path }, (answer) => {
      answer.resume()
      answer.once('end', () =>
        resolve({ status: answer.statusCode, closes: answer.headers.connection === 'close' }),
      )
    })
      .once('error', reject)
      .end()
  })
}

it('an idle server ends at once, its database closed', async () => {
  const server = await startPreloaded()
  const began = Date.now()
  server.signal('SIGTERM')
  expect(await secondsToEnd(server, began)).toBeLessThan(2)
  expect(server.output()).toContain('database closed')
})

it('a request in flight is answered, new connections are not taken (A31)', async () => {
  const server = await startPreloaded()
  const slow = fetch(`${server.url}/slow?ms=1500`)
  await delay(200)
  const began = Date.now()
  server.signal('SIGTERM')
  await delay(200)
  await expect(fetch(server.url)).rejects.toThrow()
  const answer = await slow
  expect(answer.headers.get('connection')).toBe('close')
  expect(await answer.text()).toBe('late')
  expect(await secondsToEnd(server, began)).toBeLessThan(4)
  expect(server.output()).toContain('database closed')
})

it('requests that go on over kept connections all succeed (A31)', async () => {
  const server = await startPreloaded()
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  const first = await ask(agent, server.port, '/')
  expect(first.closes).toBe(false)
  server.signal('SIGTERM')
  await delay(150)
  const next = await ask(agent, server.port, '/')
  expect(next).toEqual({ status: 200, closes: true })
  agent.destroy()
  expect(await server.ended).toBe(0)
})

it('a connection that never asks does not hold it up, and a second signal changes nothing', async () => {
  const server = await startPreloaded()
  const silent = connect(server.port, '127.0.0.1')
  silent.on('error', () => {})
  await once(silent, 'connect')
  const slow = fetch(`${server.url}/slow?ms=1200`)
  await delay(200)
  const began = Date.now()
  server.signal('SIGINT')
  await delay(50)
  server.signal('SIGTERM')
  expect(await (await slow).text()).toBe('late')
  expect(await secondsToEnd(server, began)).toBeLessThan(4)
})

it('a long answer that watches for the end can end itself', async () => {
  const server = await startPreloaded()
  const answer = await fetch(`${server.url}/stream?watches=yes`)
  const began = Date.now()
  server.signal('SIGTERM')
  expect(await answer.text()).toMatch(/cut off here\n$/)
  expect(await secondsToEnd(server, began)).toBeLessThan(4)
})

it('an answer that never ends is cut before eight seconds have passed (A31)', async () => {
  const server = await startPreloaded()
  const answer = await fetch(`${server.url}/stream`)
  const read = answer.text().catch(() => 'cut')
  const began = Date.now()
  server.signal('SIGTERM')
  expect(await secondsToEnd(server, began)).toBeLessThan(8)
  expect(await read).toBe('cut')
  expect(server.output()).toContain('database closed')
})
