import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ensureBuild } from './lib/build.mjs'
import { dataFolder, lockData, prepareData } from './lib/data-folder.mjs'
import { main, Problem } from './lib/fail.mjs'
import { describeEnd, keepSandbox } from './lib/kept-sandbox.mjs'
import { checkNode, ensurePackages } from './lib/packages.mjs'
import { assertPortFree, portFrom, startConsole, startSandbox, untilReady } from './lib/servers.mjs'
import { exposure, localUrl, plainHost } from './preload/addresses.mjs'

await main(async () => {
  checkNode()
  const host = plainHost(process.env.HOST || '127.0.0.1')
  const port = portFrom('PORT', 3000)
  const sandboxPort = portFrom('SANDBOX_PORT', 4010)
  const withSandbox = onOrOff('SANDBOX')
  const dataDir = dataFolder()
  const local = localUrl(host, port)
  const appUrl = process.env.APP_URL || local
  // Before minutes of installing and building, the cheap things that can be wrong.
  const exposed = exposure(host, appUrl)
  if (exposed) throw new Problem(`${exposed}.`)
  if (withSandbox && port === sandboxPort)
    throw new Problem(`PORT and SANDBOX_PORT are both ${port}. Choose another for one of them.`)
  await assertPortFree(port, host, 'PORT')
  if (withSandbox) await assertPortFree(sandboxPort, '127.0.0.1', 'SANDBOX_PORT')
  ensurePackages()
  ensureBuild()
  process.umask(0o077)
  prepareData(dataDir)
  // Several consoles on one PostgreSQL may share a folder, but no two sandboxes may.
  if (withSandbox || !process.env.DATABASE_URL) lockData(dataDir)

  const servers = []
  let stopping = false
  const say = (line) => process.stderr.write(`${line}\n`)
  const stopAll = async (exitCode) => {
    if (stopping) return
    stopping = true
    // The console first: its requests still need the sandbox.
    for (const server of servers.toReversed()) await server.stop()
    process.exit(exitCode)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.on(signal, () => {
      if (!stopping) say(`Stopping the console (${signal}).`)
      void stopAll(0)
    })

  if (withSandbox) {
    const start = () => startSandbox({ dataDir, port: sandboxPort })
    const file = join(dataDir, 'sandbox.sqlite')
    const advice = `If ${file} is damaged, move it away: a fresh one is made. SANDBOX=off does without.`
    servers.push(keepSandbox({ start, say, advice }))
  }
  const env = {
    HOST: host,
    PORT: String(port),
    APP_URL: appUrl,
    DATA_DIR: dataDir,
    SANDBOX: withSandbox ? 'on' : 'off',
    SANDBOX_PORT: String(sandboxPort),
  }
  const server = startConsole({ env })
  servers.push(server)
  let isRunning = false
  void server.ended.then((end) => {
    if (stopping) return
    say(`The console ended ${isRunning ? '' : 'while it was starting '}(${describeEnd(end)}).`)
    // The exit code tells a supervisor to start again.
    return stopAll(end.code || 1)
  })
  try {
    await untilReady(server, `${local}/api/ready`)
  } catch (problem) {
    // Its end has been told already, and a person who stopped it knows.
    if (stopping || server.child.exitCode !== null || server.child.signalCode !== null) return
    say(problem.message)
    await stopAll(1)
  }
  if (stopping) return
  isRunning = true
  process.stdout.write(`\nEST console is running at ${appUrl}\n`)
  const tokenFile = join(dataDir, 'setup-token')
  if (existsSync(tokenFile)) {
    process.stdout.write(
      `Set-up: open ${appUrl}/setup and enter this one-time token within 30 minutes: ${readFileSync(tokenFile, 'utf8').trim()}\n`,
    )
  }
  process.stdout.write('Press Ctrl-C to stop.\n')
})

function onOrOff(variable) {
  const given = process.env[variable] || 'on'
  if (given !== 'on' && given !== 'off') throw new Problem(`${variable} must be on or off; it is ${given}.`)
  return given === 'on'
}
