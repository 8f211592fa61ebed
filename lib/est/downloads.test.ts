import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { calls } from '@/lib/resources/calls'
import type { EstClient } from './client'
import { startRelay, type Relay } from './relay-fixture'
import { startFixture, type Fixture } from './sandbox-fixture'

let fixture: Fixture
let relay: Relay
let client: EstClient
beforeAll(async () => {
  fixture = await startFixture({ seed: 2_000 })
})
beforeEach(async () => {
  relay = await startRelay(fixture.sandbox.url)
  client = fixture.another({ estUrl: relay.url, authUrl: fixture.sandbox.url })
})
afterEach(async () => {
  await fixture.sandbox.control.clearFaults()
  await fixture.sandbox.control.clock({ offsetMs: 0 })
  await relay.close()
})
afterAll(() => fixture.close())

const path = '/v1/*/*/calls/export'
const month = { 'createTime>': new Date(Date.now() - 31 * 86_400_000).toISOString() }
const days = { 'createTime>': new Date(Date.now() - 5 * 86_400_000).toISOString() }
const textOf = (body: ReadableStream<Uint8Array>) => new Response(body).text()

async function until(condition: () => boolean): Promise<number> {
  const started = performance.now()
  while (!condition() && performance.now() - started < 5_000) {
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  return performance.now() - started
}

describe('an export of calls', () => {
  it('is the vendor’s file, byte for byte, with its type', async () => {
    const { body, contentType, contentLength } = await client.exportCalls({ ...month, size: 500 })
    const text = await textOf(body)
    expect(contentType).toContain('application/csv')
    if (contentLength !== undefined) expect(contentLength).toBe(Buffer.byteLength(text))
    expect(text.trimEnd().split('\n')).toHaveLength(501)
    expect(text).toMatch(/^"Timestamp","Call Id"/)
    const [request] = (await fixture.sandbox.control.requests()).slice(-1)
    expect(request?.headers.accept).toBe('text/csv, application/csv, text/plain')
  })

  it('begins before the vendor has ended', async () => {
    await fixture.sandbox.control.faults({ path, fault: { kind: 'drip', bytes: 2_000, intervalMs: 150 } })
    const { body } = await client.exportCalls({ ...month, size: 30 })
    const reader = body.getReader()
    const { value } = await reader.read()
    const soFar = relay.received()
    expect(new TextDecoder().decode(value)).toMatch(/^"Timestamp"/)
    let whole = value?.length ?? 0
    for (let piece = await reader.read(); !piece.done; piece = await reader.read())
      whole += piece.value.length
    expect(whole).toBeGreaterThan(4_000)
    expect(soFar).toBeLessThan(whole / 2)
  })

  it('is taken only as fast as its reader takes it, and has no limit of size', async () => {
    const size = 34 * 1024 * 1024
    const fault = { kind: 'body', body: 'x'.repeat(size), contentType: 'application/csv' } as const
    await fixture.sandbox.control.faults({ path, fault })
    const { body } = await client.exportCalls(month)
    const reader = body.getReader()
    const first = await reader.read()
    await new Promise((resolve) => setTimeout(resolve, 500))
    expect(relay.received()).toBeLessThan(size / 2)
    let whole = first.value?.length ?? 0
    for (let piece = await reader.read(); !piece.done; piece = await reader.read())
      whole += piece.value.length
    expect(whole).toBe(size)
  })

  it('that is cut in the middle is an error, never a short file', async () => {
    await fixture.sandbox.control.faults({ path, fault: { kind: 'truncated' } })
    await fixture.sent()
    const { body } = await client.exportCalls({ ...month, size: 500 })
    const reader = body.getReader()
    let read = 0
    const reading = (async () => {
      for (let piece = await reader.read(); !piece.done; piece = await reader.read())
        read += piece.value.length
    })()
    await expect(reading).rejects.toThrow()
    expect(read).toBeGreaterThan(0)
    // What its reader has already passed on cannot be taken back, so nothing is sent again.
    expect(await fixture.sent()).toEqual(['GET /calls/export'])
  })

  it('that its reader cancels ends at the vendor at once', async () => {
    await fixture.sandbox.control.faults({ path, fault: { kind: 'drip', bytes: 100, intervalMs: 50 } })
    const { body } = await client.exportCalls({ ...month, size: 500 })
    const reader = body.getReader()
    await reader.read()
    expect(relay.open()).toBe(1)
    await reader.cancel()
    expect(await until(() => relay.open() === 0)).toBeLessThan(1_000)
    const received = relay.received()
    await new Promise((resolve) => setTimeout(resolve, 300))
    expect(relay.received()).toBe(received)
  })

  it('whose caller goes away ends at the vendor at once, before and after it has begun', async () => {
    const controller = new AbortController()
    await fixture.sandbox.control.faults([
      { path, nth: 1, fault: { kind: 'drip', bytes: 100, intervalMs: 50 } },
      { path, nth: 2, fault: { kind: 'hang' } },
    ])
    const { body } = await client.exportCalls({ ...month, size: 500 }, { signal: controller.signal })
    const reader = body.getReader()
    await reader.read()
    controller.abort()
    await expect(
      (async () => {
        for (let piece = await reader.read(); !piece.done; piece = await reader.read());
      })(),
    ).rejects.toThrow()
    expect(await until(() => relay.open() === 0)).toBeLessThan(1_000)

    const second = new AbortController()
    const waiting = client.exportCalls(month, { signal: second.signal })
    await until(() => relay.open() === 1)
    second.abort()
    await expect(waiting).rejects.toMatchObject({ code: 'upstream_unavailable' })
    expect(await until(() => relay.open() === 0)).toBeLessThan(1_000)
  })

  it('that the vendor refuses says why, and a page of HTML is no file', async () => {
    await expect(client.exportCalls({ createTime: 'soon' })).rejects.toMatchObject({
      code: 'upstream_rejected',
      message: expect.stringContaining('Invalid timestamp format'),
    })
    await fixture.sandbox.control.faults({ path, count: 1, fault: { kind: 'html', status: 200 } })
    await expect(client.exportCalls(month)).rejects.toMatchObject({ code: 'upstream_contract' })
  })

  it('that turns out to be a page of HTML is given up while it is still coming', async () => {
    const page = { kind: 'drip', bytes: 1, intervalMs: 100 } as const
    const headers = { kind: 'headers', headers: { 'content-type': 'text/html' } } as const
    await fixture.sandbox.control.faults([
      { path, fault: page },
      { path, fault: headers },
    ])
    await expect(client.exportCalls(month)).rejects.toMatchObject({ code: 'upstream_contract' })
    expect(await until(() => relay.open() === 0)).toBeLessThan(1_000)
  })

  it('is asked for again while nothing of it has come (A10)', async () => {
    await fixture.sandbox.control.faults({ path, count: 1, fault: { kind: 'status', status: 503 } })
    await fixture.sent()
    const { body } = await client.exportCalls({ ...month, size: 1 })
    expect((await textOf(body)).split('\n').length).toBeGreaterThan(1)
    expect(await fixture.sent()).toEqual(['GET /calls/export', 'GET /calls/export'])
  })
})

describe('the packets of a call', () => {
  it('are the bytes of the leg that was asked for', async () => {
    const { items } = await client.list(calls, {}, { ...days, size: 100 })
    const { pcapId } = items.find((call) => call.pcapId) ?? {}
    const read = async (direction: 'INBOUND' | 'OUTBOUND') => {
      const { body, contentType } = await client.downloadPcap(String(pcapId), direction)
      expect(contentType).toBe('application/octet-stream')
      return Buffer.from(await new Response(body).arrayBuffer())
    }
    const [inbound, outbound] = [await read('INBOUND'), await read('OUTBOUND')]
    // Read as text, the first four bytes of a capture would not survive.
    for (const file of [inbound, outbound]) expect(file.readUInt32LE(0)).toBe(0xa1b2c3d4)
    expect(inbound.equals(outbound)).toBe(false)
  })

  it('are gone after ten days, and no name leads elsewhere (S8)', async () => {
    const { items } = await client.list(calls, {}, { ...days, size: 100 })
    const { pcapId } = items.find((call) => call.pcapId) ?? {}
    await fixture.sandbox.control.clock({ offsetMs: 11 * 86_400_000 })
    await fixture.sandbox.control.revokeTokens()
    await expect(client.downloadPcap(String(pcapId), 'OUTBOUND')).rejects.toMatchObject({ code: 'not_found' })
    await expect(client.downloadPcap('../trunks', 'OUTBOUND')).rejects.toMatchObject({ code: 'bad_request' })
  })
})
