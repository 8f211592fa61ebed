import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { readToEnd } from '@/lib/calls/export-fixture'
import { startSandbox } from '@/sandbox/testing'
import { exportCalls } from './call-export'
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

async function begin(signal = new AbortController().signal): Promise<ReadableStream<Uint8Array>> {
  const start = new Date(Date.now() - 80 * 86_400_000).toISOString()
  const url = new URL(`http://x/?source=live&start=${start}&end=${new Date().toISOString()}`)
  const user = { id: 'ann', email: 'ann@console.example', role: 'viewer' as const }
  const { body } = await exportCalls({
    project: await findProject(sandbox.projectId),
    url,
    request: new Request(url, { signal }),
    requestId: 'request-1',
    session: { id: 'session-1', user, expiresAt: 0 },
  })
  if (!body) throw new Error('the answer has no body')
  return body
}

it('an export that fails on the way says so in its last row, by failing and in one line of the log (A25)', async () => {
  await sandbox.control.faults({ path: '**/calls', nth: 2, fault: { kind: 'status', status: 400 } })
  const { text, failure } = await readToEnd(await begin())
  expect(failure).toMatchObject({ name: 'AbortError' })
  const rows = text.trimEnd().split('\r\n')
  expect(rows).toHaveLength(502)
  expect(rows.at(-1)).toMatch(/^"Export stopped after 500 calls: [^"]+"(,"")+$/)
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
  const body = await begin(leaving.signal)
  setTimeout(() => leaving.abort(), 200)
  const startedAt = performance.now()
  const { failure } = await readToEnd(body)
  expect(failure).toBeDefined()
  expect(performance.now() - startedAt).toBeLessThan(700)
  expect(lines).toEqual([])
})

it('the shutdown of the console ends an export at once, also while the vendor is waited for, and is no failure', async () => {
  await sandbox.control.faults({ path: '**/calls', nth: 2, fault: { kind: 'hang' } })
  const closing = new AbortController()
  Reflect.set(globalThis, Symbol.for('est-console.closing'), closing.signal)
  try {
    const body = await begin()
    setTimeout(() => closing.abort(), 200)
    const { text, failure } = await readToEnd(body)
    expect(failure).toBeDefined()
    expect(text.trimEnd().split('\r\n').at(-1)).toMatch(
      /^"Export stopped after 500 calls: the console was shut down"/,
    )
    expect(lines).toEqual([])
  } finally {
    Reflect.deleteProperty(globalThis, Symbol.for('est-console.closing'))
  }
})
