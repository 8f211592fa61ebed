import SqliteDatabase from 'better-sqlite3'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createEstClient } from '../lib/est/client'
import { createEstShared } from '../lib/est/shared'
import { startSandbox } from '../sandbox/testing'
import { freePort, startConsole, untilReady } from '../scripts/lib/servers.mjs'
import { claimAndSignIn } from './session'

type Console = ReturnType<typeof startConsole>

/** A run as it is stored. */
export interface StoredRun {
  id: string
  state: string
  /** Some console has it in hand. */
  held: boolean
  steps: { key: string; state: string }[]
}

/** Consoles one after the other on the same data folder and sandbox, each as it ships; a lane of its own can go on beside others. */
export async function crashLane({
  numbers = 0,
  env = {},
  ...options
}: { numbers?: number; env?: Record<string, string> } & Parameters<typeof startSandbox>[0] = {}) {
  const sandbox = await startSandbox({ authBucket: false, provisioningDelayMs: 0, ...options })
  if (numbers > 0) await sandbox.control.seed({ numbers })
  const dataDir = mkdtempSync(join(tmpdir(), 'est-console-crash-'))
  const { projectId, keyId, keySecret, url: sandboxUrl } = sandbox
  writeFileSync(join(dataDir, 'sandbox-key.json'), JSON.stringify({ projectId, keyId, keySecret }))
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const shared = createEstShared()
  const origins = { estUrl: sandboxUrl, authUrl: sandboxUrl, numbersUrl: sandboxUrl }
  const vendor = createEstClient({ projectId, keyId, keySecret, ...origins }, shared)
  let running: Console | undefined

  /** A console that may end before it has answered anything. */
  function begin(crashAt: string): Console {
    const begun = startConsole({
      env: {
        HOST: '127.0.0.1',
        PORT: String(port),
        APP_URL: url,
        DATA_DIR: dataDir,
        DATABASE_URL: '',
        LOG_LEVEL: 'error',
        SANDBOX: 'on',
        SANDBOX_PORT: new URL(sandboxUrl).port,
        EST_CALLS_PER_SECOND: '1000',
        CALL_SYNC: 'off',
        CRASH_AT: crashAt,
        ...env,
      },
      stdio: 'ignore',
    })
    running = begun
    return begun
  }

  async function start(crashAt = ''): Promise<Console> {
    const begun = begin(crashAt)
    await untilReady(begun, `${url}/api/ready`, 60)
    return begun
  }

  await start()
  const api = await claimAndSignIn(url, readFileSync(join(dataDir, 'setup-token'), 'utf8').trim())
  await running?.stop()

  return {
    api,
    vendor,
    sandbox,
    dataDir,
    begin,
    start,
    /** What the console has stored of a run, read past it: a console that was just started then loads nothing for the question. */
    stored(key: string): StoredRun | undefined {
      const database = new SqliteDatabase(join(dataDir, 'console.sqlite'), { readonly: true })
      const run = database
        .prepare<[string], { id: string; state: string; held: number }>(
          "select id, state, exists (select 1 from leases where name = 'run/' || id and expiresAt > 0) as held from onboardingRuns where requestKey = ?",
        )
        .get(key)
      const steps = database
        .prepare<[string], { key: string; state: string }>(
          'select "key", state from onboardingSteps where runId = ? order by seq',
        )
        .all(run?.id ?? '')
      database.close()
      return run && { ...run, held: run.held === 1, steps }
    },
    /** As if the time had passed after which somebody else may go on with what a dead process had in hand. */
    expireLeases() {
      const database = new SqliteDatabase(join(dataDir, 'console.sqlite'))
      database.prepare('update leases set expiresAt = 0').run()
      database.close()
    },
    async end() {
      await running?.stop()
      await shared.close()
      await sandbox.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

export type CrashLane = Awaited<ReturnType<typeof crashLane>>
