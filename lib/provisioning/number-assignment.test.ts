import { randomBytes } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startFixture, type Fixture } from '@/lib/est/sandbox-fixture'
import { activeNumbers, phoneNumbers } from '@/lib/resources/phone-numbers'
import { trunks } from '@/lib/resources/trunks'
import { assignNumber } from './number-assignment'

let fixture: Fixture
let phoneNumber = ''
const clock = { monotonic: () => performance.now(), sleep: async () => {} }

beforeAll(async () => {
  fixture = await startFixture({ seed: 10, provisioningDelayMs: 30 })
})
beforeEach(async () => {
  const { items } = await fixture.client.collect(activeNumbers, {})
  const free = items.find(({ voiceConfiguration }) => (voiceConfiguration?.trunkId ?? '') === '')
  phoneNumber = free?.phoneNumber ?? ''
  await fixture.sandbox.control.clearRequests()
})
afterEach(async () => {
  await fixture.sandbox.control.clearFaults()
  await fixture.sandbox.control.dialect({ preset: 'default' })
})
afterAll(() => fixture.close())

async function newTrunk(): Promise<string> {
  const hostName = `n${randomBytes(4).toString('hex')}`
  return (await fixture.client.create(trunks, {}, trunks.input.parse({ name: hostName, hostName }))).id
}

const assign = (trunkId: string, number = phoneNumber) => assignNumber(fixture.client, number, trunkId, clock)

/** Where both APIs of the vendor say a number is. */
async function whereabouts(number = phoneNumber) {
  const est = await fixture.client.read(phoneNumbers, { phoneNumber: number }).catch(() => null)
  const { voiceConfiguration } = await fixture.client.read(activeNumbers, { phoneNumber: number })
  return {
    est: est?.trunkId ?? '',
    numbers: voiceConfiguration?.trunkId ?? '',
    underWay: voiceConfiguration?.scheduledVoiceProvisioning ?? null,
  }
}

const patches = async () => (await fixture.sent()).filter((line) => line.startsWith('PATCH')).length

describe('a number', () => {
  it.each(['default', 'flipped'] as const)(
    'is assigned, moved and taken off, in the %s dialect',
    async (preset) => {
      await fixture.sandbox.control.dialect({ preset })
      const [first, second] = [await newTrunk(), await newTrunk()]
      for (const trunkId of [first, second, '']) {
        await assign(trunkId)
        expect(await whereabouts()).toEqual({ est: trunkId, numbers: trunkId, underWay: null })
      }
    },
  )

  it('that is where it belongs is left alone', async () => {
    const trunkId = await newTrunk()
    await assign(trunkId)
    expect(await patches()).toBe(1)
    await assign(trunkId)
    expect(await patches()).toBe(0)
  })

  it('is moved once although the answer was lost', async () => {
    const trunkId = await newTrunk()
    await fixture.sandbox.control.faults({
      method: 'PATCH',
      path: '**/activeNumbers/*',
      count: 1,
      fault: { kind: 'dropAfter' },
    })
    await assign(trunkId)
    expect(await patches()).toBe(1)
    expect(await whereabouts()).toMatchObject({ est: trunkId, numbers: trunkId })
  })

  it('that the vendor fails to move is told, and moved by another try', async () => {
    const lost = await newTrunk()
    const moving = assign(lost)
    // The trunk goes away while the number is on its way to it.
    await fixture.sandbox.control.deleteObject('trunks', lost)
    await expect(moving).rejects.toMatchObject({ code: expect.stringMatching(/upstream_rejected|not_found/) })
    const trunkId = await newTrunk()
    await assign(trunkId)
    expect(await whereabouts()).toEqual({ est: trunkId, numbers: trunkId, underWay: null })
  })

  it('that EST alone knows is moved by EST', async () => {
    const [first, second] = [await newTrunk(), await newTrunk()]
    const alone = '+15005550123'
    await fixture.client.create(phoneNumbers, {}, { phoneNumber: alone, trunkId: first })
    await assign(second, alone)
    expect((await fixture.client.read(phoneNumbers, { phoneNumber: alone })).trunkId).toBe(second)
    await assign('', alone)
    await expect(fixture.client.read(phoneNumbers, { phoneNumber: alone })).rejects.toMatchObject({
      code: 'not_found',
    })
    // As a step of a job is repeated whose end could not be noted.
    await assign('', alone)
  })

  it('that EST alone knows is put back when its new trunk is refused', async () => {
    const [first, second] = [await newTrunk(), await newTrunk()]
    const alone = '+15005550125'
    await fixture.client.create(phoneNumbers, {}, { phoneNumber: alone, trunkId: first })
    const kept: (string | undefined)[] = []
    const memory = { keep: async (from: string | undefined) => void kept.push(from) }
    await fixture.sandbox.control.faults({
      method: 'POST',
      path: '**/phoneNumbers',
      nth: 2,
      fault: { kind: 'status', status: 400 },
    })
    await expect(assignNumber(fixture.client, alone, second, clock, [first], memory)).rejects.toMatchObject({
      code: 'upstream_rejected',
      message: expect.stringContaining('was put back'),
    })
    expect((await fixture.client.read(phoneNumbers, { phoneNumber: alone })).trunkId).toBe(first)
    expect(kept).toEqual([first, undefined])
  })

  it.each([1, 2])('that EST alone knows counts as moved when only answer %i was lost', async (nth) => {
    const [first, second] = [await newTrunk(), await newTrunk()]
    const alone = `+1500555012${5 + nth}`
    await fixture.client.create(phoneNumbers, {}, { phoneNumber: alone, trunkId: first })
    await fixture.sandbox.control.faults({
      method: 'POST',
      path: '**/phoneNumbers',
      nth,
      fault: { kind: 'dropAfter' },
    })
    await assign(second, alone)
    expect((await fixture.client.read(phoneNumbers, { phoneNumber: alone })).trunkId).toBe(second)
  })

  it('that the project does not own is refused before anything is written', async () => {
    const trunkId = await newTrunk()
    await fixture.sandbox.control.clearRequests()
    await expect(assign(trunkId, '+15005550999')).rejects.toMatchObject({ code: 'not_found' })
    expect((await fixture.sent()).filter((line) => !line.startsWith('GET'))).toEqual([])
  })

  it.each(['default', 'flipped'] as const)(
    'is taken off no trunk but the one that was confirmed, in the %s dialect',
    async (preset) => {
      await fixture.sandbox.control.dialect({ preset })
      const [first, second] = [await newTrunk(), await newTrunk()]
      const { client } = fixture
      await assignNumber(client, phoneNumber, first, clock, [])
      await fixture.sandbox.control.clearRequests()
      for (const mayLeave of [[], [second]])
        await expect(assignNumber(client, phoneNumber, second, clock, mayLeave)).rejects.toMatchObject({
          code: 'conflict',
        })
      await expect(assignNumber(client, phoneNumber, '', clock, [second])).rejects.toMatchObject({
        code: 'conflict',
      })
      expect((await fixture.sent()).filter((line) => !line.startsWith('GET'))).toEqual([])
      expect(await whereabouts()).toMatchObject({ est: first })
      await assignNumber(client, phoneNumber, second, clock, [first])
      expect(await whereabouts()).toMatchObject({ est: second })
    },
  )

  it('that EST alone knows is left on a trunk that was not confirmed', async () => {
    const [first, second] = [await newTrunk(), await newTrunk()]
    const alone = '+15005550124'
    await fixture.client.create(phoneNumbers, {}, { phoneNumber: alone, trunkId: first })
    await expect(assignNumber(fixture.client, alone, second, clock, [])).rejects.toMatchObject({
      code: 'conflict',
    })
    expect((await fixture.client.read(phoneNumbers, { phoneNumber: alone })).trunkId).toBe(first)
  })

  it('that a voice app has is not taken from it unconfirmed', async () => {
    const trunkId = await newTrunk()
    const voiceConfiguration = { type: 'RTC', appId: 'app-1' }
    await fixture.client.updateActiveNumber(phoneNumber, { voiceConfiguration })
    const settled = async () =>
      (await fixture.client.read(activeNumbers, { phoneNumber })).voiceConfiguration
        ?.scheduledVoiceProvisioning
    await expect.poll(settled).toBeNull()
    await expect(assignNumber(fixture.client, phoneNumber, trunkId, clock, [])).rejects.toMatchObject({
      code: 'conflict',
    })
    await assignNumber(fixture.client, phoneNumber, trunkId, clock, ['app-1'])
    expect(await whereabouts()).toMatchObject({ est: trunkId })
  })

  it('that is not moved within a minute is told as such', async () => {
    const trunkId = await newTrunk()
    // The sandbox's own clock stands still, so that it cannot finish however slow this machine is.
    await fixture.sandbox.control.clock({ frozen: true })
    let now = 0
    const slow = { monotonic: () => (now += 20_000), sleep: async () => {} }
    await expect(assignNumber(fixture.client, phoneNumber, trunkId, slow)).rejects.toMatchObject({
      code: 'upstream_unavailable',
    })
    await fixture.sandbox.control.clock({ frozen: false })
  })
})
