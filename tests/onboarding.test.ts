import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { POST as revealPasswords } from '../app/api/projects/[projectId]/onboarding/[runId]/passwords/route'
import { GET as verifyRun } from '../app/api/projects/[projectId]/onboarding/[runId]/verification/route'
import { GET as listRuns, POST as startRun } from '../app/api/projects/[projectId]/onboarding/route'
import { database } from '../lib/server/storage'
import { signedInAs, testDatabases } from '../lib/server/testing'
import { answersFor, cases, stepsOf, uniqueName } from './onboarding-cases'
import { onboardingInProcess } from './onboarding-in-process'
import { madeFor, oneOfEach } from './onboarding-made'

let api: Awaited<ReturnType<typeof onboardingInProcess>>

async function creations(): Promise<string[]> {
  const requests = await api.control.requests()
  return requests
    .filter(({ method, path }) => method === 'POST' && path.startsWith('/v1/'))
    .map(({ path }) => path.replace(/\/v1\/projects\/[^/]+/, '').replace(/\/trunks\/[^/]+/, '/trunks/*'))
}

describe.each(testDatabases)('a run on %s', (kind) => {
  beforeAll(async () => {
    api = await onboardingInProcess(60, kind)
  })
  afterEach(() => api.control.clearFaults())
  afterAll(() => api.end())

  it.each(cases)('of workflow %s makes one of each, in order, and is verified', async (which) => {
    await api.control.clearRequests()
    const { id, name, numbers } = await api.begin(which)
    const run = await api.settled(id)
    expect(run.error).toBeNull()
    expect(run).toMatchObject({ state: 'done', phase: 'forward', title: `Trunk ${name}` })
    const keys: string[] = run.steps.map(({ key }: { key: string }) => key.replace(/ \+.*/, ''))
    expect(keys).toEqual(stepsOf[which])
    expect(await madeFor(api.vendor, name)).toEqual(oneOfEach(which, numbers))
    const sent = await creations()
    expect(new Set(sent).size).toBe(sent.length)
    const { body } = await api.call(verifyRun, 'GET', { runId: id })
    // Lists and endpoints are still on their way to the edge; nothing of the configuration is wrong.
    expect(body.state, JSON.stringify(body.checks)).toBe('waiting')
    expect(body.secondsLeft).toBeGreaterThan(50)
    expect(body.checks.filter(({ state }: { state: string }) => state === 'fail')).toEqual([])
  })

  it('is recorded step by step, with the person, and without a password', async () => {
    const { id, name } = await api.begin('E')
    await api.settled(id)
    const { db } = await database()
    const rows = await db.selectFrom('audit').selectAll().where('requestId', '=', id).orderBy('seq').execute()
    expect(rows.map(({ action, outcome }) => `${action} ${outcome}`)).toEqual([
      'trunks.create ok',
      'credentialLists.create ok',
      'credentialLists.link ok',
    ])
    expect(new Set(rows.map(({ actorEmail }) => actorEmail))).toEqual(new Set(['admin@console.example']))
    const shown = await api.call(revealPasswords, 'POST', { runId: id })
    const [{ username, password }] = shown.body.credentials
    expect(username).toBe(`user-${name}`)
    for (const table of ['audit', 'onboardingRuns', 'onboardingSteps'] as const)
      expect(JSON.stringify(await db.selectFrom(table).selectAll().execute())).not.toContain(password)
  })

  it('shows its passwords to one person once, and keeps none', async () => {
    const { id } = await api.begin('D')
    expect((await api.call(revealPasswords, 'POST', { runId: id })).status).toBe(409)
    expect((await api.settled(id)).hasPasswords).toBe(true)
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => api.call(revealPasswords, 'POST', { runId: id })),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409])
    const shown = answers.find(({ status }) => status === 200)?.body.credentials
    expect(shown[0].password).toMatch(/^(?=.*[a-z])(?=.*[A-Z])(?=.*\d).{24}$/)
    expect((await api.read(id)).hasPasswords).toBe(false)
    const { db } = await database()
    const row = await db
      .selectFrom('onboardingRuns')
      .select('sealedPasswords')
      .where('id', '=', id)
      .executeTakeFirst()
    expect(row?.sealedPasswords).toBeNull()
  })

  it('is started once for one key, however often it is sent (A3)', async () => {
    const name = uniqueName()
    const body = { key: name, answers: answersFor('C both', name, [api.takeNumber()]) }
    const answers = await Promise.all(Array.from({ length: 50 }, () => api.post(body)))
    expect(answers.filter(({ status }) => status === 202)).toHaveLength(1)
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(49)
    expect(new Set(answers.map(({ body: run }) => run.id)).size).toBe(1)
    await api.settled(answers[0]?.body.id)
    const other = await api.post({ ...body, answers: answersFor('A', `${name}-b`) })
    expect(other.status).toBe(409)
    expect(await madeFor(api.vendor, `${name}-b`)).toMatchObject({ trunks: 0 })
    expect(await madeFor(api.vendor, name)).toMatchObject({ trunks: 1, accessControlLists: 1, endpoints: 1 })
  })

  it('can be read by a viewer, who can start none', async () => {
    const viewer = await signedInAs('viewer')
    const { id } = await api.begin('A')
    await api.settled(id)
    expect((await api.call(listRuns, 'GET', {}, { as: viewer })).body.runs[0]).toMatchObject({ id })
    const name = uniqueName()
    const refused = await api.call(
      startRun,
      'POST',
      {},
      { as: viewer, body: { key: name, answers: answersFor('A', name) } },
    )
    expect(refused.status).toBe(403)
    expect(await madeFor(api.vendor, name)).toMatchObject({ trunks: 0 })
  })

  it('uses a trunk and lists that are there, and makes nothing twice', async () => {
    const first = await api.begin('C both')
    const made = await api.settled(first.id)
    const idOf = (key: string) => made.steps.find((step: { key: string }) => step.key === key).objectId
    const existing = (key: string) => ({ use: 'existing', id: idOf(key), name: '' })
    const answers = {
      ...answersFor('C both', uniqueName(), [api.takeNumber()]),
      trunk: existing('trunk'),
      accessControlList: existing('access-control-list'),
      credentialList: existing('credential-list'),
    }
    const started = await api.post({ key: uniqueName(), answers })
    expect(started.status, started.text).toBe(202)
    const run = await api.settled(started.body.id)
    expect(run.steps.map(({ made: own }: { made: boolean }) => own)).toEqual([false, false, true, true])
    expect(await madeFor(api.vendor, first.name)).toMatchObject({
      trunks: 1,
      endpoints: 2,
      linkedAccessControlLists: 1,
      linkedCredentialLists: 1,
    })
    // Taking it back leaves alone what it has only used.
    await api.undo(started.body.id)
    expect(await api.settled(started.body.id)).toMatchObject({ state: 'done', phase: 'undo' })
    expect(await madeFor(api.vendor, first.name)).toEqual(oneOfEach('C both', first.numbers))
  })
})
