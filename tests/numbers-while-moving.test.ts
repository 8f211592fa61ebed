import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { GET as attention } from '../app/api/projects/[projectId]/attention/route'
import { GET as readJob } from '../app/api/projects/[projectId]/jobs/[jobId]/route'
import { POST as startJob } from '../app/api/projects/[projectId]/jobs/route'
import { GET as listNumbers } from '../app/api/projects/[projectId]/phoneNumbers/route'
import { GET as search } from '../app/api/projects/[projectId]/search/route'
import { GET as listTrunks } from '../app/api/projects/[projectId]/trunks/route'
import { forgetCollections } from '../lib/server/collections'
import { estClient } from '../lib/server/upstream'
import { routesInProcess } from './routes-in-process'

let api: Awaited<ReturnType<typeof routesInProcess>>
let trunkId = ''
beforeAll(async () => {
  process.env.SWEEP_CALLS_PER_SECOND = '0'
  api = await routesInProcess({ provisioningDelayMs: 50 })
  trunkId = await api.makeElsewhere('trunks', { name: 'Head office', hostName: 'moving' })
  await api.control.seed({ numbers: 60 })
})
afterEach(async () => {
  await api.control.clearFaults()
  await api.control.clock({ frozen: false })
})
afterAll(async () => {
  delete process.env.SWEEP_CALLS_PER_SECOND
  await api.end()
})

const list = async (query = '') => (await api.call(listNumbers, 'GET', {}, { search: query })).body
const phoneNumbers = async (): Promise<string[]> =>
  (await list('?pageSize=500')).items.map((one: { phoneNumber: string }) => one.phoneNumber)

/** How often the vendor was asked for a whole list since the log was cleared. */
async function readings(path: string): Promise<number> {
  const requests = await api.control.requests()
  return requests.filter(({ method, path: asked }) => method === 'GET' && asked.endsWith(path)).length
}

describe('while a number moves', () => {
  it('the lists are read again after ten times as long as that takes, and not for a search or for what needs attention', async () => {
    // On its way until the sandbox's clock goes on.
    await api.control.clock({ frozen: true })
    const client = await estClient(await api.project())
    const [moving = ''] = await phoneNumbers()
    const settings = { voiceConfiguration: { type: 'EST', trunkId } }
    await client.updateActiveNumber(moving, settings)
    await api.control.faults({ path: '**/phoneNumbers', fault: { kind: 'delay', ms: 400 } })
    forgetCollections('sandbox')
    expect((await list('?state=moving')).total).toBe(1)
    await api.control.clearRequests()
    await delay(2_500)
    await list()
    expect(await readings('/phoneNumbers')).toBe(0)
    await delay(2_500)
    await api.call(search, 'GET', {}, { search: '?q=12125550' })
    await api.call(attention, 'GET')
    expect(await readings('/phoneNumbers')).toBe(0)
    const { ageSeconds } = await list()
    expect(await readings('/phoneNumbers')).toBe(1)
    expect(ageSeconds).toBe(0)
  }, 20_000)
})

describe('a job that moves many numbers', () => {
  it('does not have the lists read again for each of them, leaves the trunks alone, and is seen whole when it is done', async () => {
    const wanted = await phoneNumbers()
    await api.call(listTrunks, 'GET')
    await api.control.clearRequests()
    const body = { kind: 'assign_numbers', trunkId, phoneNumbers: wanted }
    const { body: job } = await api.call(startJob, 'POST', {}, { body })
    const startedAt = performance.now()
    let onTrunk = 0
    for (let isDone = false; !isDone;) {
      const { counts } = (await api.call(readJob, 'GET', { jobId: job.id })).body
      isDone = counts.done === wanted.length
      // What a page does, and more often.
      onTrunk = (await list(`?trunkId=${trunkId}`)).total
      await api.call(listTrunks, 'GET')
      await delay(20)
    }
    expect(onTrunk).toBe(wanted.length)
    const seconds = (performance.now() - startedAt) / 1000
    // One at its first step, one every three seconds, and one for each of the eight that end together.
    expect(await readings('/phoneNumbers')).toBeLessThan(2 + seconds / 3 + 8)
    expect(await readings('/trunks')).toBe(0)
  }, 60_000)
})
