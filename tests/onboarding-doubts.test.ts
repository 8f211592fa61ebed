import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { setTimeout as delay } from 'node:timers/promises'
import { PUT as changeRun } from '../app/api/projects/[projectId]/onboarding/[runId]/route'
import { lookForRuns } from '../lib/server/onboarding-runner'
import { database } from '../lib/server/storage'
import { answersFor, uniqueName } from './onboarding-cases'
import { onboardingInProcess, requestOf } from './onboarding-in-process'
import { madeFor, nothing, oneOfEach } from './onboarding-made'

let api: Awaited<ReturnType<typeof onboardingInProcess>>
beforeAll(async () => {
  api = await onboardingInProcess(120)
})
afterEach(() => api.control.clearFaults())
afterAll(() => api.end())

describe('a step of which nobody knows', () => {
  it('is not taken for refused because looking for it was refused, and undo finds it', async () => {
    const { method, path } = requestOf('trunk')
    const name = uniqueName()
    await api.control.faults([
      { method, path, count: 1, fault: { kind: 'resetAfter' } },
      { method: 'GET', path, nth: 2, count: 20, fault: { kind: 'resetBefore' } },
    ])
    const { body } = await api.post({ key: name, answers: answersFor('A', name) })
    expect(await api.settled(body.id)).toMatchObject({ state: 'parked' })
    await api.control.clearFaults()
    await api.control.faults({ method: 'GET', path, fault: { kind: 'status', status: 403 } })
    await api.resume(body.id)
    const stopped = await api.settled(body.id)
    expect(stopped.state).toBe('stopped')
    expect(stopped.steps[0].state).toBe('doing')
    await api.control.clearFaults()
    await api.undo(body.id)
    expect(await api.settled(body.id)).toMatchObject({ phase: 'undo', state: 'done' })
    expect(await madeFor(api.vendor, name)).toEqual(nothing)
  })

  it('is a number that was moved although reading it back was refused; undo puts it back', async () => {
    const { path } = requestOf('assign')
    await api.control.faults({
      method: 'GET',
      path,
      nth: 2,
      count: 20,
      fault: { kind: 'status', status: 403 },
    })
    const { id, name } = await api.begin('B')
    const stopped = await api.settled(id)
    expect(stopped.steps.at(-1).state).toBe('doing')
    await api.control.clearFaults()
    await api.undo(id)
    expect(await api.settled(id)).toMatchObject({ phase: 'undo', state: 'done' })
    expect(await madeFor(api.vendor, name)).toEqual(nothing)
  })

  it('was refused, and somebody else has made the like since: that is asked about and never taken', async () => {
    const name = uniqueName()
    await api.control.faults({ ...requestOf('trunk'), fault: { kind: 'status', status: 400 } })
    const { body } = await api.post({ key: name, answers: answersFor('A', name) })
    await api.settled(body.id)
    await api.control.clearFaults()
    await api.makeElsewhere('trunks', { name: `Trunk ${name}`, hostName: name })
    await api.resume(body.id)
    const asking = await api.settled(body.id)
    expect(asking.steps[0]).toMatchObject({ state: 'asking' })
    await api.resume(body.id, { decision: { seq: 1, adopt: null } })
    // The host name is taken now, so the vendor refuses; undo leaves the other's trunk alone.
    expect(await api.settled(body.id)).toMatchObject({ state: 'stopped' })
    await api.undo(body.id)
    await api.settled(body.id)
    expect(await madeFor(api.vendor, name)).toMatchObject({ trunks: 1 })
  })
})

it('a refused step that is tried again is made, also where the vendor does not say what it has made', async () => {
  await api.control.dialect({ preset: 'flipped' })
  try {
    await api.control.faults({ ...requestOf('endpoint'), fault: { kind: 'status', status: 400 } })
    const { id, name, numbers } = await api.begin('B')
    await api.settled(id)
    await api.control.clearFaults()
    await api.resume(id)
    expect(await api.settled(id)).toMatchObject({ state: 'done' })
    expect(await madeFor(api.vendor, name)).toEqual(oneOfEach('B', numbers))
  } finally {
    await api.control.dialect({ preset: 'default' })
  }
})

describe('a number that cannot go back', () => {
  it.each(['its trunk is gone', 'it was cancelled'])('because %s does not hold up the undo', async (why) => {
    const other = await api.begin('B')
    const [number = ''] = other.numbers
    const { trunkId: before } = await api.settled(other.id)
    const name = uniqueName()
    const numbers = { assign: [{ phoneNumber: number, mayLeave: [before] }], rent: [] }
    const { body } = await api.post({ key: name, answers: { ...answersFor('B', name), numbers } })
    expect(await api.settled(body.id)).toMatchObject({ state: 'done' })
    if (why === 'it was cancelled') {
      await api.control.deleteObject('phoneNumbers', number)
      await api.control.deleteObject('activeNumbers', number)
    } else await api.control.deleteObject('trunks', before)
    await api.undo(body.id)
    expect(await api.settled(body.id)).toMatchObject({ phase: 'undo', state: 'done' })
    expect(await madeFor(api.vendor, name)).toEqual(nothing)
  })
})

describe('a decision', () => {
  it('that comes between the claim of a run and its start is not swallowed', async () => {
    await api.control.faults({ ...requestOf('endpoint'), fault: { kind: 'resetBefore' } })
    const { id, name } = await api.begin('B')
    await api.settled(id)
    await api.control.clearFaults()
    const { db } = await database()
    // As often as it takes to meet the moment: whichever comes first, the run ends taken back.
    await db.updateTable('onboardingRuns').set({ retryAt: 0 }).where('id', '=', id).execute()
    lookForRuns()
    const undone = await api.undo(id)
    if (undone.status !== 202) {
      await api.settled(id)
      expect((await api.undo(id)).status).toBe(202)
    }
    expect(await api.settled(id)).toMatchObject({ phase: 'undo', state: 'done' })
    expect(await madeFor(api.vendor, name)).toEqual(nothing)
  })

  it('about a number that is no longer for sale leaves the one that was rented alone', async () => {
    const sale = await api.vendor.searchAvailableNumbers({ regionCode: 'US', type: 'LOCAL', size: 2 })
    const rent = sale.map(({ phoneNumber, monthlyPrice, setupPrice }) => ({
      phoneNumber,
      monthlyPrice,
      setupPrice,
    }))
    const [first, second] = rent
    const digits = second?.phoneNumber.replace('+', '') ?? ''
    await api.control.faults({
      method: 'POST',
      path: `/v1/projects/*/availableNumbers/*${digits}*`,
      fault: { kind: 'status', status: 400 },
    })
    const { id, name, answers } = await api.begin('B', { numbers: { assign: [], rent } })
    const stopped = await api.settled(id)
    expect(stopped.state).toBe('stopped')
    await api.control.clearFaults()
    const without = { ...answers, numbers: { assign: [], rent: [first] } }
    const changed = await api.call(
      changeRun,
      'PUT',
      { runId: id },
      { ifMatch: stopped.etag, body: { answers: without } },
    )
    expect(changed.status, changed.text).toBe(202)
    expect(await api.settled(id)).toMatchObject({ state: 'done' })
    expect(await madeFor(api.vendor, name)).toEqual(oneOfEach('B', [first?.phoneNumber ?? '']))
  })
})

it('a database that can be read and not written does not keep the console busy (A28)', async () => {
  const { db } = await database()
  await api.control.faults({ ...requestOf('trunk'), fault: { kind: 'resetBefore' } })
  const { id, name } = await api.begin('A')
  await api.settled(id)
  await api.control.clearFaults()
  await sql`create trigger refuse_leases before update on leases begin select raise(abort, 'disk full'); end`.execute(
    db,
  )
  try {
    await db
      .updateTable('onboardingRuns')
      .set({ state: 'running', retryAt: null })
      .where('id', '=', id)
      .execute()
    lookForRuns()
    const began = performance.now()
    await delay(100)
    expect(performance.now() - began).toBeLessThan(1_000)
  } finally {
    await sql`drop trigger refuse_leases`.execute(db)
  }
  await expect.poll(async () => (await api.read(id)).state, { timeout: 10_000 }).toBe('done')
  expect(await madeFor(api.vendor, name)).toEqual(oneOfEach('A', []))
})
