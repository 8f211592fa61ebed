import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { PUT as changeRun } from '../app/api/projects/[projectId]/onboarding/[runId]/route'
import { signedInAs } from '../lib/server/testing'
import { cases, stepsOf, type Case } from './onboarding-cases'
import { onboardingInProcess, requestOf, reverseRequestOf } from './onboarding-in-process'
import { madeFor, nothing, oneOfEach } from './onboarding-made'

let api: Awaited<ReturnType<typeof onboardingInProcess>>
beforeAll(async () => {
  api = await onboardingInProcess(200)
})
afterEach(() => api.control.clearFaults())
afterAll(() => api.end())

const every = cases.flatMap((which) => stepsOf[which].map((step) => ({ which, step })))
const longest: Case = 'C both'

describe('a lost answer', () => {
  it.each(every)(
    'to $step of $which, three times in a row, makes nothing twice (A2)',
    async ({ which, step }) => {
      await api.control.faults({ ...requestOf(step), count: 3, fault: { kind: 'resetAfter' } })
      const { id, name, numbers } = await api.begin(which)
      const run = await api.settled(id)
      if (run.state === 'parked') await api.resume(id)
      expect(await api.settled(id)).toMatchObject({ state: 'done', error: null })
      expect(await madeFor(api.vendor, name)).toEqual(oneOfEach(which, numbers))
    },
  )
})

describe('a refusal', () => {
  it.each(every)(
    'of $step of $which stops the run; undo leaves nothing of it (A4)',
    async ({ which, step }) => {
      const status = { trunk: 409, endpoint: 403 }[step] ?? 400
      await api.control.faults({ ...requestOf(step), fault: { kind: 'status', status } })
      const { id, name } = await api.begin(which)
      const stopped = await api.settled(id)
      expect(stopped).toMatchObject({ state: 'stopped', error: expect.stringMatching(/request of a test/) })
      const at = stepsOf[which].indexOf(step)
      expect(stopped.steps.map(({ state }: { state: string }) => state)).toEqual(
        stepsOf[which].map((_, index) => (index < at ? 'done' : index === at ? 'failed' : 'waiting')),
      )
      await api.control.clearFaults()
      await api.control.clearRequests()
      expect((await api.undo(id)).status).toBe(202)
      expect(await api.settled(id)).toMatchObject({ phase: 'undo', state: 'done' })
      expect(await madeFor(api.vendor, name)).toEqual(nothing)
      const removed = (await api.control.requests()).filter(({ method }) => method === 'DELETE')
      expect(removed.at(-1)?.path ?? 'trunks/none').toMatch(/trunks\/[^/]+$/)
    },
  )

  it.each(stepsOf[longest])(
    'of taking %s back lists what is left, and a retry takes it (A4)',
    async (step) => {
      const { id, name } = await api.begin(longest)
      const done = await api.settled(id)
      const fault = { kind: 'status', status: 400 } as const
      await api.control.faults(reverseRequestOf(step).map((request) => ({ ...request, fault })))
      await api.undo(id)
      const stopped = await api.settled(id)
      expect(stopped).toMatchObject({ phase: 'undo', state: 'stopped' })
      const at = stepsOf[longest].indexOf(step)
      const states: string[] = stopped.steps.map(({ state }: { state: string }) => state)
      expect(states).toEqual(
        stepsOf[longest].map((_, index) => (index < at ? 'done' : index === at ? 'undoing' : 'undone')),
      )
      // What is left is named by its id.
      expect(stopped.steps[at].objectId).toBe(done.steps[at].objectId)
      expect(stopped.steps[at].error).toMatch(/request of a test/)
      await api.control.clearFaults()
      expect((await api.resume(id)).status).toBe(202)
      expect(await api.settled(id)).toMatchObject({ phase: 'undo', state: 'done' })
      expect(await madeFor(api.vendor, name)).toEqual(nothing)
    },
  )

  it('can be answered by another answer; what is made stays as it is', async () => {
    await api.control.faults({ ...requestOf('endpoint'), fault: { kind: 'status', status: 400 } })
    const { id, name, numbers, answers } = await api.begin('C digest')
    const stopped = await api.settled(id)
    await api.control.clearFaults()
    const put = (body: object, ifMatch: string = stopped.etag) =>
      api.call(changeRun, 'PUT', { runId: id }, { ifMatch, body: { answers: body } })
    expect((await put(answers, '"0"')).status).toBe(412)
    const another = { ...answers, trunk: { use: 'new', name: 'Another', hostName: `${name}-2` } }
    expect((await put(another)).body.error.message).toMatch(/is made already/)
    const bad = { ...answers, endpoint: { ...answers.endpoint, address: '300.1.1.1' } }
    expect((await put(bad)).body.error.fields).toHaveProperty(['endpoint.address'])
    const endpoint = { ...answers.endpoint, address: '203.0.113.99' }
    expect((await put({ ...answers, endpoint })).status).toBe(202)
    expect(await api.settled(id)).toMatchObject({ state: 'done' })
    expect(await madeFor(api.vendor, name)).toEqual(oneOfEach('C digest', numbers))
  })

  it('can be gone on with by another operator, who is named', async () => {
    await api.control.faults({ ...requestOf('access-control-list'), fault: { kind: 'status', status: 403 } })
    const { id, name } = await api.begin('A')
    await api.settled(id)
    await api.control.clearFaults()
    const as = await signedInAs('operator')
    const { POST } = await import('../app/api/projects/[projectId]/onboarding/[runId]/resume/route')
    expect((await api.call(POST, 'POST', { runId: id }, { as, body: {} })).status).toBe(202)
    expect(await api.settled(id)).toMatchObject({
      state: 'done',
      actorEmail: 'admin@console.example',
      lastActorEmail: 'operator@console.example',
    })
    expect(await madeFor(api.vendor, name)).toEqual(oneOfEach('A', []))
  })
})

describe('a vendor that is away in the middle', () => {
  it('parks the run, which goes on by itself once it is back', async () => {
    await api.control.faults({ ...requestOf('link-access-control-list'), fault: { kind: 'resetBefore' } })
    const { id, name } = await api.begin('A')
    const parked = await api.settled(id)
    expect(parked).toMatchObject({ state: 'parked', error: expect.any(String) })
    expect(Date.parse(parked.retryAt) - Date.now()).toBeLessThan(6_000)
    await api.control.clearFaults()
    await expect.poll(async () => (await api.read(id)).state, { timeout: 15_000 }).toBe('done')
    expect(await madeFor(api.vendor, name)).toEqual(oneOfEach('A', []))
  }, 30_000)

  it('parks an undo as well', async () => {
    const { id, name } = await api.begin('B')
    await api.settled(id)
    await api.control.faults(
      reverseRequestOf('endpoint').map((request) => ({
        ...request,
        fault: { kind: 'resetBefore' } as const,
      })),
    )
    await api.undo(id)
    expect(await api.settled(id)).toMatchObject({ phase: 'undo', state: 'parked' })
    await api.control.clearFaults()
    await api.resume(id)
    expect(await api.settled(id)).toMatchObject({ phase: 'undo', state: 'done' })
    expect(await madeFor(api.vendor, name)).toEqual(nothing)
  })
})
