import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { POST as resumeJob } from '../app/api/projects/[projectId]/jobs/[jobId]/resume/route'
import { GET as readJob } from '../app/api/projects/[projectId]/jobs/[jobId]/route'
import { GET as listJobs, POST as startJob } from '../app/api/projects/[projectId]/jobs/route'
import { GET as readPlan } from '../app/api/projects/[projectId]/trunks/[trunkId]/deletePlan/route'
import { GET as readTrunk } from '../app/api/projects/[projectId]/trunks/[trunkId]/route'
import { database } from '../lib/server/storage'
import { routesInProcess } from './routes-in-process'

let api: Awaited<ReturnType<typeof routesInProcess>>
beforeAll(async () => {
  api = await routesInProcess()
})
afterEach(() => api.control.clearFaults())
afterAll(() => api.end())

async function trunkWithEndpoint(hostName: string): Promise<string> {
  const trunkId = await api.makeElsewhere('trunks', { name: hostName, hostName })
  await addEndpoint(trunkId, 'first')
  return trunkId
}

async function addEndpoint(trunkId: string, name: string): Promise<void> {
  await api.makeElsewhere(`trunks/${trunkId}/endpoints`, { name, address: '192.0.2.1', priority: 1 })
}

const start = (body: object) => api.call(startJob, 'POST', {}, { body })

async function ended(jobId: string) {
  const read = async () => (await api.call(readJob, 'GET', { jobId })).body
  await expect.poll(async () => (await read()).state, { timeout: 10_000 }).not.toBe('running')
  return await read()
}

describe('jobs', () => {
  it('delete a trunk as the plan that was confirmed says, each step with its audit row', async () => {
    const trunkId = await trunkWithEndpoint('by-plan')
    const { body: plan } = await api.call(readPlan, 'GET', { trunkId })
    expect(plan.counts).toMatchObject({ endpoints: 1, numbers: 0, links: 0, recentCalls: 0 })
    const started = await start({ kind: 'delete', object: 'trunks', id: trunkId, digest: plan.digest })
    expect(started.status).toBe(202)
    expect(await ended(started.body.id)).toMatchObject({ state: 'done', counts: { done: 2, failed: 0 } })
    expect((await api.call(readTrunk, 'GET', { trunkId })).status).toBe(404)
    const { db } = await database()
    const rows = await db
      .selectFrom('audit')
      .select(['action', 'outcome', 'actorEmail', 'before'])
      .where('target', 'like', `${trunkId}%`)
      .orderBy('seq')
      .execute()
    const actorEmail = 'admin@console.example'
    expect(rows).toMatchObject([
      { action: 'endpoints.delete', outcome: 'ok', actorEmail, before: '{"name":"first"}' },
      { action: 'trunks.delete', outcome: 'ok', actorEmail },
    ])
  })

  it('are begun once for one deletion, however often it is asked for', async () => {
    const trunkId = await trunkWithEndpoint('pressed-twice')
    await addEndpoint(trunkId, 'second')
    const { body: plan } = await api.call(readPlan, 'GET', { trunkId })
    const body = { kind: 'delete', object: 'trunks', id: trunkId, digest: plan.digest }
    await api.control.faults({
      method: 'DELETE',
      count: 1,
      path: '**/endpoints/*',
      fault: { kind: 'delay', ms: 500 },
    })
    const [first, second] = await Promise.all([start(body), start(body)])
    expect(first.status).toBe(202)
    expect(second.body.id).toBe(first.body.id)
    expect(await ended(first.body.id)).toMatchObject({ state: 'done', counts: { done: 3, failed: 0 } })
  })

  it('do nothing when something was attached since the plan was shown, and hand over the new plan', async () => {
    const trunkId = await trunkWithEndpoint('moved-on')
    const { body: plan } = await api.call(readPlan, 'GET', { trunkId })
    await addEndpoint(trunkId, 'second')
    const refused = await start({ kind: 'delete', object: 'trunks', id: trunkId, digest: plan.digest })
    expect(refused).toMatchObject({
      status: 412,
      body: { error: { code: 'changed_meanwhile', current: { counts: { endpoints: 2 } } } },
    })
    expect((await api.call(readTrunk, 'GET', { trunkId })).status).toBe(200)
  })

  it('stop at a refusal in the vendor’s words, and go on from there after a restart', async () => {
    const trunkId = await trunkWithEndpoint('resumed')
    const { body: plan } = await api.call(readPlan, 'GET', { trunkId })
    await api.control.faults({
      method: 'DELETE',
      path: `**/trunks/${trunkId}`,
      fault: { kind: 'body', status: 400, body: '{"message":"Cannot delete it today"}' },
    })
    const { body: job } = await start({ kind: 'delete', object: 'trunks', id: trunkId, digest: plan.digest })
    const stopped = await ended(job.id)
    expect(stopped).toMatchObject({ state: 'stopped', counts: { done: 1, failed: 1 } })
    expect(stopped.error).toContain('Cannot delete it today')
    await api.control.clearFaults()
    expect((await api.call(resumeJob, 'POST', { jobId: job.id })).status).toBe(202)
    expect(await ended(job.id)).toMatchObject({ state: 'done', error: null, counts: { done: 2 } })
    expect((await api.call(listJobs, 'GET')).body.items).toContainEqual(
      expect.objectContaining({ id: job.id, state: 'done', target: `trunks/${trunkId}`, items: [] }),
    )
  })

  it('do not go on after their project was removed and added again', async () => {
    const trunkId = await trunkWithEndpoint('older-project')
    const { body: plan } = await api.call(readPlan, 'GET', { trunkId })
    const fault = { kind: 'status', status: 400 } as const
    await api.control.faults({ method: 'DELETE', path: `**/trunks/${trunkId}`, fault })
    const { body: job } = await start({ kind: 'delete', object: 'trunks', id: trunkId, digest: plan.digest })
    expect(await ended(job.id)).toMatchObject({ state: 'stopped' })
    await api.control.clearFaults()
    const { db } = await database()
    const { createdAt } = await api.project()
    await db
      .updateTable('projects')
      .set({ createdAt: Date.now() + 1 })
      .execute()
    await api.control.clearRequests()
    const refused = await api.call(resumeJob, 'POST', { jobId: job.id })
    expect(refused.status).toBe(409)
    expect(refused.body.error.message).toContain('removed and added again')
    expect((await api.control.requests()).filter(({ method }) => method === 'DELETE')).toEqual([])
    await db.updateTable('projects').set({ createdAt }).execute()
    expect((await api.call(resumeJob, 'POST', { jobId: job.id })).status).toBe(202)
    expect(await ended(job.id)).toMatchObject({ state: 'done' })
  })

  it('try every number, say for each what came of it, and retry only what failed', async () => {
    const trunkId = await api.makeElsewhere('trunks', { name: 'numbers', hostName: 'job-numbers' })
    await api.control.seed({ numbers: 6 })
    const requests = await api.call(readPlan, 'GET', { trunkId })
    expect(requests.status).toBe(200)
    const unknown = '+15005550000'
    const { body: job } = await start({ kind: 'assign_numbers', trunkId, phoneNumbers: [unknown, unknown] })
    const done = await ended(job.id)
    expect(done).toMatchObject({ state: 'done', counts: { done: 0, failed: 1 } })
    expect(done.items[0].error).toBe(`${unknown} is not a number of this project.`)
  })

  it.each([
    [{ kind: 'assign_numbers', trunkId: 'x', phoneNumbers: ['12'] }, /E\.164/],
    [{ kind: 'assign_numbers', trunkId: 'x', phoneNumbers: [] }, /at least one number/],
    [{ kind: 'delete', object: 'projects', id: 'x', digest: 'x' }, /object/],
    [{ kind: 'sweep' }, /kind/],
  ])('refuse what they cannot do: %j', async (body, words) => {
    const refused = await start(body)
    expect(refused.status).toBe(422)
    expect(JSON.stringify(refused.body)).toMatch(words)
  })

  it('are not found in another project, nor when they never were', async () => {
    expect((await api.call(readJob, 'GET', { jobId: 'none' })).status).toBe(404)
    expect((await api.call(resumeJob, 'POST', { jobId: 'none' })).status).toBe(404)
  })
})
