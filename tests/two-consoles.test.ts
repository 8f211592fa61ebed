import { randomBytes } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createEstClient } from '../lib/est/client'
import { createEstShared } from '../lib/est/shared'
import { freshPostgres } from '../lib/server/testing'
import { activeNumbers } from '../lib/resources/phone-numbers'
import { startSandbox } from '../sandbox/testing'
import { ensureBuild } from '../scripts/lib/build.mjs'
import { freePort, startConsole, untilReady } from '../scripts/lib/servers.mjs'
import { answersFor, cases, takesNumbers, uniqueName } from './onboarding-cases'
import { madeFor, oneOfEach } from './onboarding-made'
import { claimAndSignIn } from './session'

const path = '/api/projects/sandbox/onboarding'
const ends: (() => unknown)[] = []

beforeAll(() => ensureBuild(), 240_000)
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

/** Two consoles as they ship on one PostgreSQL database, in front of one sandbox. */
async function twoConsoles() {
  const sandbox = await startSandbox({ authBucket: false, provisioningDelayMs: 0 })
  ends.push(() => sandbox.close())
  await sandbox.control.seed({ numbers: 60 })
  const postgres = await freshPostgres()
  ends.push(() => postgres.drop())
  const { projectId, keyId, keySecret } = sandbox
  const key = randomBytes(32).toString('base64')
  const start = async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'est-console-two-'))
    ends.push(() => rmSync(dataDir, { recursive: true, force: true }))
    writeFileSync(join(dataDir, 'sandbox-key.json'), JSON.stringify({ projectId, keyId, keySecret }))
    const port = await freePort()
    const url = `http://127.0.0.1:${port}`
    const server = startConsole({
      env: {
        HOST: '127.0.0.1',
        PORT: String(port),
        APP_URL: url,
        DATA_DIR: dataDir,
        DATABASE_URL: postgres.url,
        ENCRYPTION_KEY: key,
        LOG_LEVEL: 'error',
        SANDBOX: 'on',
        SANDBOX_PORT: new URL(sandbox.url).port,
        EST_CALLS_PER_SECOND: '1000',
        CALL_SYNC: 'off',
      },
      stdio: 'ignore',
    })
    ends.push(() => server.stop())
    await untilReady(server, `${url}/api/ready`, 60)
    return { url, dataDir, server }
  }
  const one = await start()
  const token = readFileSync(join(one.dataDir, 'setup-token'), 'utf8').trim()
  const first = await claimAndSignIn(one.url, token)
  const other = await start()
  const second = await claimAndSignIn(other.url, token)
  const shared = createEstShared()
  ends.push(() => shared.close())
  const origins = { estUrl: sandbox.url, authUrl: sandbox.url, numbersUrl: sandbox.url }
  const vendor = createEstClient({ projectId, keyId, keySecret, ...origins }, shared)
  return { sandbox, vendor, apis: [first, second] as const, servers: [one.server, other.server] as const }
}

interface Summary {
  title: string
  state: string
  error: string | null
}

describe.runIf(process.env.TEST_DATABASE_URL)('two consoles on one PostgreSQL database', () => {
  it.each([
    ['share fifty runs: every step once', false],
    ['share fifty runs, and what one of them leaves by dying the other finishes', true],
  ])(
    '%s',
    async (_name, dies) => {
      const { sandbox, vendor, apis, servers } = await twoConsoles()
      const { items: rented } = await vendor.collect(activeNumbers, {})
      const runs = Array.from({ length: 50 }, (_, index) => {
        const which = cases[index % cases.length] ?? 'A'
        const numbers = takesNumbers(which) ? [rented[index]?.phoneNumber ?? ''] : []
        const name = uniqueName('shared')
        return { which, name, numbers, body: { key: name, answers: answersFor(which, name, numbers) } }
      })
      // Each is sent to both, as somebody does who presses again at the other console.
      const started: Response[] = []
      for (let from = 0; from < runs.length; from += 10) {
        const some = runs.slice(from, from + 10)
        started.push(
          ...(await Promise.all(some.flatMap(({ body }) => apis.map((api) => api.post(path, body))))),
        )
      }
      expect([...new Set(started.map(({ status }) => status))].sort()).toEqual([200, 202])
      expect(started.filter(({ status }) => status === 202)).toHaveLength(50)
      if (dies) {
        servers[0].child.kill('SIGKILL')
        await servers[0].ended
      }
      const list = async (): Promise<Summary[]> => (await (await apis[1].get(path)).json()).runs
      await expect
        .poll(async () => (await list()).filter(({ state }) => state === 'done').length, {
          timeout: 60_000,
          interval: 500,
        })
        .toBe(50)
      for (const { which, name, numbers } of runs)
        expect(await madeFor(vendor, name), name).toEqual(oneOfEach(which, numbers))
      const creations = (await sandbox.control.requests()).filter(
        ({ method, path: asked, executed }) => method === 'POST' && asked.startsWith('/v1/') && executed,
      )
      const steps = runs.map(({ which }) => oneOfEach(which, []))
      const wanted = (kind: keyof ReturnType<typeof oneOfEach>) =>
        steps.reduce((sum, one) => sum + Number(one[kind]), 0)
      const sent = (end: RegExp) => creations.filter(({ path: asked }) => end.test(asked)).length
      // A console that dies may have sent what the other then finds done; nothing is ever made a second time.
      expect(sent(/projects\/[^/]+\/trunks$/)).toBe(wanted('trunks'))
      expect(sent(/projects\/[^/]+\/accessControlLists$/)).toBe(wanted('accessControlLists'))
      expect(sent(/projects\/[^/]+\/credentialLists$/)).toBe(wanted('credentialLists'))
      expect(sent(/\/endpoints$/)).toBe(wanted('endpoints'))
      expect(sent(/trunks\/[^/]+\/accessControlLists$/)).toBe(wanted('linkedAccessControlLists'))
      expect(sent(/trunks\/[^/]+\/credentialLists$/)).toBe(wanted('linkedCredentialLists'))
    },
    150_000,
  )
})
