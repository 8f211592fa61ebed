import { afterEach, expect, it, vi } from 'vitest'
import { trunks } from '@/lib/resources/trunks'
import { startSandbox } from '@/sandbox/testing'
import { endpointsChanged, examinedTrunks, keepExamining } from './endpoint-sweep'
import { createProject, findProject } from './projects'
import { readResource } from './resource-lists'
import { freshConsole } from './testing'
import { estClient } from './upstream'

const ends: (() => Promise<void>)[] = []
afterEach(async () => {
  vi.useRealTimers()
  for (const end of ends.splice(0).reverse()) await end()
})

async function begin(count: number, variables: Record<string, string>) {
  const sandbox = await startSandbox({ authBucket: false })
  ends.push(() => sandbox.close())
  const port = new URL(sandbox.url).port
  const fresh = await freshConsole('sqlite', { SANDBOX: 'on', SANDBOX_PORT: port, ...variables })
  ends.push(() => fresh.end())
  const { projectId, keyId, keySecret } = sandbox
  await createProject({ name: 'Sandbox', upstream: 'sandbox', projectId, keyId, keySecret })
  await sandbox.control.seed({ trunks: count })
  const project = await findProject(projectId)
  const { items } = await readResource(project, trunks, {})
  expect(items).toHaveLength(count)
  keepExamining(project)
  return { project, sandbox, client: await estClient(project), known: () => examinedTrunks(project).trunks }
}

it('the sweep goes on in the background: a person never waits for it longer than for a second (P5)', async () => {
  const { client, known } = await begin(20, { EST_CALLS_PER_SECOND: '1', SWEEP_CALLS_PER_SECOND: '50' })
  await expect.poll(() => known().size, { timeout: 5_000 }).toBeGreaterThan(0)
  const asked = performance.now()
  await Promise.all([1, 2].map((page) => client.list(trunks, {}, { page, size: 1 })))
  expect(performance.now() - asked).toBeLessThan(900)
})

it('a trunk that was written and could not be read since is read again, and not only after a quarter of an hour', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() })
  const { project, sandbox, known } = await begin(1, { SWEEP_CALLS_PER_SECOND: '50' })
  await expect.poll(() => known().size, { timeout: 5_000 }).toBe(1)
  const [[trunkId = '', before] = []] = known()
  await sandbox.control.faults({ path: '**/endpoints', count: 1, fault: { kind: 'status', status: 400 } })
  await sandbox.control.clearRequests()
  endpointsChanged(project, trunkId)
  await expect.poll(async () => (await sandbox.control.requests()).length, { timeout: 5_000 }).toBe(1)
  expect(known().get(trunkId)).toBe(before)
  vi.setSystemTime(Date.now() + 61_000)
  await expect.poll(() => known().get(trunkId) === before, { timeout: 10_000 }).toBe(false)
}, 30_000)
