import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startSandbox, type StartedSandbox } from '../testing'
import { listOf, testingClient, type TestingClient } from '../testing-client'

let sandbox: StartedSandbox
let client: TestingClient
let trunks: string[]
beforeAll(async () => {
  sandbox = await startSandbox()
  client = testingClient(sandbox)
})
beforeEach(async () => {
  await sandbox.control.reset({ seed: 0 })
  await sandbox.control.clock({ frozen: true })
  trunks = listOf(await client.send('GET', '/trunks'), 'trunks').map(({ id }) => String(id))
})
afterAll(() => sandbox.close())

const number = '/activeNumbers/%2B12125550111'
const assign = (trunkId: string | undefined, path = number) =>
  client.send('PATCH', path, { voiceConfiguration: { type: 'EST', trunkId } })
const estStatus = async () => (await client.send('GET', '/phoneNumbers/%2B12125550111')).status

describe('assigning a number', () => {
  it('takes its time: waiting, in progress, then done in both APIs', async () => {
    expect(await estStatus()).toBe(404)
    const scheduled = (await assign(trunks[0])).json.voiceConfiguration
    expect(scheduled).toMatchObject({
      type: 'RTC',
      trunkId: '',
      scheduledVoiceProvisioning: { type: 'EST', status: 'WAITING', trunkId: trunks[0] },
    })
    await sandbox.control.clock({ advanceMs: 1_500 })
    expect((await client.send('GET', number)).json).toMatchObject({
      voiceConfiguration: { scheduledVoiceProvisioning: { status: 'IN_PROGRESS' } },
    })
    expect(await estStatus()).toBe(404)
    await sandbox.control.clock({ advanceMs: 600 })
    expect((await client.send('GET', number)).json).toMatchObject({
      voiceConfiguration: { type: 'EST', trunkId: trunks[0], scheduledVoiceProvisioning: null },
    })
    expect((await client.send('GET', '/phoneNumbers/%2B12125550111')).json).toMatchObject({
      sipTrunkId: trunks[0],
      countryCode: 'US',
    })
  })

  it('moves and unassigns the same way', async () => {
    await assign(trunks[0])
    await sandbox.control.clock({ advanceMs: 2_000 })
    await assign(trunks[1])
    expect((await client.send('GET', number)).json).toMatchObject({
      voiceConfiguration: { trunkId: trunks[0] },
    })
    await sandbox.control.clock({ advanceMs: 2_000 })
    expect((await client.send('GET', '/phoneNumbers/%2B12125550111')).json.sipTrunkId).toBe(trunks[1])
    await assign('')
    await sandbox.control.clock({ advanceMs: 2_000 })
    expect(await estStatus()).toBe(404)
  })

  it('fails for a trunk that is not there', async () => {
    await assign('01UNKNOWN')
    await sandbox.control.clock({ advanceMs: 5_000 })
    expect((await client.send('GET', number)).json).toMatchObject({
      voiceConfiguration: {
        trunkId: '',
        scheduledVoiceProvisioning: { status: 'FAILED', trunkId: '01UNKNOWN' },
      },
    })
    expect(await estStatus()).toBe(404)
  })

  it('refuses an empty configuration, an unknown platform and a number of nobody', async () => {
    for (const voiceConfiguration of [{}, { type: 'PIGEON' }, { type: 'EST' }]) {
      const { status, json } = await client.send('PATCH', number, { voiceConfiguration })
      expect([status, json]).toMatchObject([400, { error: { code: 400, status: 'INVALID_ARGUMENT' } }])
    }
    expect((await client.send('PATCH', number, { smsConfiguration: {} })).status).toBe(400)
    const { status, json } = await client.send('GET', '/activeNumbers/%2B12125559999')
    expect([status, json]).toMatchObject([404, { error: { details: [{ resourceType: 'ActiveNumber' }] } }])
  })
})

describe('the EST side', () => {
  it('answers 201 even for a number the project does not own, and refuses it a second time', async () => {
    const body = { sipTrunkId: trunks[0], phoneNumber: '+33199000001' }
    expect((await client.send('POST', '/phoneNumbers', body)).status).toBe(201)
    const again = await client.send('POST', '/phoneNumbers', body)
    expect([again.status, again.json.message]).toEqual([400, "Phone Number '+33199000001' already exists"])
  })

  it('assigns an owned number at once, and takes it off with an empty trunk', async () => {
    const phoneNumber = '+12125550111'
    await client.send('POST', '/phoneNumbers', { sipTrunkId: trunks[0], phoneNumber })
    expect((await client.send('GET', number)).json).toMatchObject({
      voiceConfiguration: { trunkId: trunks[0] },
    })
    const off = await client.send('POST', '/phoneNumbers', { sipTrunkId: '', phoneNumber })
    expect([off.status, off.json.sipTrunkId]).toEqual([201, ''])
    expect(await estStatus()).toBe(404)
    expect((await client.send('GET', number)).json).toMatchObject({ voiceConfiguration: { trunkId: '' } })
  })

  it('lists the numbers of one trunk', async () => {
    const all = await client.send('GET', '/phoneNumbers')
    const one = await client.send('GET', `/phoneNumbers?sipTrunkId=${trunks[0]}`)
    expect([all.json.totalItems, one.json.totalItems]).toEqual([28, 13])
  })
})

describe('lists of the Numbers API', () => {
  it('hold 40 numbers in five countries, mobile ones alone when no type is named', async () => {
    const totals: unknown[] = []
    const regions = new Set<unknown>()
    for (const query of ['type=LOCAL', 'type=MOBILE', 'type=TOLL_FREE', '']) {
      const answer = await client.send('GET', `/activeNumbers?pageSize=100&${query}`)
      totals.push(answer.json.totalSize)
      listOf(answer, 'activeNumbers').forEach((one) => regions.add(one.regionCode))
    }
    expect(totals).toEqual([31, 5, 4, 5])
    expect(regions).toEqual(new Set(['US', 'CA', 'GB', 'SE', 'AU']))
  })

  it('go from page to page by token, each number once', async () => {
    const seen: unknown[] = []
    let token = ''
    do {
      const answer = await client.send('GET', `/activeNumbers?type=LOCAL&pageSize=7&pageToken=${token}`)
      seen.push(...listOf(answer, 'activeNumbers').map((one) => one.phoneNumber))
      token = String(answer.json.nextPageToken)
    } while (token !== '')
    expect([seen.length, new Set(seen).size]).toEqual([31, 31])
    expect((await client.send('GET', '/activeNumbers?type=LOCAL&pageToken=nonsense')).status).toBe(400)
  })

  it('filter by region, capability and pattern, a raw plus sign included', async () => {
    const count = async (query: string) =>
      (await client.send('GET', `/activeNumbers?type=LOCAL&${query}`)).json.totalSize
    expect(await count('regionCode=CA')).toBe(6)
    expect(await count('capability=SMS')).toBe(18)
    expect(await count('numberPattern.pattern=+1416&numberPattern.searchPattern=START')).toBe(6)
    expect(await count('numberPattern.pattern=0105&numberPattern.searchPattern=END')).toBe(2)
    expect(await count('numberPattern.pattern=465004')).toBe(4)
  })
})

describe('renting, ordering and releasing', () => {
  it('rents local numbers of the US only, and takes them out of the shop', async () => {
    const path = '/availableNumbers/%2B13125550160'
    const body = { voiceConfiguration: { type: 'EST', trunkId: trunks[0] } }
    expect((await client.send('POST', `${path}:rent`, body)).json.phoneNumber).toBe('+13125550160')
    expect((await client.send('GET', path)).status).toBe(404)
    expect((await client.send('POST', `${path}:rent`, body)).status).toBe(404)
    await sandbox.control.clock({ advanceMs: 2_000 })
    expect((await client.send('GET', '/phoneNumbers/%2B13125550160')).status).toBe(200)
    const swedish = await client.send('POST', '/availableNumbers/%2B46701740650:rent', {})
    expect(swedish.status).toBe(400)
    expect((await client.send('GET', '/availableNumbers?type=LOCAL')).status).toBe(400)
  })

  it('completes an order that needs no documents, and lets one expire that does', async () => {
    const order = (regionCode: string, numberType: string) =>
      client.send('POST', '/numberOrders:createNumberOrder', {
        regionCode,
        numberType,
        voiceConfiguration: { type: 'EST', trunkId: trunks[1] },
        quantityOrderOption: {
          requestedQuantity: 2,
          numberPattern: { pattern: '5', searchPattern: 'CONTAINS' },
        },
      })
    const [us, gb] = [(await order('US', 'TOLL_FREE')).json, (await order('GB', 'MOBILE')).json]
    const state = async (id: unknown) => (await client.send('GET', `/numberOrders/${String(id)}`)).json.state
    expect([us.state, await state(gb.idNumberOrder)]).toEqual(['CREATED', 'CREATED'])
    const free = () => client.send('GET', '/availableNumbers?regionCode=GB&type=MOBILE&size=500')
    expect(listOf(await free(), 'availableNumbers')).toHaveLength(38)
    await sandbox.control.clock({ advanceMs: 2_000 })
    expect([await state(us.idNumberOrder), await state(gb.idNumberOrder)]).toEqual(['COMPLETED', 'CREATED'])
    expect((await client.send('GET', '/activeNumbers?type=TOLL_FREE&pageSize=50')).json.totalSize).toBe(6)
    await sandbox.control.clock({ advanceMs: 49 * 3_600_000 })
    expect(await state(gb.idNumberOrder)).toBe('EXPIRED')
    expect(listOf(await free(), 'availableNumbers')).toHaveLength(40)
    expect(
      (
        await client.send('POST', '/numberOrders:createNumberOrder', {
          regionCode: 'US',
          numberType: 'LOCAL',
        })
      ).status,
    ).toBe(400)
  })

  it('keeps a released number until the month is over', async () => {
    const before = (await client.send('GET', '/activeNumbers/%2B12125550100')).json
    const released = await client.send('POST', '/activeNumbers/%2B12125550100:release')
    expect(released.json).toMatchObject({ expireAt: before.nextChargeDate, nextChargeDate: null })
    expect((await client.send('GET', '/phoneNumbers/%2B12125550100')).status).toBe(200)
    await sandbox.control.clock({ advanceMs: 31 * 86_400_000 })
    expect((await client.send('GET', '/activeNumbers/%2B12125550100')).status).toBe(404)
    expect((await client.send('GET', '/phoneNumbers/%2B12125550100')).status).toBe(404)
  })
})
