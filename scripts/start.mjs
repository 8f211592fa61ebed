import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { ensureBuild } from './lib/build.mjs'
import { main } from './lib/fail.mjs'
import { checkNode, ensurePackages } from './lib/packages.mjs'
import {
  assertPortFree,
  portFrom,
  prepareData,
  startConsole,
  startSandbox,
  untilReady,
} from './lib/servers.mjs'

await main(async () => {
  checkNode()
  const host = process.env.HOST || '127.0.0.1'
  const port = portFrom('PORT', 3000)
  const sandboxPort = portFrom('SANDBOX_PORT', 4010)
  const withSandbox = process.env.SANDBOX !== 'off'
  const dataDir = resolve(process.env.DATA_DIR || 'data')
  // Before minutes of installing and building, the cheap things that can be wrong.
  await assertPortFree(port, host, 'PORT')
  if (withSandbox) await assertPortFree(sandboxPort, '127.0.0.1', 'SANDBOX_PORT')
  ensurePackages()
  ensureBuild()
  prepareData(dataDir)

  const servers = []
  let stopping = false
  const stopAll = async (exitCode) => {
    if (stopping) return
    stopping = true
    // The console first: its requests still need the sandbox.
    for (const server of servers.toReversed()) await server.stop()
    process.exit(exitCode)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => void stopAll(0))
  const watch = (server) => {
    servers.push(server)
    // One without the other is of no use; the exit code tells a supervisor to start again.
    void server.ended.then(({ code }) => stopAll(code || 1))
    return server
  }

  const appUrl =
    process.env.APP_URL || `http://${host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host}:${port}`
  if (withSandbox) watch(startSandbox({ dataDir, port: sandboxPort }))
  const env = {
    HOST: host,
    PORT: String(port),
    APP_URL: appUrl,
    DATA_DIR: dataDir,
    SANDBOX: withSandbox ? 'on' : 'off',
    SANDBOX_PORT: String(sandboxPort),
  }
  const server = watch(startConsole({ env }))
  const local = `http://${host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host}:${port}`
  await untilReady(server, `${local}/api/ready`).catch(async (problem) => {
    process.stderr.write(`${problem.message}\n`)
    await stopAll(1)
  })
  process.stdout.write(`\nEST console is running at ${appUrl}\n`)
  const tokenFile = join(dataDir, 'setup-token')
  if (existsSync(tokenFile)) {
    process.stdout.write(
      `Set-up: open ${appUrl}/setup and enter this one-time token within 30 minutes: ${readFileSync(tokenFile, 'utf8').trim()}\n`,
    )
  }
  process.stdout.write('Press Ctrl-C to stop.\n')
})
