import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import {
  GET as readActive,
  PUT as rename,
} from '../app/api/projects/[projectId]/activeNumbers/[phoneNumber]/route'
import { POST as release } from '../app/api/projects/[projectId]/activeNumbers/[phoneNumber]/release/route'
import { GET as readJob } from '../app/api/projects/[projectId]/jobs/[jobId]/route'
import { POST as resumeJob } from '../app/api/projects/[projectId]/jobs/[jobId]/resume/route'
import { POST as startJob } from '../app/api/projects/[projectId]/jobs/route'
import { GET as exportCsv } from '../app/api/projects/[projectId]/phoneNumbers/export/route'
import { GET as listKeys } from '../app/api/projects/[projectId]/phoneNumbers/keys/route'
import { GET as listNumbers } from '../app/api/projects/[projectId]/phoneNumbers/route'
import { GET as summarise } from '../app/api/projects/[projectId]/phoneNumbers/summary/route'
import { forgetCollections } from '../lib/server/collections'
import { routesInProcess } from './routes-in-process'

let api: Awaited<ReturnType<typeof routesInProcess>>
let first = ''
let second = ''
beforeAll(async () => {
  api = await routesInProcess({ provisioningDelayMs: 0 })
  first = await api.makeElsewhere('trunks', { name: 'Head office', hostName: 'numbers-first' })
  second = await api.makeElsewhere('trunks', { name: 'Branch', hostName: 'numbers-second' })
  await api.control.seed({ numbers: 1_000 })
})
afterEach(() => api.control.clearFaults())
afterAll(() => api.end())

const list = async (search = '') => (await api.call(listNumbers, 'GET', {}, { search })).body
const keys = async (search = '') => (await api.call(listKeys, 'GET', {}, { search })).body

async function ended(jobId: string) {
  const read = async () => (await api.call(readJob, 'GET', { jobId })).body
  await expect.poll(async () => (await read()).state, { timeout: 100_000, interval: 500 }).not.toBe('running')
  return await read()
}

describe('the list of phone numbers', () => {
  it('names the trunk of each number without a call for each', async () => {
    await api.control.clearRequests()
    const { items, total } = await list(`?trunkId=${first}&pageSize=500`)
    expect(total).toBe(items.length)
    expect(total).toBeGreaterThan(300)
    for (const row of items)
      expect(row).toMatchObject({ trunkId: first, trunkName: 'Head office', state: 'assigned' })
    expect((await api.control.requests()).length).toBeLessThan(15)
  })

  it('is filtered by no trunk, by country, by type and by state, and all of it together', async () => {
    const { total } = await list('?unassigned=1')
    expect(total).toBe(300)
    expect((await list('?unassigned=1&country=us&type=LOCAL&state=unassigned')).total).toBe(300)
    expect((await list('?country=SE')).total).toBe(0)
    expect((await list('?type=MOBILE')).total).toBe(0)
    expect((await list('?state=assigned')).total).toBe(700)
  })

  it.each(['2125550', '+1 (212) 555-0', '001 212 5550'])('finds by any digits: %s', async (q) => {
    const { items, total } = await list(`?q=${encodeURIComponent(q)}&pageSize=500`)
    expect(total).toBeGreaterThan(900)
    for (const { phoneNumber } of items) expect(phoneNumber).toMatch(/^\+12125550/)
  })

  it('finds by the name of the trunk', async () => {
    const { total } = await list('?q=branch')
    expect(total).toBe((await list(`?trunkId=${second}`)).total)
  })

  it('refuses what is no filter with a sentence for each', async () => {
    const refused = await api.call(
      listNumbers,
      'GET',
      {},
      { search: '?country=Sweden&type=FAX&unassigned=yes' },
    )
    expect(refused.status).toBe(422)
    expect(Object.keys(refused.body.error.fields)).toEqual(['unassigned', 'country', 'type'])
  })

  it('gives the keys of everything that matches, not of one page', async () => {
    const { items, total } = await keys('?unassigned=1')
    expect(items).toHaveLength(300)
    expect(total).toBe(300)
    expect(items[0]).toMatchObject({ trunkId: '', otherUse: null, state: 'unassigned' })
  })

  it('counts all of them', async () => {
    const { body } = await api.call(summarise, 'GET')
    expect(body).toMatchObject({ total: 1_000, unassigned: 300, moving: 0, failed: 0, countries: ['US'] })
  })

  it('is exported as it is filtered, with nothing that a spreadsheet would work out and a last line that counts', async () => {
    const { text } = await api.call(exportCsv, 'GET', {}, { search: `?trunkId=${first}` })
    const lines = text.trimEnd().split('\r\n')
    const { total } = await list(`?trunkId=${first}`)
    expect(lines).toHaveLength(total + 2)
    expect(lines[1]).toMatch(/^"'\+1\d+","","US","LOCAL","assigned","Head office"/)
    expect(lines.at(-1)).toBe(`"End of export: ${total} phone numbers"`)
    for (const line of lines) expect(line).not.toMatch(/(^|,)"[=+\-@]/)
  })
})

describe('one number', () => {
  const phoneNumber = '+12125550001'

  it('is renamed, and nothing else of it is sent', async () => {
    const { headers } = await api.call(readActive, 'GET', { phoneNumber })
    const ifMatch = headers.get('etag') ?? ''
    await api.control.clearRequests()
    const renamed = await api.call(
      rename,
      'PUT',
      { phoneNumber },
      { ifMatch, body: { displayName: 'Reception' } },
    )
    expect(renamed).toMatchObject({ status: 200, body: { displayName: 'Reception' } })
    const [patch] = (await api.control.requests()).filter(({ method }) => method === 'PATCH')
    expect(patch?.body).toEqual({ displayName: 'Reception' })
    const again = await api.call(rename, 'PUT', { phoneNumber }, { ifMatch, body: { displayName: 'Other' } })
    expect(again).toMatchObject({
      status: 412,
      body: { error: { code: 'changed_meanwhile', current: { displayName: 'Reception' } } },
    })
    expect((await list('?q=reception')).items[0]).toMatchObject({
      phoneNumber,
      etag: renamed.headers.get('etag'),
    })
  })

  it('with a name that was not touched sends nothing', async () => {
    const { headers } = await api.call(readActive, 'GET', { phoneNumber })
    await api.control.clearRequests()
    const body = { displayName: 'Reception' }
    const kept = await api.call(rename, 'PUT', { phoneNumber }, { ifMatch: headers.get('etag') ?? '', body })
    expect(kept.status).toBe(200)
    expect((await api.control.requests()).filter(({ method }) => method !== 'GET')).toEqual([])
  })

  it('is released once, and then says until when it stays', async () => {
    const released = '+12125550002'
    const before = await api.call(readActive, 'GET', { phoneNumber: released })
    const refused = await api.call(release, 'POST', { phoneNumber: released }, { ifMatch: '"old"' })
    expect(refused.status).toBe(412)
    const ifMatch = before.headers.get('etag') ?? ''
    const done = await api.call(release, 'POST', { phoneNumber: released }, { ifMatch })
    expect(Date.parse(done.body.expireAt)).toBeGreaterThan(Date.now())
    await api.control.clearRequests()
    const twice = await api.call(
      release,
      'POST',
      { phoneNumber: released },
      { ifMatch: done.headers.get('etag') ?? '' },
    )
    expect(twice.status).toBe(200)
    expect((await api.control.requests()).filter(({ method }) => method === 'POST')).toEqual([])
  })
})

describe('a job that moves numbers', () => {
  it('leaves a number where it is when it was not confirmed that it may leave that trunk', async () => {
    const [taken] = (await keys(`?trunkId=${first}`)).items
    const { body: job } = await api.call(
      startJob,
      'POST',
      {},
      {
        body: { kind: 'assign_numbers', trunkId: second, mayLeave: [], phoneNumbers: [taken.phoneNumber] },
      },
    )
    const done = await ended(job.id)
    expect(done).toMatchObject({ counts: { done: 0, failed: 1 } })
    expect(done.items[0].error).toContain('left there')
    expect((await list(`?q=${encodeURIComponent(taken.phoneNumber)}`)).items[0].trunkId).toBe(first)
  })

  it('finishes the move of a number that only EST knows and that was left on no trunk', async () => {
    const alone = '+15005550188'
    await api.makeElsewhere('phoneNumbers', { phoneNumber: alone, sipTrunkId: first })
    forgetCollections('sandbox')
    // It is taken off, and then neither its new trunk nor its old one is accepted.
    const fault = { kind: 'status' as const, status: 400 }
    await api.control.faults({ method: 'POST', path: '**/phoneNumbers', nth: 2, count: 2, fault })
    const body = { kind: 'assign_numbers', trunkId: second, mayLeave: [first], phoneNumbers: [alone] }
    const { body: job } = await api.call(startJob, 'POST', {}, { body })
    const half = await ended(job.id)
    expect(half).toMatchObject({ counts: { done: 0, failed: 1 } })
    expect(half.items[0].error).toContain('try again now')
    await api.control.clearFaults()
    await api.call(resumeJob, 'POST', { jobId: job.id })
    expect(await ended(job.id)).toMatchObject({ counts: { done: 1, failed: 0 } })
    expect((await list(`?q=${encodeURIComponent(alone)}`)).items[0].trunkId).toBe(second)
    const off = { kind: 'assign_numbers', trunkId: '', mayLeave: [second], phoneNumbers: [alone] }
    for (const _ of ['once', 'again']) {
      const { body: taking } = await api.call(startJob, 'POST', {}, { body: off })
      expect(await ended(taking.id)).toMatchObject({ counts: { done: 1, failed: 0 } })
    }
  })

  it('moves a thousand of which one in twenty fails, and the failed alone are tried again until none is left', async () => {
    const all = (await keys()).items.map(({ phoneNumber }: { phoneNumber: string }) => phoneNumber)
    // 50 numbers, each by its own rule: whatever order they come in, exactly these are refused the first time.
    const unlucky = all.filter((_: string, index: number) => index % 20 === 7)
    await api.control.faults(
      unlucky.map((phoneNumber: string) => ({
        method: 'PATCH',
        path: `**/activeNumbers/${encodeURIComponent(phoneNumber)}`,
        fault: { kind: 'body' as const, status: 400, body: '{"error":{"code":400,"message":"not today"}}' },
      })),
    )
    const body = { kind: 'assign_numbers', trunkId: second, mayLeave: [first, second], phoneNumbers: all }
    const { body: job } = await api.call(startJob, 'POST', {}, { body })
    const half = await ended(job.id)
    // What is on the second trunk already is left alone, so no fault meets it.
    const there = new Set(
      (await keys(`?trunkId=${second}`)).items.map((one: { phoneNumber: string }) => one.phoneNumber),
    )
    const failed = unlucky.filter((phoneNumber: string) => !there.has(phoneNumber))
    expect(failed.length).toBeGreaterThan(20)
    expect(half.counts).toEqual({ waiting: 0, doing: 0, done: 1_000 - failed.length, failed: failed.length })
    await api.control.clearFaults()
    await api.control.clearRequests()
    await api.call(resumeJob, 'POST', { jobId: job.id })
    expect((await ended(job.id)).counts).toEqual({ waiting: 0, doing: 0, done: 1_000, failed: 0 })
    const patches = (await api.control.requests()).filter(({ method }) => method === 'PATCH')
    expect(patches).toHaveLength(failed.length)
    expect((await list(`?trunkId=${second}`)).total).toBe(1_000)
  }, 240_000)
})
