import { randomBytes } from 'node:crypto'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { startFixture, type Fixture } from '@/lib/est/sandbox-fixture'
import { accessControlLists } from '@/lib/resources/access-control-lists'
import { credentialLists } from '@/lib/resources/credential-lists'
import { endpoints } from '@/lib/resources/endpoints'
import { trunkAccessControlLists, trunkCredentialLists } from '@/lib/resources/links'
import { activeNumbers, phoneNumbers } from '@/lib/resources/phone-numbers'
import { trunks } from '@/lib/resources/trunks'
import { freshConsole, testDatabases } from '@/lib/server/testing'
import { database } from '@/lib/server/storage'
import { planDeletion, type Deletable } from './delete-plan'
import { runJob, type JobSurroundings, type StepPlace } from './job-runner'
import { createJob, findJob, jobProgress, type JobItem } from './job-store'
import { performStep } from './job-steps'

let fixture: Fixture
beforeAll(async () => {
  fixture = await startFixture({ seed: 20, provisioningDelayMs: 0 })
})
afterEach(() => fixture.sandbox.control.clearFaults())
afterAll(() => fixture.close())

const password = 'Correct-Horse-12-Battery'

/** A trunk with two endpoints, two access control lists, a credential list, and as many numbers. */
async function furnishedTrunk(numbers: number) {
  const { client } = fixture
  const word = `t${randomBytes(4).toString('hex')}`
  const trunk = await client.create(trunks, {}, trunks.input.parse({ name: word, hostName: word }))
  const acls = await Promise.all(
    ['198.51.100.1', '198.51.100.2'].map((ipAddress) =>
      client.create(
        accessControlLists,
        {},
        accessControlLists.input.parse({ name: `${word} ${ipAddress}`, ipRanges: [{ ipAddress }] }),
      ),
    ),
  )
  const list = await client.create(
    credentialLists,
    {},
    {
      name: word,
      credentials: [{ username: `user-${word}`, password }],
    },
  )
  await client.addLinks(
    trunkAccessControlLists,
    trunk.id,
    acls.map(({ id }) => id),
  )
  await client.addLinks(trunkCredentialLists, trunk.id, [list.id])
  const fixed = { isRegistered: false, name: 'fixed', address: '192.0.2.7', priority: 1 }
  const registering = { isRegistered: true, name: 'phone', credentialUsername: `user-${word}`, priority: 2 }
  for (const endpoint of [fixed, registering])
    await client.create(endpoints, { trunkId: trunk.id }, endpoints.input.parse(endpoint))
  const { items: rented } = await client.collect(activeNumbers, {})
  const free = rented
    .filter(({ voiceConfiguration }) => (voiceConfiguration?.trunkId ?? '') === '')
    .slice(0, numbers)
  for (const number of free) {
    const voiceConfiguration = { type: 'EST', trunkId: trunk.id }
    await client.replace(activeNumbers, { phoneNumber: number.phoneNumber }, { voiceConfiguration }, number)
  }
  await expect
    .poll(async () => (await client.collect(phoneNumbers, {}, { sipTrunkId: trunk.id })).items.length)
    .toBe(numbers)
  return { trunk, acls, list, numbers: free.map(({ phoneNumber }) => phoneNumber) }
}

type Furnished = Awaited<ReturnType<typeof furnishedTrunk>>

const objects: Record<Deletable, (made: Furnished) => string> = {
  trunks: ({ trunk }) => trunk.id,
  accessControlLists: ({ acls }) => acls[0]?.id ?? '',
  credentialLists: ({ list }) => list.id,
}
const lengths: Record<Deletable, number> = { trunks: 8, accessControlLists: 2, credentialLists: 3 }

/** Makes the vendor refuse the requests that carry out a step. */
async function refuse({ action, target }: { action: string; target: string }): Promise<void> {
  const fault = { kind: 'status', status: 400 } as const
  // From the project on: the link of a list ends like the list itself. A number can be taken off by either API.
  const paths =
    action === 'unassign_number'
      ? ([
          ['PATCH', `activeNumbers/*${target.replace(/\D/g, '')}`],
          ['POST', 'phoneNumbers'],
        ] as const)
      : ([['DELETE', target]] as const)
  await fixture.sandbox.control.faults(
    paths.map(([method, path]) => ({ method, path: `/v1/projects/*/${path}`, fault })),
  )
}

async function isGone(kind: Deletable, id: string): Promise<boolean> {
  const { client } = fixture
  const reading =
    kind === 'trunks'
      ? client.read(trunks, { trunkId: id })
      : kind === 'accessControlLists'
        ? client.read(accessControlLists, { accessControlListId: id })
        : client.read(credentialLists, { credentialListId: id })
  return await reading.then(
    () => false,
    (error: { code?: string }) => error.code === 'not_found',
  )
}

describe.each(testDatabases)('deletion by plan on %s', (kind) => {
  let around: JobSurroundings
  let end: () => Promise<void>
  beforeAll(async () => {
    const fresh = await freshConsole(kind)
    end = fresh.end
    const { db } = await database()
    const clock = { monotonic: () => performance.now(), sleep: async () => {} }
    around = {
      db,
      owner: 'test',
      now: Date.now,
      perform: (item, { remember }) => performStep(fixture.client, item, clock, remember),
      report: (error) => {
        throw error
      },
    }
  })
  afterAll(() => end())

  const manner = { parallel: 1, stopsAtFailure: true }
  const stored = async (id: string) => {
    const job = await findJob(around.db, 'sandbox', id)
    if (!job) throw new Error('the job is not stored')
    return job
  }
  const begin = async (items: Parameters<typeof createJob>[1]['items']) => {
    const actor = { id: 'u1', email: 'operator@console.example' }
    const job = { projectId: 'sandbox', kind: 'delete' as const, title: 'Delete', target: 'x', actor, items }
    return await stored(await createJob(around.db, job, Date.now()))
  }

  for (const object of ['trunks', 'accessControlLists', 'credentialLists'] as const)
    it.each(Array.from({ length: lengths[object] }, (_, k) => k))(
      `${object}: refused at step %i it stops, says so, and resumes to the end`,
      async (k) => {
        const made = await furnishedTrunk(object === 'trunks' ? 2 : 0)
        const id = objects[object](made)
        const plan = await planDeletion(fixture.client, object, id)
        expect(plan.steps).toHaveLength(lengths[object])
        const refused = plan.steps[k]
        if (!refused) throw new Error('the plan has no such step')
        await refuse(refused)
        const job = await begin(plan.steps)
        expect(await runJob(job, manner, around)).toBe('stopped')
        const stopped = await jobProgress(around.db, await stored(job.id), Date.now())
        expect(stopped).toMatchObject({ state: 'stopped', counts: { done: k, failed: 1 } })
        expect(stopped.items[k]).toMatchObject({ state: 'failed', target: refused.target })
        expect(stopped.items.slice(k + 1).every(({ state }) => state === 'waiting')).toBe(true)
        expect(await isGone(object, id)).toBe(false)

        await fixture.sandbox.control.clearFaults()
        expect(await runJob(job, { ...manner, retriesFailed: true }, around)).toBe('done')
        expect(await isGone(object, id)).toBe(true)
        const left = await Promise.all(
          made.numbers.map((phoneNumber) => fixture.client.read(activeNumbers, { phoneNumber })),
        )
        if (object === 'trunks')
          expect(left.map(({ voiceConfiguration }) => voiceConfiguration?.trunkId ?? '')).toEqual(['', ''])
      },
      30_000,
    )

  it('does a step again that a process left half done, and one that somebody else has done meanwhile', async () => {
    const made = await furnishedTrunk(2)
    const plan = await planDeletion(fixture.client, 'trunks', made.trunk.id)
    const job = await begin(plan.steps)
    const dying = {
      ...around,
      perform: async (item: JobItem, place: StepPlace) => {
        await around.perform(item, place)
        // Done at the vendor, and the process ends before it could note that.
        if (item.seq === 3) await new Promise(() => {})
      },
      now: () => Date.now() - 60_000,
      report: () => {},
    }
    void runJob(job, manner, dying)
    await expect
      .poll(async () => (await jobProgress(around.db, await stored(job.id), Date.now())).items[2]?.state)
      .toBe('doing')
    expect((await jobProgress(around.db, await stored(job.id), Date.now())).state).toBe('interrupted')
    const [first] = made.acls
    await fixture.client.removeLink(trunkAccessControlLists, made.trunk.id, first?.id ?? '')
    expect(await runJob(job, manner, around)).toBe('done')
    expect(await isGone('trunks', made.trunk.id)).toBe(true)
  }, 30_000)

  it('is run by one process at a time', async () => {
    const made = await furnishedTrunk(2)
    const plan = await planDeletion(fixture.client, 'trunks', made.trunk.id)
    const job = await begin(plan.steps)
    const performed: string[] = []
    const counting = (owner: string) => ({
      ...around,
      owner,
      perform: async (item: JobItem, place: StepPlace) => {
        performed.push(item.target)
        await around.perform(item, place)
      },
    })
    const outcomes = await Promise.all([
      runJob(job, manner, counting('one')),
      runJob(job, manner, counting('other')),
    ])
    expect(outcomes.sort()).toEqual(['busy', 'done'])
    expect(performed).toEqual(plan.steps.map(({ target }) => target))
  }, 30_000)
})
