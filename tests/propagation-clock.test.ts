import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  DELETE as removeRange,
  PUT as changeRange,
} from '../app/api/projects/[projectId]/accessControlLists/[accessControlListId]/ipRanges/[ipRangeId]/route'
import {
  GET as readRanges,
  POST as addRange,
} from '../app/api/projects/[projectId]/accessControlLists/[accessControlListId]/ipRanges/route'
import {
  GET as readAcl,
  PUT as changeAcl,
} from '../app/api/projects/[projectId]/accessControlLists/[accessControlListId]/route'
import { POST as makeAcl } from '../app/api/projects/[projectId]/accessControlLists/route'
import {
  GET as readCredentialList,
  PUT as renameCredentialList,
} from '../app/api/projects/[projectId]/credentialLists/[credentialListId]/route'
import { GET as readPropagation } from '../app/api/projects/[projectId]/propagation/route'
import { DELETE as unlinkAcl } from '../app/api/projects/[projectId]/trunks/[trunkId]/accessControlLists/[accessControlListId]/route'
import { POST as linkAcls } from '../app/api/projects/[projectId]/trunks/[trunkId]/accessControlLists/route'
import { POST as linkLists } from '../app/api/projects/[projectId]/trunks/[trunkId]/credentialLists/route'
import {
  DELETE as deleteEndpoint,
  PUT as changeEndpoint,
} from '../app/api/projects/[projectId]/trunks/[trunkId]/endpoints/[endpointId]/route'
import { POST as makeEndpoint } from '../app/api/projects/[projectId]/trunks/[trunkId]/endpoints/route'
import { PUT as changeTrunk, GET as readTrunk } from '../app/api/projects/[projectId]/trunks/[trunkId]/route'
import { markPropagating, readPropagating } from '../lib/server/propagation'
import { database } from '../lib/server/storage'
import { routesInProcess } from './routes-in-process'

let api: Awaited<ReturnType<typeof routesInProcess>>
beforeAll(async () => {
  api = await routesInProcess()
})
afterAll(() => api.end())

let count = 0
const makeTrunk = () => {
  count += 1
  return api.makeElsewhere('trunks', { name: `Trunk ${count}`, hostName: `links-${count}` })
}
const makeList = (name: string) =>
  api.makeElsewhere('accessControlLists', {
    name,
    enabled: true,
    ipRanges: [{ description: '', ipAddress: '192.0.2.1', range: 32 }],
  })
const makeUsers = (name: string, username: string) =>
  api.makeElsewhere('credentialLists', {
    name,
    credentials: [{ username, password: 'A-long-password-1' }],
  })
const link = (trunkId: string, ...accessControlListIds: string[]) =>
  api.call(linkAcls, 'POST', { trunkId }, { body: { accessControlListIds } })

interface Row {
  trunkId: string
  reason: string
  secondsLeft: number
}

/** The reasons by trunk; a mark is told from an earlier one by clearing the table. */
async function marks(): Promise<Record<string, string>> {
  const { body } = await api.call(readPropagation, 'GET')
  return Object.fromEntries(body.items.map(({ trunkId, reason }: Row) => [trunkId, reason]))
}
async function noMarks() {
  const { db } = await database()
  await db.deleteFrom('propagation').execute()
}

describe('the propagation clock', () => {
  it('starts for the trunk of a link, with what was linked and a minute to go', async () => {
    const trunkId = await makeTrunk()
    await noMarks()
    await link(trunkId, await makeList('Offices'))
    const { body } = await api.call(readPropagation, 'GET')
    expect(body.items).toMatchObject([{ trunkId, reason: 'Access control list “Offices” was linked' }])
    expect(body.items[0].secondsLeft).toBeGreaterThan(55)
    expect(body.items[0].secondsLeft).toBeLessThanOrEqual(60)
  })

  it('counts for a minute and begins anew with the next change', async () => {
    const trunkId = await makeTrunk()
    await noMarks()
    const project = await api.project()
    const at = 1_800_000_000_000
    await markPropagating(project, [trunkId], 'First', at)
    expect(await readPropagating(project, at + 18_000)).toMatchObject([{ trunkId, secondsLeft: 42 }])
    await markPropagating(project, [trunkId], 'Second', at + 50_000)
    const late = await readPropagating(project, at + 59_999)
    expect(late).toMatchObject([{ reason: 'Second', secondsLeft: 51 }])
    expect(await readPropagating(project, at + 109_999)).toMatchObject([{ secondsLeft: 1 }])
    expect(await readPropagating(project, at + 110_000)).toEqual([])
  })

  it('starts for endpoints that are added, changed and removed, not for an edit that changes nothing', async () => {
    const trunkId = await makeTrunk()
    await noMarks()
    const input = { isRegistered: false, name: 'Door', address: '192.0.2.7', priority: 1 }
    const made = await api.call(makeEndpoint, 'POST', { trunkId }, { body: input })
    expect(await marks()).toEqual({ [trunkId]: 'SIP endpoint “Door” was added' })
    await noMarks()
    const params = { trunkId, endpointId: made.body.id }
    let ifMatch = made.headers.get('etag') ?? ''
    await api.call(changeEndpoint, 'PUT', params, { body: input, ifMatch })
    expect(await marks()).toEqual({})
    const changed = await api.call(changeEndpoint, 'PUT', params, { body: { priority: 2 }, ifMatch })
    expect(await marks()).toEqual({ [trunkId]: 'SIP endpoint “Door” was changed' })
    await noMarks()
    ifMatch = changed.headers.get('etag') ?? ''
    expect((await api.call(deleteEndpoint, 'DELETE', params, { ifMatch: '"stale"' })).status).toBe(412)
    expect(await marks()).toEqual({})
    await api.call(deleteEndpoint, 'DELETE', params, { ifMatch })
    expect(await marks()).toEqual({ [trunkId]: 'SIP endpoint “Door” was removed' })
  })

  it('starts on every trunk that uses a list when the list or a range of it changes, and on no other', async () => {
    const [one, two, other] = [await makeTrunk(), await makeTrunk(), await makeTrunk()]
    const accessControlListId = await makeList('Shared')
    await link(one, accessControlListId)
    await link(two, accessControlListId)
    await noMarks()
    const params = { accessControlListId }
    const read = await api.call(readAcl, 'GET', params)
    const ifMatch = read.headers.get('etag') ?? ''
    await api.call(changeAcl, 'PUT', params, { body: { enabled: false }, ifMatch })
    const reason = 'Access control list “Shared” was changed'
    expect(await marks()).toEqual({ [one]: reason, [two]: reason })
    expect(await marks()).not.toHaveProperty(other)

    await noMarks()
    const range = { description: 'Gateways', ipAddress: '198.51.100.8', range: 29 }
    await api.control.clearRequests()
    for (let step = 0; step < 3; step += 1)
      await api.call(addRange, 'POST', params, { body: { ...range, ipAddress: `198.51.100.${8 * step}` } })
    expect(Object.keys(await marks()).sort()).toEqual([one, two].sort())
    // Which trunks use the list is asked at most once for all of them.
    const asked = (await api.control.requests()).filter(({ path }) => path.endsWith('/trunks'))
    expect(asked.length).toBeLessThanOrEqual(1)

    const { items } = (await api.call(readRanges, 'GET', params)).body
    const { id: ipRangeId, etag } = items.find(
      ({ ipAddress }: { ipAddress: string }) => ipAddress === '198.51.100.8',
    )
    await noMarks()
    const changed = await api.call(
      changeRange,
      'PUT',
      { ...params, ipRangeId },
      { body: { range: 30 }, ifMatch: etag },
    )
    expect((await marks())[one]).toBe('IP range “198.51.100.8/30” was changed')
    await noMarks()
    const latest = changed.headers.get('etag') ?? ''
    await api.call(removeRange, 'DELETE', { ...params, ipRangeId }, { ifMatch: latest })
    expect((await marks())[two]).toBe('IP range “198.51.100.8/30” was removed')
  })

  it('starts where the list was linked a moment ago and stops where it was unlinked', async () => {
    const [one, two] = [await makeTrunk(), await makeTrunk()]
    const accessControlListId = await makeList('Moving')
    await link(one, accessControlListId)
    const params = { accessControlListId }
    const rename = async (name: string) => {
      await noMarks()
      const read = await api.call(readAcl, 'GET', params)
      await api.call(changeAcl, 'PUT', params, { body: { name }, ifMatch: read.headers.get('etag') ?? '' })
      return Object.keys(await marks())
    }
    expect(await rename('Moving on')).toEqual([one])
    await api.call(unlinkAcl, 'DELETE', { trunkId: one, ...params })
    await link(two, accessControlListId)
    expect(await rename('Moved')).toEqual([two])
  })

  it('starts for credential lists, not for a new list or a trunk’s own fields', async () => {
    const trunkId = await makeTrunk()
    const credentialListId = await makeUsers('Desks', 'desk-1')
    await api.call(linkLists, 'POST', { trunkId }, { body: { credentialListIds: [credentialListId] } })
    await noMarks()
    const read = await api.call(readCredentialList, 'GET', { credentialListId })
    const ifMatch = read.headers.get('etag') ?? ''
    await api.call(renameCredentialList, 'PUT', { credentialListId }, { body: { name: 'Benches' }, ifMatch })
    expect(await marks()).toEqual({ [trunkId]: 'Credential list “Benches” was changed' })
    await noMarks()
    const ipRanges = [{ ipAddress: '192.0.2.3' }]
    expect((await api.call(makeAcl, 'POST', {}, { body: { name: 'New', ipRanges } })).status).toBe(201)
    const trunk = await api.call(readTrunk, 'GET', { trunkId })
    const options = { body: { name: 'Renamed' }, ifMatch: trunk.headers.get('etag') ?? '' }
    expect((await api.call(changeTrunk, 'PUT', { trunkId }, options)).status).toBe(200)
    expect(await marks()).toEqual({})
  })

  it('never fails the write: when the trunks of a list cannot be read, the change is saved all the same', async () => {
    const trunkId = await makeTrunk()
    const accessControlListId = await makeList('Unlucky')
    await link(trunkId, accessControlListId)
    await noMarks()
    await api.control.faults({
      method: 'GET',
      path: '**/accessControlLists/*/trunks',
      fault: { kind: 'status', status: 500 },
    })
    const params = { accessControlListId }
    const range = { description: '', ipAddress: '198.51.100.77', range: 32 }
    expect((await api.call(addRange, 'POST', params, { body: range })).status).toBe(201)
    expect(await marks()).toEqual({})
    await api.control.clearFaults()
  })
})
