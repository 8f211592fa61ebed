import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { trunkAccessControlLists } from '../lib/resources/links'
import { trunks } from '../lib/resources/trunks'
import { answersFor, uniqueName } from './onboarding-cases'
import { onboardingInProcess, requestOf } from './onboarding-in-process'
import { madeFor, nothing, oneOfEach } from './onboarding-made'

let api: Awaited<ReturnType<typeof onboardingInProcess>>
beforeAll(async () => {
  api = await onboardingInProcess()
})
afterEach(() => api.control.clearFaults())
afterAll(() => api.end())

describe('objects of others', () => {
  it('a host name of this project is said before anything is made, and the trunk stays byte for byte (A5)', async () => {
    const hostName = uniqueName('theirs')
    const trunkId = await api.makeElsewhere('trunks', { name: 'Theirs', hostName })
    const before = await api.vendor.collect(trunks, {})
    await api.control.clearRequests()
    const answers = { ...answersFor('A', uniqueName()), trunk: { use: 'new', name: 'Mine', hostName } }
    const refused = await api.post({ key: uniqueName(), answers })
    expect(refused.status).toBe(422)
    expect(refused.body.error.fields['trunk.hostName']).toMatch(/“Theirs”/)
    const writes = (await api.control.requests()).filter(
      ({ method, path }) => method !== 'GET' && path.startsWith('/v1/'),
    )
    expect(writes).toEqual([])
    const after = await api.vendor.collect(trunks, {})
    expect(after.items).toEqual(before.items)
    expect(after.items.some(({ id }) => id === trunkId)).toBe(true)
  })

  it('a host name of another customer stops at the first step, with nothing made (A5)', async () => {
    const name = uniqueName()
    const answers = { ...answersFor('A', name), trunk: { use: 'new', name, hostName: 'taken' } }
    const started = await api.post({ key: name, answers })
    const run = await api.settled(started.body.id)
    expect(run).toMatchObject({ state: 'stopped', error: expect.stringMatching(/unavailable/i) })
    expect(run.steps.map(({ state }: { state: string }) => state)).toEqual(['failed', 'waiting', 'waiting'])
    expect(await madeFor(api.vendor, name)).toEqual(nothing)
  })

  it('a number on another trunk is asked about, never taken; with leave it is moved, and undo puts it back (A5)', async () => {
    const other = await api.begin('B')
    await api.settled(other.id)
    const [number = ''] = other.numbers
    const otherTrunk = (await api.read(other.id)).trunkId
    const name = uniqueName()
    const asked = await api.post({ key: name, answers: answersFor('B', name, [number]) })
    expect(asked.status).toBe(422)
    expect(asked.body.error.fields['numbers.assign.0']).toMatch(/is used by the SIP trunk “Trunk /)
    expect(await madeFor(api.vendor, name)).toEqual(nothing)
    expect((await madeFor(api.vendor, other.name)).numbers).toEqual([number])

    const answers = answersFor('B', name)
    const numbers = { assign: [{ phoneNumber: number, mayLeave: [otherTrunk] }], rent: [] }
    const started = await api.post({ key: name, answers: { ...answers, numbers } })
    expect(await api.settled(started.body.id)).toMatchObject({ state: 'done' })
    expect((await madeFor(api.vendor, name)).numbers).toEqual([number])
    await api.undo(started.body.id)
    expect(await api.settled(started.body.id)).toMatchObject({ phase: 'undo', state: 'done' })
    expect(await madeFor(api.vendor, name)).toEqual(nothing)
    expect((await madeFor(api.vendor, other.name)).numbers).toEqual([number])
  })

  it('a number that is taken into use elsewhere after the check is left there', async () => {
    const other = await api.begin('B', { numbers: { assign: [], rent: [] } })
    await api.settled(other.id)
    const otherTrunk = (await api.read(other.id)).trunkId
    const number = api.takeNumber()
    await api.control.faults({ ...requestOf('endpoint'), fault: { kind: 'status', status: 400 } })
    const name = uniqueName()
    const started = await api.post({ key: name, answers: answersFor('B', name, [number]) })
    await api.settled(started.body.id)
    await api.control.clearFaults()
    await api.makeElsewhere('phoneNumbers', { phoneNumber: number, sipTrunkId: otherTrunk })
    await api.resume(started.body.id)
    expect(await api.settled(started.body.id)).toMatchObject({
      state: 'stopped',
      error: expect.stringMatching(/used elsewhere/),
    })
    expect((await madeFor(api.vendor, other.name)).numbers).toContain(number)
  })

  it('two lists that could be the run’s own are asked about; the person says which', async () => {
    const name = uniqueName()
    const create = requestOf('access-control-list')
    // Made, the answer lost, and the vendor away afterwards, so that the run is parked not knowing.
    await api.control.faults([
      { ...create, count: 1, fault: { kind: 'resetAfter' } },
      { method: 'GET', path: create.path, nth: 2, count: 9, fault: { kind: 'resetBefore' } },
    ])
    const started = await api.post({ key: name, answers: answersFor('A', name) })
    expect(await api.settled(started.body.id)).toMatchObject({ state: 'parked' })
    await api.control.clearFaults()
    const ipRanges = [
      { description: 'office', ipAddress: '198.51.100.16', range: 28 },
      { description: '', ipAddress: '198.51.100.9', range: 32 },
    ]
    const twin = await api.makeElsewhere('accessControlLists', {
      name: `${name} sources`,
      enabled: true,
      ipRanges,
    })
    await api.resume(started.body.id)
    const asking = await api.settled(started.body.id)
    expect(asking).toMatchObject({ state: 'stopped' })
    const step = asking.steps[1]
    expect(step).toMatchObject({ state: 'asking', candidates: expect.any(Array) })
    const ids: string[] = step.candidates.map(({ id }: { id: string }) => id)
    expect(ids).toHaveLength(2)
    const wrong = { decision: { seq: step.seq, adopt: 'something-else' } }
    expect((await api.resume(started.body.id, wrong)).status).toBe(422)
    const own = ids.find((id) => id !== twin) ?? ''
    expect((await api.resume(started.body.id, { decision: { seq: step.seq, adopt: own } })).status).toBe(202)
    expect(await api.settled(started.body.id)).toMatchObject({ state: 'done' })
    await api.undo(started.body.id)
    expect(await api.settled(started.body.id)).toMatchObject({ state: 'done' })
    // Of the two, only the run's own went.
    expect(await madeFor(api.vendor, name)).toMatchObject({ trunks: 0, accessControlLists: 1 })
  })

  it('what a colleague has put on the trunk is told before anything of the run is taken back', async () => {
    const { id, name, numbers } = await api.begin('C both')
    const { trunkId, steps } = await api.settled(id)
    const endpoint = { name: 'Theirs', address: '192.0.2.1', priority: 2 }
    const theirs = await api.makeElsewhere(`trunks/${trunkId}/endpoints`, endpoint)
    const listId = steps.find(({ key }: { key: string }) => key === 'access-control-list').objectId
    const second = await api.makeElsewhere('trunks', { name: 'Second', hostName: uniqueName('second') })
    await api.vendor.addLinks(trunkAccessControlLists, second, [listId])
    await api.undo(id)
    const stopped = await api.settled(id)
    expect(stopped).toMatchObject({ phase: 'undo', state: 'stopped' })
    expect(stopped.error).toMatch(
      /1 SIP endpoint that it has not put there.*linked to the SIP trunk “Second”/,
    )
    expect(await madeFor(api.vendor, name)).toEqual({ ...oneOfEach('C both', numbers), endpoints: 2 })
    await api.control.deleteObject('endpoints', theirs)
    await api.vendor.removeLink(trunkAccessControlLists, second, listId)
    await api.resume(id)
    expect(await api.settled(id)).toMatchObject({ phase: 'undo', state: 'done' })
    expect(await madeFor(api.vendor, name)).toEqual(nothing)
  })
})
