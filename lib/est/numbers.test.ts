import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { FaultAction } from '../../sandbox/faults'
import { activeNumbers } from '@/lib/resources/phone-numbers'
import { trunks } from '@/lib/resources/trunks'
import type { EstClient } from './client'
import { startFixture, type Fixture } from './sandbox-fixture'

let fixture: Fixture
beforeAll(async () => {
  fixture = await startFixture({ seed: 0, provisioningDelayMs: 60_000 })
})
beforeEach(() => fixture.sandbox.control.reset({ seed: 0 }))
afterAll(() => fixture.close())

const us = { regionCode: 'US', type: 'LOCAL' }
const lost = { kind: 'resetAfter' } as const
const untouched = { kind: 'resetBefore' } as const
const throttled = { kind: 'tooManyRequests' } as const

/** A write to the Numbers API, the request it makes, and the read that finds out what became of it. */
interface Write {
  post: string
  look?: string
  run(client: EstClient): Promise<unknown>
}

async function anyActive(): Promise<string> {
  const { items } = await fixture.client.list(activeNumbers, {}, { type: 'LOCAL', pageSize: 1 })
  return items[0]?.phoneNumber ?? ''
}
async function anyForSale(): Promise<string> {
  const [number] = await fixture.client.searchAvailableNumbers({ ...us, size: 1 })
  return number?.phoneNumber ?? ''
}

const writes: Record<string, () => Promise<Write>> = {
  async change() {
    const number = await anyActive()
    const [trunk] = (await fixture.client.list(trunks, {})).items
    const patch = { displayName: 'Reception', voiceConfiguration: { type: 'EST', trunkId: trunk?.id } }
    const path = `/activeNumbers/${encodeURIComponent(number)}`
    return { post: `PATCH ${path}`, look: `GET ${path}`, run: (by) => by.updateActiveNumber(number, patch) }
  },
  async release() {
    const number = await anyActive()
    const path = `/activeNumbers/${encodeURIComponent(number)}`
    return { post: `POST ${path}:release`, look: `GET ${path}`, run: (by) => by.releaseNumber(number) }
  },
  async rent() {
    const number = encodeURIComponent(await anyForSale())
    const post = `POST /availableNumbers/${number}:rent`
    const run = (by: EstClient) => by.rentNumber(decodeURIComponent(number))
    return { post, look: `GET /activeNumbers/${number}`, run }
  },
  async order() {
    const numberOrderOption = { phoneNumbers: [await anyForSale()] }
    const input = { regionCode: 'US', numberType: 'LOCAL', numberOrderOption }
    return { post: 'POST /numberOrders:createNumberOrder', run: (by) => by.createNumberOrder(input) }
  },
  async 'enabling projects'() {
    return { post: 'POST /addProjects', run: (by) => by.addProjects(['another']) }
  },
}

/** Runs a write of which the first sending meets a fault. */
async function runUnder(name: string, fault: FaultAction) {
  const write = await writes[name]?.()
  if (!write) throw new Error(`no write ${name}`)
  const client = fixture.another()
  await client.list(trunks, {})
  const [method = ''] = write.post.split(' ')
  await fixture.sandbox.control.faults({ method, path: '/v1/**', count: 1, fault })
  await fixture.sent()
  const [outcome] = await Promise.allSettled([write.run(client)])
  return { write, outcome, log: await fixture.sent() }
}

const free = ['change', 'release']
const withLookUp = [...free, 'rent']
const blind = ['order', 'enabling projects']
const all = [...withLookUp, ...blind]

describe('a write to the Numbers API', () => {
  it.each(withLookUp)('whose answer was lost is looked up and not sent again: %s (A10)', async (name) => {
    const { write, outcome, log } = await runUnder(name, lost)
    expect(log).toEqual([write.post, write.look])
    expect(outcome.status).toBe('fulfilled')
  })

  it.each(free)('that never arrived is sent once more, after looking: %s (A10)', async (name) => {
    const { write, outcome, log } = await runUnder(name, untouched)
    expect(log).toEqual([write.post, write.look, write.post])
    expect(outcome.status).toBe('fulfilled')
  })

  it('that costs money and is not found is never sent again: rent (A10)', async () => {
    const { write, outcome, log } = await runUnder('rent', untouched)
    expect(log).toEqual([write.post, write.look])
    const details = { outcomeUnknown: true }
    expect(outcome).toMatchObject({ reason: { code: 'upstream_unavailable', details } })
  })

  it.each(blind.flatMap((name) => [[name, lost] as const, [name, untouched] as const]))(
    'that nothing can look up is never sent twice: %s after %o (A10)',
    async (name, fault) => {
      const { write, outcome, log } = await runUnder(name, fault)
      expect(log).toEqual([write.post])
      expect(outcome).toMatchObject({
        status: 'rejected',
        reason: { code: 'upstream_unavailable', details: { outcomeUnknown: true } },
      })
    },
  )

  it.each(all)('that was refused for now is sent again: %s (A10)', async (name) => {
    const { write, outcome, log } = await runUnder(name, throttled)
    expect(log).toEqual([write.post, write.post])
    expect(outcome.status).toBe('fulfilled')
  })

  it.each(all)('is not sent again when the vendor refuses it: %s (A10)', async (name) => {
    const { write, outcome, log } = await runUnder(name, {
      kind: 'body',
      status: 400,
      body: '{"error":{"code":400,"status":"INVALID_ARGUMENT","message":"no such thing","details":[]}}',
    })
    expect(log).toEqual([write.post])
    const details = { vendorStatus: 'INVALID_ARGUMENT' }
    expect(outcome).toMatchObject({
      reason: { code: 'upstream_rejected', message: 'no such thing', details },
    })
  })
})

describe('a change of a number whose answer was lost', () => {
  it.each([
    ['is sent again over what it was', undefined, 'sent twice'],
    ['is left alone where somebody else has changed the same field', { displayName: 'Theirs' }, 'conflict'],
    [
      'is sent again where somebody else has changed another field',
      { callbackUrl: 'https://x' },
      'sent twice',
    ],
  ] as const)('%s (A10)', async (_, theirs, expected) => {
    const { client, sandbox } = fixture
    const phoneNumber = await anyActive()
    const before = await client.read(activeNumbers, { phoneNumber })
    if (theirs) await sandbox.control.putObject('activeNumbers', phoneNumber, theirs)
    await sandbox.control.faults({ method: 'PATCH', path: '/v1/**', count: 1, fault: untouched })
    await fixture.sent()
    const patch = { displayName: 'Ours' }
    const [outcome] = await Promise.allSettled([
      client.replace(activeNumbers, { phoneNumber }, patch, before),
    ])
    const verbs = (await fixture.sent()).map((line) => line.split(' ')[0])
    if (expected === 'conflict') {
      expect(verbs).toEqual(['PATCH', 'GET'])
      expect(outcome).toMatchObject({
        reason: { code: 'changed_meanwhile', details: { current: { displayName: 'Theirs' } } },
      })
    } else {
      expect(verbs).toEqual(['PATCH', 'GET', 'PATCH'])
      expect(outcome).toMatchObject({ status: 'fulfilled', value: { displayName: 'Ours', ...theirs } })
    }
  })
})

describe('what the Numbers API answers', () => {
  it('puts the new trunk of a number on its way, and then in its place', async () => {
    const { client, sandbox } = fixture
    const number = await anyForSale()
    const [trunk] = (await client.list(trunks, {})).items
    await client.rentNumber(number)
    const voiceConfiguration = { type: 'EST', trunkId: trunk?.id }
    const changed = await client.updateActiveNumber(number, { voiceConfiguration })
    expect(changed.voiceConfiguration).toMatchObject({
      trunkId: '',
      scheduledVoiceProvisioning: { status: 'WAITING', trunkId: trunk?.id },
    })
    await sandbox.control.clock({ advanceMs: 61_000 })
    const done = await client.read(activeNumbers, { phoneNumber: number })
    expect(done.voiceConfiguration).toMatchObject({ trunkId: trunk?.id, scheduledVoiceProvisioning: null })
  })

  it('takes a rented number out of the shop, and keeps a released one until it is paid for no longer', async () => {
    const { client, sandbox } = fixture
    const number = await anyForSale()
    expect(await client.readAvailableNumber(number)).toMatchObject({ ...us, phoneNumber: number })
    expect(await client.rentNumber(number, { displayName: 'Mine' })).toMatchObject({
      phoneNumber: number,
      displayName: 'Mine',
      expireAt: null,
    })
    await expect(client.readAvailableNumber(number)).rejects.toMatchObject({ code: 'not_found' })
    await expect(client.rentNumber(number)).rejects.toMatchObject({ code: 'not_found' })
    const released = await client.releaseNumber(number)
    expect(Date.parse(released.expireAt ?? '')).toBeGreaterThan(Date.now() + 29 * 86_400_000)
    await sandbox.control.clock({ advanceMs: 31 * 86_400_000 })
    await expect(client.read(activeNumbers, { phoneNumber: number })).rejects.toMatchObject({
      code: 'not_found',
    })
  })

  it('searches by place of the digits and by capability, with prices as numbers', async () => {
    const query = { ...us, 'numberPattern.pattern': '1415', 'numberPattern.searchPattern': 'START', size: 5 }
    const found = await fixture.client.searchAvailableNumbers(query)
    expect(found).toHaveLength(5)
    for (const one of found) {
      expect(one.phoneNumber).toMatch(/^\+1415/)
      expect(one.monthlyPrice).toEqual({ currencyCode: 'USD', amount: 1 })
    }
    await expect(fixture.client.searchAvailableNumbers({})).rejects.toMatchObject({
      code: 'upstream_rejected',
      details: { fields: { regionCode: 'must be given' } },
    })
  })

  it('names the regions of each type', async () => {
    const { client } = fixture
    const every = (await client.listRegions()).map(({ regionCode }) => regionCode)
    expect(every).toEqual(expect.arrayContaining(['US', 'SE', 'DE']))
    const mobile = (await client.listRegions(['MOBILE'])).map(({ regionCode }) => regionCode)
    expect(mobile).toContain('SE')
    expect(mobile).not.toContain('US')
    const either = await client.listRegions(['MOBILE', 'TOLL_FREE'])
    expect(either.map(({ regionCode }) => regionCode)).toEqual(expect.arrayContaining(['SE', 'US']))
  })

  it('follows an order from its creation to its numbers', async () => {
    const { client, sandbox } = fixture
    const quantityOrderOption = { requestedQuantity: 3 }
    const input = { regionCode: 'US', numberType: 'LOCAL', quantityOrderOption }
    const order = await client.createNumberOrder(input)
    expect(order).toMatchObject({ state: 'CREATED', regionCode: 'US', numberType: 'LOCAL' })
    await sandbox.control.clock({ advanceMs: 61_000 })
    const done = await client.readNumberOrder(order.idNumberOrder)
    expect(done.state).toBe('COMPLETED')
    expect(done.orderNumbers).toHaveLength(3)
    for (const { phoneNumber } of done.orderNumbers) {
      expect(await client.read(activeNumbers, { phoneNumber })).toMatchObject({ phoneNumber })
    }
    await expect(client.readNumberOrder('unknown')).rejects.toMatchObject({ code: 'not_found' })
  })

  it('says which projects were not enabled before', async () => {
    expect(await fixture.client.addProjects(['first', 'second'])).toEqual(['first', 'second'])
    expect(await fixture.client.addProjects(['second', 'third'])).toEqual(['third'])
  })
})
