import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { GET as readUsage } from '../app/api/projects/[projectId]/countryPermissions/usage/route'
import { dropProcessState } from '../lib/server/process-state'
import { routesInProcess } from './routes-in-process'

let api: Awaited<ReturnType<typeof routesInProcess>>
beforeAll(async () => {
  api = await routesInProcess()
  await api.control.seed({ trunks: 1, numbers: 5, calls: 400 })
})
afterEach(async () => {
  await api.control.clearFaults()
  dropProcessState('country-usage')
})
afterAll(() => api.end())

const usage = async () => (await api.call(readUsage, 'GET')).body
const countOf = (answer: { items: { code: string; calls: number | null }[] }, code: string) =>
  answer.items.find((item) => item.code === code)?.calls

async function whole() {
  await expect.poll(async () => (await usage()).counting, { timeout: 15_000 }).toBe(false)
  return await usage()
}

/** The searches for calls that the vendor was sent, as their parameters. */
async function searches() {
  const requests = await api.control.requests()
  return requests
    .filter(({ path }) => path.endsWith('/calls'))
    .map(({ query, startedAt, durationMs }) => ({
      search: new URLSearchParams(query),
      from: Date.parse(startedAt),
      until: Date.parse(startedAt) + (durationMs ?? 0),
    }))
}

describe('calls by country', () => {
  it('are the vendor’s own totals of outbound calls in 90 days, one row each, enabled countries first', async () => {
    await api.control.clearRequests()
    const answer = await whole()
    const asked = await searches()
    expect(asked[0]?.search.get('to')).toBe('+1')
    for (const { search } of asked) {
      expect(search.get('size')).toBe('1')
      expect(search.get('direction')).toBe('OUTBOUND')
      const days =
        (Date.parse(search.get('createTime<') ?? '') - Date.parse(search.get('createTime>') ?? '')) / 864e5
      expect(days).toBe(90)
    }
    expect(new Set(asked.map(({ search }) => search.get('to'))).size).toBe(asked.length)
    expect(answer.items.every(({ calls }: { calls: number | null }) => calls !== null)).toBe(true)
    expect(answer.items).toHaveLength(asked.length)
    expect(countOf(answer, '+1')).toBeGreaterThan(50)
    expect(countOf(answer, '+46')).toBeGreaterThan(5)
    expect(countOf(answer, '+850')).toBe(0)
  })

  it('are asked a few at a time, and not again for minutes', async () => {
    await api.control.clearRequests()
    await api.control.faults({ method: 'GET', path: '**/calls', fault: { kind: 'delay', ms: 20 } })
    await Promise.all([usage(), usage(), usage()])
    await whole()
    const asked = await searches()
    const most = Math.max(
      ...asked.map((one) => asked.filter(({ from, until }) => from <= one.from && one.from < until).length),
    )
    expect(most).toBeLessThanOrEqual(4)
    expect(new Set(asked.map(({ search }) => search.get('to'))).size).toBe(asked.length)
    await usage()
    expect(await searches()).toHaveLength(asked.length)
  })

  it('do not keep anybody waiting for a slow vendor: what is known is answered, the rest is null and on its way', async () => {
    await api.control.faults({ method: 'GET', path: '**/calls', fault: { kind: 'delay', ms: 900 } })
    const { body, ms } = await api.call(readUsage, 'GET')
    expect(ms).toBeLessThan(5_000)
    expect(body.counting).toBe(true)
    expect(countOf(body, '+1')).toBeGreaterThan(50)
    expect(body.items.filter(({ calls }: { calls: number | null }) => calls === null).length).toBeGreaterThan(
      100,
    )
  })

  it('stay unknown where the vendor refuses, and it is left alone after it has failed', async () => {
    await api.control.clearRequests()
    await api.control.faults({
      method: 'GET',
      path: '**/calls',
      fault: { kind: 'body', status: 403, body: '{"code":403,"message":"No calls for you"}' },
    })
    const answer = await whole()
    expect(answer.failure).toMatch(/\w/)
    expect(answer.items.every(({ calls }: { calls: number | null }) => calls === null)).toBe(true)
    const asked = (await searches()).length
    await usage()
    expect(await searches()).toHaveLength(asked)
    expect(asked).toBeLessThan(10)
  })
})
