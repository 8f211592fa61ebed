import SqliteDatabase from 'better-sqlite3'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { ensureBuild } from '../scripts/lib/build.mjs'
import { startFresh } from '../scripts/lib/end-to-end.mjs'
import { claimAndSignIn } from './session'
import { vendorSide, type RawObject, type VendorRequest } from './vendor-side'

const base = '/api/projects/sandbox'

let servers: Awaited<ReturnType<typeof startFresh>>
let api: Awaited<ReturnType<typeof claimAndSignIn>>
let vendor: Awaited<ReturnType<typeof vendorSide>>

beforeAll(async () => {
  ensureBuild()
  servers = await startFresh({ env: { CALL_SYNC: 'off' } })
  api = await claimAndSignIn(servers.url, servers.setupToken)
  vendor = await vendorSide(servers)
}, 240_000)
afterAll(() => servers.stop())
beforeEach(() => vendor.control('DELETE', 'faults'))

let made = 0
async function makeTrunk() {
  made += 1
  const answer = await api.post(`${base}/trunks`, { name: `Trunk ${made}`, hostName: `outside-${made}` })
  expect(answer.status, await answer.clone().text()).toBe(201)
  const { id }: { id: string } = await answer.json()
  return { id, path: `trunks/${id}`, own: `${base}/trunks/${id}`, etag: answer.headers.get('etag') ?? '' }
}

const makeTrunks = (count: number) => Promise.all(Array.from({ length: count }, makeTrunk))

/** Waits until the sandbox has received this many PUTs. */
async function putsArrived(count: number): Promise<void> {
  for (;;) {
    const { requests } = await vendor.control<{ requests: VendorRequest[] }>('GET', 'requests')
    if (requests.filter(({ method }) => method === 'PUT').length >= count) return
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}

function auditNotes(): string[] {
  const database = new SqliteDatabase(join(servers.dataDir, 'console.sqlite'), { readonly: true })
  const notes = database
    .prepare<unknown[], string>('select error from audit where error is not null')
    .pluck()
    .all()
  database.close()
  return notes
}

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length >> 1] ?? NaN

describe('another program changes an object at the vendor', () => {
  it(
    'before it is saved here: every save is refused with what is there now (A21)',
    { timeout: 60_000 },
    async () => {
      const changes: RawObject[] = [
        { name: 'Theirs' },
        { enableCallerName: true },
        { callForwardNumber: '+14155550111' },
        { futureField: { of: ['the', 'vendor'] } },
      ]
      const trunks = await makeTrunks(100)
      for (const [index, { path, own, etag }] of trunks.entries()) {
        const change = changes[index % changes.length] ?? {}
        await vendor.change(path, change)
        const before = await vendor.read(path)
        const saved = await api.put(own, etag, { name: 'Mine' })
        expect(saved.status).toBe(412)
        const { current } = (await saved.json()).error
        if (!('futureField' in change)) expect(current).toMatchObject(change)
        expect(await vendor.read(path)).toEqual(before)
      }
    },
  )

  it(
    'between our look and our write: the answer and the audit row say what was overwritten (A21)',
    { timeout: 60_000 },
    async () => {
      const trunks = await makeTrunks(50)
      await vendor.fault({ method: 'PUT', path: '**/trunks/*', fault: { kind: 'delay', ms: 2_000 } })
      await vendor.control('DELETE', 'requests')
      const saving = trunks.map(({ own, etag }) => api.put(own, etag, { name: 'Mine' }))
      await putsArrived(trunks.length)
      // Every save has compared and is on its way: nothing can stop it now.
      for (const [index, { path }] of trunks.entries())
        await vendor.change(path, { enableCallerName: true, callForwardNumber: `+1415555${1000 + index}` })
      const answers = await Promise.all(saving)
      expect(answers.map(({ status }) => status)).toEqual(trunks.map(() => 200))
      const told = answers.map(({ headers }) => headers.get('x-overwrote'))
      expect(told).toEqual(trunks.map(() => 'enableCallerName, callForwardNumber'))
      const notes = auditNotes().join('\n')
      for (const index of trunks.keys()) expect(notes).toContain(`"+1415555${1000 + index}"`)
    },
  )

  it(
    'right after our write: the answer carries the object as it is and says that it differs (A21)',
    { timeout: 60_000 },
    async () => {
      const trunks = await makeTrunks(50)
      await vendor.fault({
        method: 'PUT',
        path: '**/trunks/*',
        fault: { kind: 'delay', ms: 1_500, after: true },
      })
      await vendor.control('DELETE', 'requests')
      const saving = trunks.map(({ own, etag }) => api.put(own, etag, { name: 'Mine' }))
      await putsArrived(trunks.length)
      for (const { path } of trunks) await vendor.change(path, { enableCallerName: true })
      for (const answer of await Promise.all(saving)) {
        expect(answer.headers.get('x-differs-from-sent')).toBe('true')
        expect(await answer.json()).toMatchObject({ name: 'Mine', enableCallerName: true })
      }
      for (const { own } of trunks.slice(0, 5))
        expect(await (await api.get(own)).json()).toMatchObject({ enableCallerName: true })
    },
  )

  it(
    'a range that someone adds while a list is saved stays, where a PUT leaves the ranges alone (A21)',
    { timeout: 30_000 },
    async () => {
      await vendor.control('PUT', 'dialect', { aclPutRanges: 'keep' })
      const ranges = [{ description: 'Ours', ipAddress: '203.0.113.1', range: 32 }]
      const created = await api.post(`${base}/accessControlLists`, { name: 'Sites', ipRanges: ranges })
      const { id } = await created.json()
      const path = `accessControlLists/${id}`
      await vendor.fault({ method: 'PUT', path: `**/${path}`, fault: { kind: 'delay', ms: 500 } })
      await vendor.control('DELETE', 'requests')
      const wanted = [{ description: 'Ours, elsewhere', ipAddress: '203.0.113.2', range: 32 }]
      const saving = api.put(`${base}/${path}`, created.headers.get('etag') ?? '', { ipRanges: wanted })
      await putsArrived(1)
      await vendor.write('POST', `${path}/ipRanges`, {
        description: 'Theirs',
        ipAddress: '198.51.100.7',
        range: 32,
      })
      const saved = await saving
      await vendor.control('PUT', 'dialect', {})
      expect(saved.headers.get('x-differs-from-sent')).toBe('true')
      const after = JSON.stringify((await vendor.read(path)).ipRanges)
      expect(after).toContain('198.51.100.7')
      expect(after).toContain('203.0.113.2')
      expect(after).not.toContain('203.0.113.1"')
    },
  )

  it(
    'no more than one round trip lies between our look and our write (A21)',
    { timeout: 60_000 },
    async () => {
      const trunks = await makeTrunks(60)
      const windows: number[] = []
      const trips: number[] = []
      for (const { own, etag } of trunks) {
        const began = performance.now()
        await fetch(`${servers.sandboxUrl}/__sandbox/faults`).then((answer) => answer.text())
        trips.push(performance.now() - began)
        const requests = await vendor.requestsOf(() => api.put(own, etag, { name: 'Mine' }))
        expect(requests.map(({ method }) => method)).toEqual(['GET', 'PUT', 'GET'])
        const [look, write] = requests
        const looked = Date.parse(look?.startedAt ?? '') + (look?.durationMs ?? 0)
        windows.push(Date.parse(write?.startedAt ?? '') - looked)
      }
      expect(median(windows)).toBeLessThanOrEqual(median(trips) + 5)
    },
  )
})
