import { connect, createServer, type Server } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { prepare, verbs } from './retry-fixture'
import { startFixture, type Fixture } from './sandbox-fixture'

let fixture: Fixture
beforeAll(async () => {
  fixture = await startFixture({ seed: false })
})
afterAll(() => fixture.close())

describe('a connection that is refused before a byte is sent', () => {
  it.each(verbs)('is tried again whatever the verb: %s (A10)', async (verb) => {
    const { run: send, count, plain } = await prepare(fixture, verb)
    const { port } = new URL(fixture.sandbox.url)
    const door = createServer((socket) => {
      const inner = connect(Number(port), '127.0.0.1')
      inner.on('error', () => socket.destroy())
      socket.on('error', () => inner.destroy())
      socket.pipe(inner).pipe(socket)
    })
    // A port that was free a moment ago refuses connections until the client waits for its next try.
    const doorPort = await listen(door, 0)
    await new Promise((resolve) => door.close(resolve))
    const shared = fixture.fresh({
      sleep: async () => {
        await listen(door, doorPort)
      },
    })
    const client = fixture.another({
      shared,
      estUrl: `http://127.0.0.1:${doorPort}`,
      authUrl: fixture.sandbox.url,
    })
    await fixture.sent()
    await send(client)
    expect((await fixture.sent()).map(plain)).toHaveLength(1)
    expect(fixture.events.at(-1)).toMatchObject({ tries: 2, outcome: 'ok' })
    expect(await count()).toBe(verb === 'DELETE' ? 0 : 1)
    await shared.close()
    await new Promise((resolve) => door.close(resolve))
  })
})

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      resolve(typeof address === 'object' && address ? address.port : 0)
    })
  })
}
