import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { startSandbox } from '@/sandbox/testing'
import { exportCalls } from './call-export'
import { readCallSearch } from './call-search'
import { createProject, findProject } from './projects'
import { freshConsole } from './testing'

let sandbox: Awaited<ReturnType<typeof startSandbox>>
let fresh: Awaited<ReturnType<typeof freshConsole>>
const lines: string[] = []

// The log is the process's own; what it is given to write is what counts here.
vi.mock(import('./log'), async (importOriginal) => {
  const real = await importOriginal()
  return { ...real, log: () => real.logTo((line) => lines.push(line)) }
})

beforeEach(async () => {
  lines.length = 0
  sandbox = await startSandbox({ authBucket: false, seed: 1300 })
  const SANDBOX_PORT = new URL(sandbox.url).port
  fresh = await freshConsole('sqlite', { SANDBOX: 'on', SANDBOX_PORT, LOG_LEVEL: 'info' })
  const { projectId, keyId, keySecret } = sandbox
  await createProject({ name: 'Sandbox', upstream: 'sandbox', projectId, keyId, keySecret })
})
afterEach(async () => {
  await fresh.end()
  await sandbox.close()
})

async function begin(signal = new AbortController().signal): Promise<Response> {
  const start = new Date(Date.now() - 80 * 86_400_000).toISOString()
  const search = readCallSearch(new URL(`http://x/?start=${start}&end=${new Date().toISOString()}`))
  return await exportCalls(await findProject(sandbox.projectId), search, signal, 'request-1')
}

it('an export that fails on the way says so in its last row and in one line of the log, and breaks nothing', async () => {
  await sandbox.control.faults({ path: '**/calls', nth: 2, fault: { kind: 'status', status: 400 } })
  const text = await (await begin()).text()
  const rows = text.trimEnd().split('\r\n')
  expect(rows).toHaveLength(502)
  expect(rows.at(-1)).toMatch(/^"Export stopped after 500 calls: .+"$/)
  expect(lines).toHaveLength(1)
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({
    level: 50,
    requestId: 'request-1',
    calls: 500,
    msg: 'export failed',
  })
})

it('an export that nobody reads any more is no failure', async () => {
  await sandbox.control.faults({ path: '**/calls', nth: 2, fault: { kind: 'delay', ms: 3000 } })
  const leaving = new AbortController()
  const reader = (await begin(leaving.signal)).body?.getReader()
  await reader?.read()
  setTimeout(() => leaving.abort(), 200)
  const end = async () => {
    for (;;) if ((await reader?.read())?.done !== false) return
  }
  await expect(end()).rejects.toThrow()
  expect(lines).toEqual([])
})
