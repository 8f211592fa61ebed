import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { GET as readActive } from '../app/api/projects/[projectId]/activeNumbers/[phoneNumber]/route'
import { POST as rent } from '../app/api/projects/[projectId]/availableNumbers/[phoneNumber]/rent/route'
import { GET as search } from '../app/api/projects/[projectId]/availableNumbers/route'
import { GET as listRegions } from '../app/api/projects/[projectId]/availableRegions/route'
import {
  DELETE as settle,
  POST as look,
} from '../app/api/projects/[projectId]/unsettledRents/[phoneNumber]/route'
import { GET as listUnsettled } from '../app/api/projects/[projectId]/unsettledRents/route'
import type { FaultRule } from '../sandbox/faults'
import { database } from '../lib/server/storage'
import { routesInProcess } from './routes-in-process'

let api: Awaited<ReturnType<typeof routesInProcess>>
beforeAll(async () => {
  api = await routesInProcess()
})
afterEach(() => api.control.clearFaults())
afterAll(() => api.end())

const us = '?regionCode=US&type=LOCAL'
const dollar = { currencyCode: 'USD', amount: 1 }
const agreed = { monthlyPrice: dollar, setupPrice: { currencyCode: 'USD', amount: 0 } }

async function anyForSale(): Promise<string> {
  return (await api.call(search, 'GET', {}, { search: us })).body.items[0].phoneNumber
}
const order = (phoneNumber: string, body: object = agreed) =>
  api.call(rent, 'POST', { phoneNumber }, { body })
const unsettled = async () => (await api.call(listUnsettled, 'GET')).body.items
const orders = async () =>
  (await api.control.requests()).filter(({ method, path }) => method === 'POST' && path.endsWith(':rent'))

/** The order arrives and its answer does not. */
const lostAnswer: FaultRule = { method: 'POST', path: '/v1/**', count: 1, fault: { kind: 'dropAfter' } }
/** And the number cannot be looked up either. */
const blind: FaultRule = { method: 'GET', path: '**/activeNumbers/*', fault: { kind: 'status', status: 503 } }

describe('numbers for sale', () => {
  it('are searched by country, type and digits, and have to carry voice', async () => {
    const { body } = await api.call(
      search,
      'GET',
      {},
      { search: `${us}&pattern=%2B1%20415&searchPattern=START` },
    )
    expect(body.items.length).toBeGreaterThan(10)
    for (const one of body.items) {
      expect(one.phoneNumber).toMatch(/^\+1415/)
      expect(one).toMatchObject({ monthlyPrice: dollar, supportingDocumentationRequired: false })
    }
    const [sent] = (await api.control.requests()).filter(({ path }) => path.endsWith('/availableNumbers'))
    expect(sent?.query).toContain('capabilities=VOICE')
  })

  it.each([
    ['?type=LOCAL', /country/],
    ['?regionCode=US&type=FAX', /LOCAL/],
    [`${us}&pattern=abc`, /digits only/],
    [`${us}&searchPattern=MIDDLE`, /START/],
  ])('are not searched by what cannot be meant: %s', async (text, words) => {
    await api.control.clearRequests()
    const refused = await api.call(search, 'GET', {}, { search: text })
    expect(refused.status).toBe(422)
    expect(refused.body.error.message).toMatch(words)
    expect(await api.control.requests()).toEqual([])
  })

  it('are sold in the regions that the vendor names', async () => {
    const { body } = await api.call(listRegions, 'GET')
    expect(body.items).toContainEqual(expect.objectContaining({ regionCode: 'SE', regionName: 'Sweden' }))
  })
})

describe('renting a number', () => {
  it('is one order, on record with its price, and the number is there', async () => {
    const phoneNumber = await anyForSale()
    await api.control.clearRequests()
    expect(await order(phoneNumber)).toMatchObject({
      status: 201,
      body: { phoneNumber, monthlyPrice: dollar },
    })
    expect(await orders()).toHaveLength(1)
    expect((await api.call(readActive, 'GET', { phoneNumber })).status).toBe(200)
    expect(await unsettled()).toEqual([])
    const { db } = await database()
    const rows = await db.selectFrom('audit').selectAll().where('target', '=', phoneNumber).execute()
    expect(rows).toEqual([expect.objectContaining({ action: 'availableNumbers.rent', outcome: 'ok' })])
    expect(rows[0]?.input).toContain('"amount":1')
  })

  it('at another price than was shown is refused before anything is ordered', async () => {
    const phoneNumber = await anyForSale()
    await api.control.clearRequests()
    const refused = await order(phoneNumber, {
      ...agreed,
      monthlyPrice: { currencyCode: 'USD', amount: 0.5 },
    })
    expect(refused).toMatchObject({ status: 412, body: { error: { current: { monthlyPrice: dollar } } } })
    expect(await orders()).toEqual([])
  })

  it('that the vendor refuses leaves nothing in doubt', async () => {
    const phoneNumber = (await api.call(search, 'GET', {}, { search: '?regionCode=CA&type=LOCAL' })).body
      .items[0].phoneNumber
    expect((await order(phoneNumber)).status).toBe(422)
    expect(await unsettled()).toEqual([])
  })

  it('whose answer was lost is settled by looking, with one order', async () => {
    const phoneNumber = await anyForSale()
    await api.control.faults(lostAnswer)
    await api.control.clearRequests()
    expect((await order(phoneNumber)).status).toBe(201)
    expect(await orders()).toHaveLength(1)
    expect(await unsettled()).toEqual([])
  })

  it('that can neither be settled nor looked up stays in doubt and cannot be repeated, until looking finds it', async () => {
    const phoneNumber = await anyForSale()
    await api.control.faults([lostAnswer, blind])
    await api.control.clearRequests()
    const lost = await order(phoneNumber)
    expect(lost).toMatchObject({ status: 503, body: { error: { outcomeUnknown: true } } })
    expect(await unsettled()).toEqual([
      expect.objectContaining({ phoneNumber, monthlyPrice: dollar, actorEmail: 'admin@console.example' }),
    ])
    await api.control.clearFaults()
    expect(await orders()).toHaveLength(1)
    // The vendor sells it no more; a second order is refused without one.
    expect((await order(phoneNumber)).status).toBe(404)
    expect(await api.call(look, 'POST', { phoneNumber })).toMatchObject({
      status: 200,
      body: { outcome: 'rented' },
    })
    expect(await unsettled()).toEqual([])
    expect(await orders()).toHaveLength(1)
  })

  it('that never arrived is not sent again by itself: only once a person says that it was not rented', async () => {
    const phoneNumber = await anyForSale()
    await api.control.faults({ ...lostAnswer, fault: { kind: 'resetBefore' } })
    await api.control.clearRequests()
    expect((await order(phoneNumber)).body.error).toMatchObject({ outcomeUnknown: true })
    expect(await orders()).toHaveLength(1)
    const repeated = await order(phoneNumber)
    expect(repeated).toMatchObject({ status: 409, body: { error: { code: 'conflict' } } })
    expect(await orders()).toHaveLength(1)
    expect((await api.call(look, 'POST', { phoneNumber })).body).toEqual({ outcome: 'unknown' })
    expect(await unsettled()).toHaveLength(1)
    expect((await api.call(settle, 'DELETE', { phoneNumber })).body).toEqual({ outcome: 'not_rented' })
    expect(await unsettled()).toEqual([])
    expect((await order(phoneNumber)).status).toBe(201)
  })

  it('is not called off by a person while the vendor lists it as rented', async () => {
    const phoneNumber = await anyForSale()
    await api.control.faults([lostAnswer, blind])
    await order(phoneNumber)
    await api.control.clearFaults()
    expect((await api.call(settle, 'DELETE', { phoneNumber })).body).toEqual({ outcome: 'rented' })
    expect((await api.call(readActive, 'GET', { phoneNumber })).status).toBe(200)
  })

  it('that a console did not survive is in doubt after a minute, and while it is under way nobody can settle it', async () => {
    const phoneNumber = await anyForSale()
    const { db } = await database()
    const { id: projectId } = await api.project()
    const row = {
      projectId,
      phoneNumber,
      state: 'asked' as const,
      price: 'null',
      actorId: 'x',
      actorEmail: 'someone@console.example',
    }
    await db
      .insertInto('unsettledRents')
      .values({ ...row, orderedAt: Date.now() })
      .execute()
    expect(await unsettled()).toEqual([])
    expect((await api.call(settle, 'DELETE', { phoneNumber })).status).toBe(409)
    expect((await order(phoneNumber)).status).toBe(409)
    await db
      .updateTable('unsettledRents')
      .set({ orderedAt: Date.now() - 61_000 })
      .execute()
    expect(await unsettled()).toEqual([expect.objectContaining({ phoneNumber, monthlyPrice: null })])
    expect((await api.call(settle, 'DELETE', { phoneNumber })).body).toEqual({ outcome: 'not_rented' })
  })

  it('settles nothing that is in nobody’s doubt', async () => {
    expect((await api.call(look, 'POST', { phoneNumber: '+12125550199' })).status).toBe(404)
  })
})
