import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startSandbox, type StartedSandbox } from '../testing'
import { listOf, testingClient, type TestingClient } from '../testing-client'
import type { StoredCall } from './stored-calls'

const dayMs = 86_400_000

let sandbox: StartedSandbox
let client: TestingClient
let stored: StoredCall[]
let window: string
beforeAll(async () => {
  sandbox = await startSandbox({ seed: 1500 })
  client = testingClient(sandbox)
  const { control } = sandbox
  const now = Date.parse(await control.clock({ frozen: true }))
  // Half of these go on while they are read, and each odd shape is there at least once.
  await control.startTraffic({ perSecond: 10, lateMs: 5_000, amendMs: 60_000, reprice: 0.5 })
  await control.clock({ advanceMs: 90_000 })
  await control.trafficState()
  await control.addCalls([
    { toParty: 'sip:911@office.pstn.sinch.com:5060', emergency: 1 },
    { fromParty: 'sip:12015555555@198.51.100.7', trunkName: 'The "old", one', result: 'BUSY' },
    { callId: '304356791_91867084@198.51.100.7', sipCode: 503, pricePerMinute: null },
    { trunkId: '', result: null },
  ])
  stored = await control.storedCalls()
  window = `createTime%3E=${new Date(now - 31 * dayMs).toISOString()}&createTime%3C=${new Date(now + dayMs).toISOString()}`
})
afterAll(() => sandbox.close())

type Row = Readonly<Record<string, string>>

/** The rows of an export by the titles of their columns. */
function rowsOf(csv: string): Row[] {
  const [titles = [], ...rows] = csv
    .trimEnd()
    .split('\n')
    .map((line) => [...line.matchAll(/"((?:[^"]|"")*)"/g)].map(([, cell = '']) => cell.replaceAll('""', '"')))
  return rows.map((cells) => Object.fromEntries(titles.map((title, index) => [title, cells[index] ?? '?'])))
}

async function exported(query: string): Promise<Row[]> {
  const rows: Row[] = []
  for (let page = 1; ; page += 1) {
    const some = rowsOf((await client.sendLoosely('GET', `/calls/export?page=${page}&${query}`)).text)
    rows.push(...some)
    if (some.length < 500) return rows
  }
}

async function listed(query: string): Promise<Record<string, unknown>[]> {
  const calls: Record<string, unknown>[] = []
  for (let page = 1; ; page += 1) {
    const answer = await client.sendLoosely('GET', `/calls?size=500&page=${page}&${query}`)
    calls.push(...listOf(answer, 'calls'))
    if (calls.length >= Number(answer.json.totalItems)) return calls
  }
}

/** An amount of either dialect as the export writes it. */
function money(value: unknown): string {
  if (value === null) return ''
  const { amount, currencyCode } = value as { amount: number | string; currencyCode: string } // checked by what it is compared with
  return `${Number(amount).toFixed(4)} ${currencyCode}`
}

describe.each(['default', 'flipped'] as const)('the export in the %s dialect', (preset) => {
  it('says of each call what the list says, and what is stored', async () => {
    await sandbox.control.dialect({ preset })
    const [rows, calls] = [await exported(window), await listed(window)]
    expect(calls).toHaveLength(stored.length)
    const text = (value: unknown) => (value === null ? '' : String(value))
    expect(rows).toEqual(
      calls.map((call, index) => {
        const row = stored[index]
        const literal = (value: unknown) => (value === null ? 'null' : String(value))
        const flag = (value: unknown) => (value === 1 ? 'true' : 'false')
        return {
          Timestamp: call.createTime,
          'Call Id': call.callId,
          'Answer Time': text(call.answerTime),
          'End Time': text(call.endTime),
          From: call.from,
          To: String(call.to).replace('sip:', ''),
          'Trunk Id': call.trunkId,
          'Trunk Name': row?.trunkName,
          Direction: String(call.direction).toUpperCase(),
          'Duration (s)': text(call.durationSeconds),
          Result: call.callResult,
          'To Country': row?.toCountry,
          'From Country': row?.fromCountry,
          'Is Emergency Call': flag(row?.emergency),
          'Price Per Minute': money(call.pricePerMinute),
          Cost: money(call.price),
          'Cause Code': literal(row?.causeCode),
          'SIP Response Code': literal(row?.sipCode),
          Region: row?.region,
          MOS: literal(row?.mos),
          Transport: row?.transport,
          Port: String(row?.port),
          'Project Id': call.projectId,
          'Group Id': row?.groupId,
          'Relationship Type': row?.relationship,
          'Has Children': flag(row?.hasChildren),
        }
      }),
    )
  })

  it('has what it is compared by: calls that go on, unknown codes, forwarded pairs, emergencies', async () => {
    await sandbox.control.dialect({ preset })
    const rows = await exported(window)
    const some = (test: (row: Row) => boolean) => rows.filter(test).length
    expect(some((row) => row.Result === '' && row['End Time'] === '' && row.Cost === '')).toBeGreaterThan(50)
    expect(some((row) => row['SIP Response Code'] === 'null' && row.MOS === 'null')).toBeGreaterThan(50)
    expect(some((row) => row.MOS === 'null' && row['SIP Response Code'] === '503')).toBeGreaterThan(0)
    expect(some((row) => row['Trunk Name'] === 'The "old", one')).toBe(1)
    expect(some((row) => row.To === '911@office.pstn.sinch.com:5060')).toBe(1)
    const zone = preset === 'default' ? /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+0000$/ : /T\d\d:\d\d:\d\dZ$/
    expect(some((row) => !zone.test(row.Timestamp ?? ''))).toBe(0)
  })

  it('finds forwarded pairs by each of their marks', async () => {
    await sandbox.control.dialect({ preset })
    const all = await exported(window)
    const parents = await exported(`hasChildren=true&${window}`)
    const legs = await exported(`relationshipType=forwarded&${window}`)
    expect(legs.length).toBeGreaterThan(10)
    const known = new Set(all.map((row) => row['Call Id']))
    for (const leg of legs) {
      // The leg may have appeared while its call is still late, but not the other way round in the end.
      if (!known.has(leg['Group Id'])) continue
      const pair = await exported(`groupId=${encodeURIComponent(leg['Group Id'] ?? '')}&${window}`)
      expect(pair.map((row) => row['Relationship Type']).sort()).toEqual(['forwarded', 'initial'])
      const [own] = await exported(`parentId=${encodeURIComponent(leg['Group Id'] ?? '')}&${window}`)
      expect(own).toEqual(leg)
      expect(parents.some((parent) => parent['Call Id'] === leg['Group Id'])).toBe(true)
      expect([leg.Direction, leg['Has Children']]).toEqual(['OUTBOUND', 'false'])
    }
    const emergencies = await exported(`emergencyOnly=true&${window}`)
    expect(emergencies).toEqual(all.filter((row) => row['Is Emergency Call'] === 'true'))
  })
})
