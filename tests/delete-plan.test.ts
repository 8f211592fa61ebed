import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { GET as readAclPlan } from '../app/api/projects/[projectId]/accessControlLists/[accessControlListId]/deletePlan/route'
import { GET as readListPlan } from '../app/api/projects/[projectId]/credentialLists/[credentialListId]/deletePlan/route'
import { POST as startJob } from '../app/api/projects/[projectId]/jobs/route'
import { forgetCollections } from '../lib/server/collections'
import type { LoggedRequest } from '../sandbox/request-log'
import { routesInProcess } from './routes-in-process'

let api: Awaited<ReturnType<typeof routesInProcess>>
beforeAll(async () => {
  // Nothing is examined behind, as in the first minutes of a console with many trunks.
  process.env.SWEEP_CALLS_PER_SECOND = '0'
  api = await routesInProcess()
})
afterEach(async () => {
  await api.control.clearFaults()
  await api.control.reset()
  forgetCollections('sandbox')
})
afterAll(async () => {
  delete process.env.SWEEP_CALLS_PER_SECOND
  await api.end()
})

const trunk = (name: string) => api.makeElsewhere('trunks', { name, hostName: name })

async function trunks(count: number): Promise<string[]> {
  const made: string[] = []
  for (let at = 0; at < count; at += 1) made.push(await trunk(`trunk-${at}`))
  return made
}

const listOf = (username: string) =>
  api.makeElsewhere('credentialLists', {
    name: username,
    credentials: [{ username, password: 'Long-enough-pass-1' }],
  })

const registering = (trunkId: string, credentialUsername: string) =>
  api.makeElsewhere(`trunks/${trunkId}/endpoints`, {
    name: 'PBX',
    priority: 1,
    isRegistered: true,
    credentialUsername,
  })

const listPlan = async (credentialListId: string) =>
  (await api.call(readListPlan, 'GET', { credentialListId })).body

/** The most requests of one kind that were under way at the same time. */
function mostAtOnce(requests: readonly LoggedRequest[], ending: string): number {
  const spans = requests
    .filter(({ path }) => path.endsWith(ending))
    .map(({ startedAt, durationMs }) => ({ from: Date.parse(startedAt), ms: durationMs ?? 0 }))
  return Math.max(
    0,
    ...spans.map(
      ({ from }) => spans.filter((one) => one.from <= from && from < one.from + one.ms - 2).length,
    ),
  )
}

describe('the plan for deleting a credential list', () => {
  it('finds the endpoints of trunks that were not examined yet, linked or not', async () => {
    const [linked = '', other = ''] = await trunks(3)
    const list = await listOf('plan-user')
    await api.makeElsewhere(`trunks/${linked}/credentialLists`, { credentialListIds: [list] })
    for (const trunkId of [linked, other]) await registering(trunkId, 'plan-user')
    const plan = await listPlan(list)
    expect(plan).toMatchObject({ counts: { endpoints: 2, links: 1 }, unexamined: 0 })
  })

  it('says of how many trunks it does not know, and is not the same plan as one that knows', async () => {
    const ids = await trunks(53)
    const list = await listOf('plan-user')
    const last = ids.at(-1) ?? ''
    await api.makeElsewhere(`trunks/${last}/credentialLists`, { credentialListIds: [list] })
    await registering(last, 'plan-user')
    await api.control.clearRequests()
    await api.control.faults({ method: 'GET', path: '**/endpoints', fault: { kind: 'delay', ms: 20 } })
    const plan = await listPlan(list)
    // The linked one is among the fifty that were read.
    expect(plan).toMatchObject({ counts: { endpoints: 1, links: 1 }, unexamined: 3 })
    const requests = await api.control.requests()
    expect(mostAtOnce(requests, '/endpoints')).toBeLessThanOrEqual(4)
    for (const id of ids.slice(0, 3)) await api.control.deleteObject('trunks', id)
    forgetCollections('sandbox')
    const whole = await listPlan(list)
    expect(whole).toMatchObject({ steps: plan.steps, unexamined: 0 })
    expect(whole.digest).not.toBe(plan.digest)
  })
})

describe('the calls that a plan mentions', () => {
  async function linkedAcl(count: number): Promise<string> {
    const ipRanges = [{ ipAddress: '192.0.2.1', range: 32 }]
    const acl = await api.makeElsewhere('accessControlLists', { name: 'Shared', enabled: true, ipRanges })
    for (const trunkId of await trunks(count))
      await api.makeElsewhere(`trunks/${trunkId}/accessControlLists`, { accessControlListIds: [acl] })
    return acl
  }
  const callQuestions = async () =>
    (await api.control.requests()).filter(({ path }) => path.endsWith('/calls'))

  it('are counted four trunks at a time when the plan is shown, and not again when it is confirmed', async () => {
    const acl = await linkedAcl(12)
    await api.control.faults({ method: 'GET', path: '**/calls', fault: { kind: 'delay', ms: 60 } })
    await api.control.clearRequests()
    const { body: plan } = await api.call(readAclPlan, 'GET', { accessControlListId: acl })
    expect(plan.counts.recentCalls).toBe(0)
    const asked = await callQuestions()
    expect(asked).toHaveLength(12)
    expect(mostAtOnce(asked, '/calls')).toBeLessThanOrEqual(4)
    await api.control.clearRequests()
    const body = { kind: 'delete', object: 'accessControlLists', id: acl, digest: plan.digest }
    expect((await api.call(startJob, 'POST', {}, { body })).status).toBe(202)
    expect(await callQuestions()).toEqual([])
  })

  it('are not counted for more than fifty trunks', async () => {
    const acl = await linkedAcl(51)
    await api.control.clearRequests()
    const { body: plan } = await api.call(readAclPlan, 'GET', { accessControlListId: acl })
    expect(plan.counts).toMatchObject({ links: 51, recentCalls: null })
    expect(await callQuestions()).toEqual([])
  })
})
