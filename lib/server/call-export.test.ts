import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { archivedCalls, unzipped } from '@/lib/calls/export-fixture'
import { startSandbox } from '@/sandbox/testing'
import { archivedCallBatches } from './call-history'
import { exportCalls } from './call-export'
import { createProject, findProject } from './projects'
import { freshConsole } from './testing'

vi.mock(import('./call-history'), async (importOriginal) => ({
  ...(await importOriginal()),
  archivedCallBatches: vi.fn(),
}))

let sandbox: Awaited<ReturnType<typeof startSandbox>>
let fresh: Awaited<ReturnType<typeof freshConsole>>

beforeEach(async () => {
  sandbox = await startSandbox({ authBucket: false, seed: 1300 })
  fresh = await freshConsole('sqlite', { SANDBOX: 'on', SANDBOX_PORT: new URL(sandbox.url).port })
  const { projectId, keyId, keySecret } = sandbox
  await createProject({ name: 'Sandbox', upstream: 'sandbox', projectId, keyId, keySecret })
  vi.mocked(archivedCallBatches).mockReset()
})
afterEach(async () => {
  await fresh.end()
  await sandbox.close()
})

const end = new Date().toISOString()
const start = new Date(Date.now() - 80 * 86_400_000).toISOString()
const live = `source=live&start=${start}&end=${end}`

async function ask(search: string, { method = 'GET', signal = new AbortController().signal } = {}) {
  const url = new URL(`http://x/?${search}`)
  const user = { id: 'ann', email: 'ann@console.example', role: 'viewer' as const }
  return await exportCalls({
    project: await findProject(sandbox.projectId),
    url,
    request: new Request(url, { method, signal }),
    requestId: 'request-1',
    session: { id: 'session-1', user, expiresAt: 0 },
  })
}

it('the live export has every call of the search once, as a file that says how many', async () => {
  const answer = await ask(live)
  expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8')
  const name = `calls-${start.slice(0, 10)}-to-${end.slice(0, 10)}`
  expect(answer.headers.get('content-disposition')).toBe(`attachment; filename="${name}.csv"`)
  expect(answer.headers.has('content-length')).toBe(false)
  const rows = (await answer.text()).trimEnd().split('\r\n')
  const count = Number(/^"End of export: (\d+) calls"/.exec(rows.at(-1) ?? '')?.[1])
  expect(count).toBeGreaterThan(1000)
  expect(rows).toHaveLength(count + 2)
  expect(rows.at(-1)).not.toContain('cannot be asked')
  const unasked = (await (await ask(`${live}&country=SE`)).text()).trimEnd().split('\r\n').at(-1)
  expect(unasked).toMatch(
    /calls\. Sinch cannot be asked for country: calls are among these that do not match\./,
  )
  const raw = await ask(`${live}&raw=1`)
  expect(raw.headers.get('content-disposition')).toContain(`${name}.raw.csv`)
  const ids = [...(await raw.text()).matchAll(/"([^"]+)","[^"]*","false"\r\n/g)].map(([, id]) => id)
  expect(new Set(ids).size).toBe(count)
})

it('the archive gives the same files', async () => {
  vi.mocked(archivedCallBatches).mockImplementation(async function* () {
    yield archivedCalls(2)
    yield archivedCalls(1, 2)
  })
  const lines = await ask(`start=${start}&end=${end}&format=ndjson&raw=1`)
  expect(lines.headers.get('content-type')).toContain('application/x-ndjson')
  expect(lines.headers.get('content-disposition')).toMatch(/-to-[\d-]+\.ndjson"$/)
  // The archive of this console was never filled, and the file says so.
  expect(JSON.parse((await lines.text()).trimEnd().split('\n').at(-1) ?? '')).toEqual({
    end: true,
    calls: 3,
    note: expect.stringMatching(/^The archive lacks a part of what was asked for: \S+ to \S+\.$/),
  })
  const [, search] = vi.mocked(archivedCallBatches).mock.calls[0] ?? []
  expect(search).toMatchObject({ source: 'archive', start, end })
  const workbook = await ask(`start=${start}&end=${end}&format=xlsx`)
  expect(workbook.headers.get('content-disposition')).toContain('.xlsx"')
  const files = unzipped(Buffer.from(await workbook.arrayBuffer()))
  expect(files.get('xl/worksheets/sheet1.xml')).toContain('End of export: 3 calls')
})

it('refuses a format that there is not, and a search that cannot be read, as errors', async () => {
  await expect(ask(`${live}&format=pdf`)).rejects.toMatchObject({ status: 422 })
  await expect(ask(`${live}&raw=yes`)).rejects.toMatchObject({ status: 422 })
  await expect(ask('start=yesterday')).rejects.toMatchObject({ status: 422 })
})

it('a person has two exports at once, and a place is free again however one ends (S40)', async () => {
  const both = [await ask(live), await ask(live)]
  const third = await ask(live).catch((error: unknown) => error)
  expect(third).toMatchObject({ status: 429, message: expect.stringContaining('two exports running') })

  // Read to the end, and given up on the way.
  await both[0]?.text()
  const reader = both[1]?.body?.getReader()
  await reader?.read()
  await reader?.cancel()

  // Refused by the vendor before it began.
  await sandbox.control.faults({ path: '**/calls', nth: 1, count: 3, fault: { kind: 'status', status: 400 } })
  for (let time = 0; time < 3; time += 1) await expect(ask(live)).rejects.toMatchObject({ status: 422 })

  // Gone before the first byte was asked for, while the first page is waited for, and a question without an answer's body.
  for (let time = 0; time < 3; time += 1) {
    const leaving = new AbortController()
    await ask(live, { signal: leaving.signal })
    leaving.abort()
  }
  const gone = AbortSignal.abort()
  for (let time = 0; time < 3; time += 1) expect((await ask(live, { signal: gone })).status).toBe(499)
  for (let time = 0; time < 3; time += 1) expect((await ask(live, { method: 'HEAD' })).body).toBeNull()

  const again = [await ask(live), await ask(live)]
  await expect(ask(live)).rejects.toMatchObject({ status: 429 })
  for (const answer of again) await answer.body?.cancel()
})

it('what an export still asks for is given up with it', async () => {
  let given: AbortSignal | undefined
  vi.mocked(archivedCallBatches).mockImplementation(async function* (_project, _search, signal) {
    given = signal
    yield archivedCalls(2)
    yield archivedCalls(2)
  })
  const { body } = await ask(`start=${start}&end=${end}`)
  expect(given?.aborted).toBe(false)
  await body?.cancel()
  expect(given?.aborted).toBe(true)
})
