import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { POST as linkAcls } from '../app/api/projects/[projectId]/trunks/[trunkId]/accessControlLists/route'
import { POST as linkLists } from '../app/api/projects/[projectId]/trunks/[trunkId]/credentialLists/route'
import { POST as makeEndpoint } from '../app/api/projects/[projectId]/trunks/[trunkId]/endpoints/route'
import type { WantedSetup } from '../lib/rules/verification'
import { markPropagating } from '../lib/server/propagation'
import { verifyTrunk } from '../lib/server/verification'
import { routesInProcess } from './routes-in-process'

let api: Awaited<ReturnType<typeof routesInProcess>>
let wanted: WantedSetup
const changedAt = 1_800_000_000_000

beforeAll(async () => {
  api = await routesInProcess()
  const trunkId = await api.makeElsewhere('trunks', { name: 'Malmö', hostName: 'verify-malmo' })
  const ranges = [{ ipAddress: '203.0.113.64', range: 28 }]
  const aclId = await api.makeElsewhere('accessControlLists', {
    name: 'Office',
    enabled: true,
    ipRanges: ranges.map((range) => ({ ...range, description: '' })),
  })
  const listId = await api.makeElsewhere('credentialLists', {
    name: 'Desks',
    credentials: [{ username: 'verify-desk-1', password: 'A-long-password-1' }],
  })
  await api.call(linkAcls, 'POST', { trunkId }, { body: { accessControlListIds: [aclId] } })
  await api.call(linkLists, 'POST', { trunkId }, { body: { credentialListIds: [listId] } })
  const endpoint = { isRegistered: false, name: 'SBC', address: '203.0.113.70', port: 5061, transport: 'TLS' }
  await api.call(makeEndpoint, 'POST', { trunkId }, { body: { ...endpoint, priority: 1 } })
  const phoneNumbers = ['+46701110001', '+46701110002']
  for (const phoneNumber of phoneNumbers)
    await api.makeElsewhere('phoneNumbers', { phoneNumber, sipTrunkId: trunkId })
  wanted = {
    trunkId,
    name: 'Malmö',
    accessControlList: { id: aclId, name: 'Office', ranges },
    credentialList: { id: listId, name: 'Desks', usernames: ['verify-desk-1'] },
    endpoint,
    phoneNumbers,
  }
  await markPropagating(await api.project(), [trunkId], 'A change', changedAt)
})
afterAll(() => api.end())

const at = async (now: number, changed: Partial<WantedSetup> = {}) =>
  verifyTrunk(await api.project(), { ...wanted, ...changed }, { now, deadline: performance.now() + 10_000 })

describe('the verification of a trunk', () => {
  it('says a second after a change that it is propagating, and nothing of a failure (A6)', async () => {
    const early = await at(changedAt + 1_000)
    expect(early).toMatchObject({ state: 'waiting', secondsLeft: 59 })
    expect(early.checks.at(-1)?.read).toContain('propagating, 59 s left')
    expect(early.checks.filter(({ state }) => state === 'fail' || state === 'unknown')).toEqual([])
  })

  it('passes once the minute is over (A6)', async () => {
    const late = await at(changedAt + 61_000)
    expect(late).toMatchObject({ state: 'pass', secondsLeft: 0 })
    expect(late.checks.map(({ key, state }) => `${key} ${state}`)).toEqual([
      'trunk pass',
      'access_control_list pass',
      'credential_list pass',
      'endpoint pass',
      'numbers pass',
      'propagation pass',
    ])
  })

  it('finds numbers one by one and by the hundred, and names the one that is not on the trunk', async () => {
    const missing = '+46701119999'
    const few = await at(changedAt + 61_000, { phoneNumbers: [missing] })
    const check = few.checks.find(({ key }) => key === 'numbers')
    expect(check).toMatchObject({ state: 'fail' })
    expect(check?.read).toContain(missing)
    const repeated = Array.from({ length: 40 }, () => wanted.phoneNumbers).flat()
    const many = await at(changedAt + 61_000, { phoneNumbers: repeated })
    expect(many.checks.find(({ key }) => key === 'numbers')).toMatchObject({ state: 'pass' })
    const both = await at(changedAt + 61_000, { phoneNumbers: [...repeated, missing] })
    expect(both.checks.find(({ key }) => key === 'numbers')?.read).toContain(missing)
  })

  it('reads the vendor and never its own memory', async () => {
    await api.control.clearRequests()
    await at(changedAt + 61_000)
    await at(changedAt + 61_000)
    const reads = (await api.control.requests()).filter(({ path }) =>
      path.includes(`/trunks/${wanted.trunkId}`),
    )
    expect(reads.length).toBeGreaterThanOrEqual(8)
    expect(reads.length % 2).toBe(0)
  })

  it('tells a trunk that is gone from one that cannot be read', async () => {
    const gone = await at(changedAt + 61_000, { trunkId: 'no-such-trunk' })
    expect(gone.state).toBe('fail')
    expect(gone.checks[0]).toMatchObject({ key: 'trunk', state: 'fail' })
    expect(gone.checks.find(({ key }) => key === 'endpoint')).toMatchObject({ state: 'unknown' })
    const late = await verifyTrunk(await api.project(), wanted, {
      now: changedAt + 61_000,
      deadline: performance.now() - 1,
    })
    expect(late.state).toBe('unknown')
    expect(late.checks[0]?.read).toMatch(/could not be read/)
  })
})
