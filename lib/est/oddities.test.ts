import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { accessControlLists } from '@/lib/resources/access-control-lists'
import { calls } from '@/lib/resources/calls'
import type { Resource } from '@/lib/resources/define'
import { endpoints } from '@/lib/resources/endpoints'
import { mergedWrite } from '@/lib/resources/merge'
import { trunks } from '@/lib/resources/trunks'
import { startFixture, type Fixture } from './sandbox-fixture'

let fixture: Fixture
beforeAll(async () => {
  fixture = await startFixture({ seed: false })
})
afterEach(() => fixture.sandbox.control.clearFaults())
afterAll(() => fixture.close())

async function answering(body: unknown, status = 200): Promise<void> {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  await fixture.sandbox.control.faults({ path: '/v1/**', fault: { kind: 'body', body: text, status } })
}

const trunk = { id: 'T1', name: 'Office', hostName: 'office' }

describe('what the vendor’s documents disagree about', () => {
  it.each([
    ['2024-06-06T14:42:42', '2024-06-06T14:42:42.000Z'],
    ['2024-06-06T14:42:42.892741384', '2024-06-06T14:42:42.892Z'],
    ['2024-06-06T16:57:45+0000', '2024-06-06T16:57:45.000Z'],
    ['2024-06-06T16:57:45+02:00', '2024-06-06T14:57:45.000Z'],
    ['null,', null],
    ['', null],
    [null, null],
    [undefined, null],
  ])('reads the time %j as %j (A18)', async (updateTime, read) => {
    await answering({ trunks: [{ ...trunk, updateTime }], totalItems: 1 })
    expect((await fixture.client.list(trunks, {})).items[0]?.updateTime).toBe(read)
  })

  it.each([
    { totalItems: 1, pageNumber: 1, pageSize: 500 },
    { totalItems: '1', pageNumber: '1', size: 1000 },
    { totalItems: 1, pageNumber: '1', pageSize: '500', size: 500 },
    {},
  ])('reads a page that says %j (A18)', async (meta) => {
    await answering({ trunks: [trunk], ...meta })
    const { items, complete } = await fixture.client.collect(trunks, {})
    expect([items.map(({ id }) => id), complete]).toEqual([['T1'], true])
  })

  it('reads a list without its array as an empty one, and a list that is none as an error (A18)', async () => {
    await answering({ totalItems: 0, pageNumber: 1, pageSize: 500 })
    expect(await fixture.client.collect(trunks, {})).toMatchObject({ items: [], complete: true })
    for (const body of [{ trunks: 'none' }, '"none"', 'null', '']) {
      await fixture.sandbox.control.clearFaults()
      await answering(body)
      await expect(fixture.client.list(trunks, {})).rejects.toMatchObject({ code: 'upstream_contract' })
    }
  })

  it('reads missing arrays inside of an object as empty (A18)', async () => {
    await answering({ accessControlLists: [{ id: 'A1', name: 'A', enabled: true }], totalItems: 1 })
    const { items } = await fixture.client.list(accessControlLists, {})
    expect(items[0]).toMatchObject({ id: 'A1', ipRanges: [] })
  })

  it('shows words that it does not know as they are (A18)', async () => {
    const call = {
      callId: 'C1',
      direction: 'sideways',
      callResult: 'EATEN',
      price: { amount: '0.0040', currencyCode: 'USD' },
    }
    await answering({ calls: [call], totalItems: 1 })
    expect((await fixture.client.list(calls, {})).items[0]).toMatchObject({
      direction: 'SIDEWAYS',
      callResult: 'EATEN',
      price: { amount: 0.004 },
    })
    await fixture.sandbox.control.clearFaults()
    await answering({
      endpoints: [{ id: 'E1', name: 'E', transport: 'SCTP', priority: 1, address: 'x' }],
      totalItems: 1,
    })
    const { items } = await fixture.client.list(endpoints, { trunkId: 'T1' })
    expect(items[0]).toMatchObject({ id: 'E1', transport: 'SCTP' })
  })

  it('keeps a field that it does not know through a change of another (A18, A19)', async () => {
    const { client, sandbox } = fixture
    const made = await client.create(trunks, {}, trunks.input.parse({ name: 'odd', hostName: 'odd' }))
    const path = { trunkId: made.id }
    const grown = { codecs: ['opus', { name: 'g722', since: null }], sippy: 'cup' }
    await sandbox.control.putObject('trunks', made.id, grown)
    const read = await client.read(trunks, path)
    const change = trunks.input.parse({ ...read, name: 'odder' })
    await client.replace(trunks, path, mergedWrite(trunks, read, change), read)
    expect(await client.read(trunks, path)).toMatchObject({ name: 'odder', ...grown })
  })
})

describe('a refusal', () => {
  const est = { code: 400, status: 'BAD_REQUEST', message: 'in words', details: [] }
  const gateway = {
    type: 'https://developers.sinch.com/docs/errors/registry/validation-error',
    title: 'T',
    detail: 'in words',
  }
  it.each([
    ['of EST', est, 'BAD_REQUEST'],
    ['of the gateway', gateway, 'validation-error'],
    ['of Numbers', { error: est }, 'BAD_REQUEST'],
  ])('is understood in the shape %s (A18)', async (_, body, vendorStatus) => {
    await answering(body, 400)
    await expect(fixture.client.list(trunks, {})).rejects.toMatchObject({
      code: 'upstream_rejected',
      message: 'in words',
      details: { vendorStatus, vendorHttpStatus: 400 },
    })
  })

  it.each([
    ['', 400, 'upstream_rejected'],
    ['<html>no</html>', 404, 'not_found'],
    ['{"code":', 400, 'upstream_rejected'],
    ['[]', 409, 'upstream_rejected'],
    ['{"code":405,"status":"METHOD_NOT_ALLOWED","message":"no","details":[]}', 405, 'upstream_rejected'],
  ])('is understood when it is %j with %d (A18)', async (body, status, code) => {
    await answering(body, status)
    const read = (resource: Resource) => fixture.client.list(resource, {})
    await expect(read(trunks)).rejects.toMatchObject({ code, details: { vendorHttpStatus: status } })
  })
})
