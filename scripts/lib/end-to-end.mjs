import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { prepareData } from './data-folder.mjs'
import { browserFailures, describeFailures, readReport } from './failures.mjs'
import { root } from './packages.mjs'
import { freePort, startConsole, startSandbox, untilReady } from './servers.mjs'
import { bin, step } from './steps.mjs'

/** A fresh sandbox and a fresh console as it ships, on free ports, with a data folder of their own. */
export async function startFresh({
  env = {},
  sandboxArgs = [],
  stdio = 'ignore',
  prepare = (_dataDir) => {},
} = {}) {
  const dataDir = mkdtempSync(join(tmpdir(), 'est-console-e2e-'))
  prepareData(dataDir)
  prepare(dataDir)
  const [port, sandboxPort] = [await freePort(), await freePort()]
  const sandbox = startSandbox({ dataDir, port: sandboxPort, args: sandboxArgs, stdio })
  const sandboxUrl = `http://127.0.0.1:${sandboxPort}`
  await untilReady(sandbox, `${sandboxUrl}/__sandbox/requests`, 90)
  const url = `http://127.0.0.1:${port}`
  const server = startConsole({
    env: {
      HOST: '127.0.0.1',
      PORT: String(port),
      APP_URL: url,
      DATA_DIR: dataDir,
      SANDBOX: 'on',
      SANDBOX_PORT: String(sandboxPort),
      LOG_LEVEL: 'warn',
      DATABASE_URL: '',
      // Tests click faster than people do.
      EST_CALLS_PER_SECOND: '1000',
      ...env,
    },
    stdio,
  })
  await untilReady(server, `${url}/api/ready`)
  const setupToken = readFileSync(join(dataDir, 'setup-token'), 'utf8').trim()
  let running = sandbox
  return {
    url,
    setupToken,
    sandboxUrl,
    sandboxPort,
    dataDir,
    server,
    /** Ends the sandbox, as when the vendor cannot be reached. */
    stopSandbox: () => running.stop(),
    /** Starts it again on the same port with what it had stored. */
    async restartSandbox() {
      await running.stop()
      running = startSandbox({ dataDir, port: sandboxPort, args: sandboxArgs, stdio })
      await untilReady(running, `${sandboxUrl}/__sandbox/requests`, 90)
    },
    async stop() {
      await server.stop()
      await running.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/** Runs the browser tests against fresh servers that speak one dialect; resolves to how many passed and failed. */
export async function runEndToEnd({ dialect, chromium, args = [] }) {
  const servers = await startFresh()
  const report = join(root, '.tmp', `playwright-${dialect}.json`)
  rmSync(report, { force: true })
  try {
    const spoken = await fetch(`${servers.sandboxUrl}/__sandbox/dialect`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ preset: dialect }),
    })
    if (!spoken.ok)
      throw new Error(`the sandbox does not speak the dialect ${dialect}: ${await spoken.text()}`)
    const ok = await step(
      `browser tests, ${dialect} dialect`,
      [...bin('@playwright', 'test', 'cli.js'), 'test', ...args],
      {
        explain: () => describeFailures(existsSync(report) ? browserFailures(readReport(report)) : []),
        env: {
          E2E_BASE_URL: servers.url,
          E2E_SANDBOX_URL: servers.sandboxUrl,
          E2E_DATA_DIR: servers.dataDir,
          E2E_SETUP_TOKEN: servers.setupToken,
          E2E_DIALECT: dialect,
          CHROMIUM_PATH: chromium ?? '',
          PLAYWRIGHT_JSON_OUTPUT_NAME: report,
        },
      },
    )
    if (!existsSync(report)) return { passed: 0, failed: 1, skipped: 0 }
    const { stats } = readReport(report)
    return {
      passed: stats.expected,
      failed: ok ? stats.unexpected + stats.flaky : Math.max(1, stats.unexpected + stats.flaky),
      skipped: stats.skipped,
    }
  } finally {
    await servers.stop()
  }
}
