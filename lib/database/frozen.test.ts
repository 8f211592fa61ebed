import { connect, createServer, type Socket } from 'node:net'
import { sql } from 'kysely'
import { afterAll, describe, expect, it } from 'vitest'
import { openDatabase } from './open'
import { asStorageError } from './storage-error'

const given = process.env.TEST_DATABASE_URL

/** A way to PostgreSQL that can stop carrying anything, as the server itself does when its process is stopped. */
async function freezable(target: URL) {
  const sockets: Socket[] = []
  let isFrozen = false
  const server = createServer((near) => {
    const far = connect(Number(target.port || 5432), target.hostname)
    sockets.push(near, far)
    near.on('data', (chunk) => !isFrozen && far.write(chunk)).on('error', () => far.destroy())
    far.on('data', (chunk) => !isFrozen && near.write(chunk)).on('error', () => near.destroy())
    near.on('close', () => far.destroy())
    far.on('close', () => near.destroy())
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const url = new URL(target)
  url.hostname = '127.0.0.1'
  url.port = String(typeof address === 'object' && address ? address.port : 0)
  return {
    url: url.href,
    freeze: () => (isFrozen = true),
    thaw: () => {
      isFrozen = false
      // What was swallowed never comes: the connections of before are of no use.
      for (const socket of sockets) socket.destroy()
    },
    end: () => {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}

describe.runIf(given)('a PostgreSQL that has stopped answering', () => {
  const ends: (() => unknown)[] = []
  afterAll(async () => {
    for (const end of ends.reverse()) await end()
  })

  it('is told as busy within seconds, on old and on new connections, and is used again once it is back', async () => {
    const way = await freezable(new URL(given ?? ''))
    const { db, close } = openDatabase({ url: way.url })
    ends.push(way.end, () => close().catch(() => {}))
    const ask = () => sql<{ one: number }>`select 1 as one`.execute(db)
    await ask()
    way.freeze()
    const began = performance.now()
    // Fifteen is more than the pool has: some wait for a connection and some for an answer.
    const waiting = await Promise.allSettled(Array.from({ length: 15 }, ask))
    expect(performance.now() - began).toBeLessThan(12_000)
    for (const outcome of waiting) {
      if (outcome.status === 'fulfilled') throw new Error('a frozen database answered')
      expect(asStorageError(outcome.reason)?.code, String(outcome.reason)).toBe('storage_busy')
    }
    way.thaw()
    await expect
      .poll(async () => (await ask().catch(() => undefined))?.rows, { timeout: 12_000 })
      .toEqual([{ one: 1 }])
  }, 40_000)

  it('ends a statement that takes too long itself, which is told as busy too', async () => {
    const { db, close } = openDatabase({ url: given })
    ends.push(() => close().catch(() => {}))
    const late = await sql`select pg_sleep(8)`.execute(db).catch((error: unknown) => error)
    expect(asStorageError(late)).toMatchObject({ code: 'storage_busy', details: { retryAfterSeconds: 5 } })
  })
})
