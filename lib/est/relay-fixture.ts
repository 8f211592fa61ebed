import { connect, createServer, type Socket } from 'node:net'

/** A wire between client and sandbox that can be listened at. */
export interface Relay {
  readonly url: string
  /** Bytes that have come from the sandbox. */
  received(): number
  /** How many connections the client holds open. */
  open(): number
  close(): Promise<void>
}

/** Puts a relay before the server at `url`. It takes no more from the server than its client takes from it. */
export async function startRelay(url: string): Promise<Relay> {
  const clients = new Set<Socket>()
  let received = 0
  const relay = createServer((client) => {
    const server = connect(Number(new URL(url).port), '127.0.0.1')
    clients.add(client)
    server.on('data', (piece: Buffer) => {
      received += piece.length
    })
    client.on('close', () => {
      clients.delete(client)
      server.destroy()
    })
    client.on('error', () => server.destroy())
    server.on('error', () => client.destroy())
    client.pipe(server).pipe(client)
  })
  await new Promise<void>((resolve) => relay.listen(0, '127.0.0.1', resolve))
  const address = relay.address()
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    received: () => received,
    open: () => clients.size,
    close: async () => {
      for (const client of clients) client.destroy()
      await new Promise((resolve) => relay.close(resolve))
    },
  }
}
