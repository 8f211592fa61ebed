import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startSandbox } from '../testing'

type Sandbox = Awaited<ReturnType<typeof startSandbox>>
type Call = Record<string, string | number | null | { amount: number | string }>

let sandbox: Sandbox
beforeEach(async () => {
  sandbox = await startSandbox({ seed: 3000 })
})
afterEach(() => sandbox.close())

const dayMs = 86_400_000

async function ask(path: string): Promise<Response> {
  const authorization = `Basic ${Buffer.from(`${sandbox.keyId}:${sandbox.keySecret}`).toString('base64')}`
  return await fetch(`${sandbox.url}/v1/projects/${sandbox.projectId}${path}`, { headers: { authorization } })
}

async function find(query: string): Promise<{ calls: Call[]; totalItems: number; pageSize?: number }> {
  const month = `createTime%3E=${new Date(Date.now() - 31 * dayMs).toISOString()}&createTime%3C=${new Date().toISOString()}`
  const answer = await ask(`/calls?size=1000&${month}&${query}`)
  expect(answer.status, query).toBe(200)
  return await answer.json()
}

describe('the generated history', () => {
  it('has every result and code, both directions, forwarded pairs and odd spellings', async () => {
    const csv = await (
      await ask(`/calls/export?size=500&createTime%3E=${new Date(Date.now() - 31 * dayMs).toISOString()}`)
    ).text()
    const all = [await find('page=1'), await find('page=2'), await find('page=3')].flatMap(
      (page) => page.calls,
    )
    expect(all).toHaveLength(3000)
    expect(new Set(all.map((call) => call.callId)).size).toBe(3000)
    expect(new Set(all.map((call) => call.callResult))).toEqual(
      new Set(['COMPLETED', 'NO_ANSWER', 'CANCEL', 'BUSY', 'FAILED']),
    )
    expect(new Set(all.map((call) => call.direction))).toEqual(new Set(['inbound', 'outbound']))
    expect(all.some((call) => String(call.from).startsWith('sip:'))).toBe(true)
    expect(all.some((call) => call.direction === 'inbound' && /^\d+$/.test(String(call.from)))).toBe(true)
    expect(all.some((call) => String(call.callId).includes('@'))).toBe(true)
    expect(all.filter((call) => call.pcapId === null).length).toBeGreaterThan(10)
    for (const code of ['200', '403', '404', '408', '480', '486', '487', '503', '603'])
      expect(csv, code).toContain(`"${code}"`)
    expect(csv).toContain('"forwarded"')
    for (const call of all)
      expect(String(call.createTime)).toMatch(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\+0000$/)
  })

  it('counts inbound calls from their start and outbound ones from the answer', async () => {
    const { calls } = await find('callResult=COMPLETED')
    for (const call of calls) {
      const from = call.direction === 'inbound' ? call.createTime : call.answerTime
      expect((Date.parse(String(call.endTime)) - Date.parse(String(from))) / 1000).toBe(call.durationSeconds)
    }
  })

  it('is busier at eleven than at four in the morning', async () => {
    const hours = (await find('page=1')).calls.map((call) => new Date(String(call.createTime)).getUTCHours())
    expect(hours.filter((hour) => hour === 11).length).toBeGreaterThan(
      5 * hours.filter((hour) => hour === 4).length,
    )
  })
})

describe('searching', () => {
  it('filters by party with and without a plus, by trunk, result and direction', async () => {
    const { calls } = await find('page=1')
    const trunkId = String(calls[0]?.trunkId)
    for (const query of ['to=%2B1415', 'to=+1415', 'to=1415']) {
      const found = await find(query)
      expect(found.totalItems, query).toBeGreaterThan(0)
      expect(found.calls.every((call) => String(call.to).startsWith('+1415'))).toBe(true)
    }
    expect((await find(`trunkId=${trunkId}`)).calls.every((call) => call.trunkId === trunkId)).toBe(true)
    expect((await find('callResult=BUSY')).calls.every((call) => call.callResult === 'BUSY')).toBe(true)
    expect((await find('direction=INBOUND')).calls.every((call) => call.direction === 'inbound')).toBe(true)
    expect((await find('direction=INBOUND,OUTBOUND')).totalItems).toBe(3000)
  })

  it('covers the last day unless a window is given, and takes months, days, hours and moments', async () => {
    const day = await (await ask('/calls?size=1000')).json()
    expect(
      day.calls.every((call: Call) => Date.now() - Date.parse(String(call.createTime)) <= dayMs + 1000),
    ).toBe(true)
    const yesterday = new Date(Date.now() - dayMs).toISOString().slice(0, 10)
    const whole = await (await ask(`/calls?size=1000&createTime=${yesterday}`)).json()
    expect(whole.calls.every((call: Call) => String(call.createTime).startsWith(yesterday))).toBe(true)
    const hour = await (await ask(`/calls?size=1000&createTime=${yesterday}T11`)).json()
    expect(hour.totalItems).toBeLessThan(whole.totalItems)
    const after = await (
      await ask(`/calls?size=1000&createTime=${new Date(Date.now() - 3_600_000).toISOString()}`)
    ).json()
    expect(
      after.calls.every((call: Call) => Date.parse(String(call.createTime)) >= Date.now() - 3_601_000),
    ).toBe(true)
    expect((await ask('/calls?createTime=soon')).status).toBe(400)
    expect(await (await ask('/calls?createTime%3E=soon')).json()).toMatchObject({
      status: 'BAD_REQUEST',
      message: expect.stringContaining('Invalid timestamp format'),
    })
  })

  it('does not sort by time, and pages hold every call once', async () => {
    const times = (await find('page=1')).calls.map((call) => Date.parse(String(call.createTime)))
    expect(times).not.toEqual([...times].sort((left, right) => left - right))
    expect(times).not.toEqual([...times].sort((left, right) => right - left))
  })

  it('speaks the other dialects: upper case, texts for amounts, 500 rows, a week', async () => {
    await sandbox.control.dialect({
      directionCase: 'upper',
      moneyAmount: 'string',
      callsMaxPageSize: 500,
      defaultCallWindow: 'week',
      pageMeta: 'documented',
    })
    expect((await ask('/calls?size=1000')).status).toBe(400)
    const week = await (await ask('/calls?size=500')).json()
    expect(week).toMatchObject({ pageNumber: '1', size: 500 })
    expect(
      week.calls.every((call: Call) => call.direction === 'INBOUND' || call.direction === 'OUTBOUND'),
    ).toBe(true)
    expect(typeof week.calls[0].price.amount).toBe('string')
    expect(
      week.calls.some((call: Call) => Date.now() - Date.parse(String(call.createTime)) > 2 * dayMs),
    ).toBe(true)
  })
})

describe('files', () => {
  it('exports the 26 columns, every cell quoted, with filters of its own', async () => {
    const answer = await ask('/calls/export?fileName=mine&toCountryCode=SE&createTime%3E=2020-01-01')
    expect(answer.headers.get('content-type')).toContain('application/csv')
    expect(answer.headers.get('content-disposition')).toContain('mine.csv')
    const [head = '', ...rows] = (await answer.text()).trimEnd().split('\n')
    expect(head.split(',')).toHaveLength(26)
    expect(rows.length).toBeGreaterThan(0)
    for (const row of rows) expect(row).toMatch(/^"[^"]*"(,"[^"]*"){25}$/)
    for (const row of rows) expect(row.split('","')[11]).toBe('SE')
    const called = rows.map((row) => row.split('","')[5] ?? '')
    expect(called.filter((to) => !/^\+\d+(@[a-z.-]+:5060)?$/.test(to))).toEqual([])
    expect(called.some((to) => to.includes('@'))).toBe(true)
    expect(rows[0]).toMatch(/"(INBOUND|OUTBOUND)"/)
    expect(rows.join('\n')).toMatch(/"\d+\.\d{4} USD"/)
  })

  it('exports the calls of the projects that are named, which are its own or nobody’s', async () => {
    const rows = async (projectIds: string) => {
      const answer = await ask(`/calls/export?createTime%3E=2020-01-01&size=5&projectIds=${projectIds}`)
      return (await answer.text()).trimEnd().split('\n').length - 1
    }
    expect(await rows(`another,${sandbox.projectId}`)).toBe(5)
    expect(await rows('another')).toBe(0)
  })

  it('keeps packets for ten days, and none of forwarded calls', async () => {
    const { calls } = await find('page=1')
    const recent = calls.find(
      (call) => call.pcapId !== null && Date.now() - Date.parse(String(call.createTime)) < 5 * dayMs,
    )
    const path = `/calls/records/${encodeURIComponent(String(recent?.pcapId))}/pcap`
    const file = Buffer.from(await (await ask(path)).arrayBuffer())
    expect(file.readUInt32LE(0)).toBe(0xa1b2c3d4)
    expect(file.includes('INVITE')).toBe(true)
    expect((await ask(`${path}?direction=SIDEWAYS`)).status).toBe(400)
    await sandbox.control.clock({ advanceMs: 11 * dayMs })
    expect((await ask(path)).status).toBe(404)
  })
})
