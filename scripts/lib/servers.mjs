import { spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { standalone } from './build.mjs'
import { dataFolder, keyFile } from './data-folder.mjs'
import { Problem } from './fail.mjs'
import { root } from './packages.mjs'

const tsx = join(root, 'node_modules', 'tsx', 'dist', 'esm', 'index.mjs')

/** A port of this machine that is free now. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address()
      probe.close(() => resolve(port))
    })
  })
}

/** Throws a `Problem` when something listens on this port already. */
export function assertPortFree(port, host, variable) {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', (error) => {
      const why =
        error.code === 'EACCES'
          ? 'may not be used without more rights'
          : error.code === 'EADDRINUSE'
            ? 'is in use'
            : `cannot be used (${error.code})`
      reject(
        new Problem(
          `Port ${port} on ${host} ${why}. Stop what uses it, or choose another with ${variable}=…`,
        ),
      )
    })
    probe.listen(port, host, () => probe.close(() => resolve()))
  })
}

/** A port number from the environment. Throws a `Problem` when it is none. */
export function portFrom(variable, fallback) {
  const given = process.env[variable]
  if (!given) return fallback
  const port = Number(given)
  if (Number.isInteger(port) && port > 0 && port < 65536) return port
  throw new Problem(`${variable} must be a port number from 1 to 65535; it is ${given}.`)
}

/** Starts the EST sandbox as a process of its own. */
export function startSandbox({ dataDir, port, args = [], stdio = 'inherit', reloads = false }) {
  const child = spawn(
    process.execPath,
    [
      ...(reloads ? ['--watch', '--watch-preserve-output'] : []),
      '--import',
      pathToFileURL(tsx).href,
      '--import',
      pathToFileURL(join(root, 'scripts', 'lib', 'end-with-parent.mjs')).href,
      join(root, 'sandbox', 'main.ts'),
      '--port',
      String(port),
      '--data',
      dataDir,
      ...args,
    ],
    {
      cwd: root,
      env: { ...process.env, DATA_DIR: dataDir, SANDBOX_PORT: String(port) },
      ...asChild(stdio),
    },
  )
  return stoppable(child, 3000)
}

/**
 * Starts the console's standalone build (or a copy of it). Variables that are not given come from this process's environment. Relative
 * paths count from the folder of this process, not from the one of the build.
 */
export function startConsole({ env, stdio = 'inherit', folder = standalone }) {
  const preload = pathToFileURL(join(root, 'scripts', 'preload.mjs')).href
  const child = spawn(process.execPath, ['--import', preload, join(folder, 'server.js')], {
    cwd: folder,
    env: {
      ...process.env,
      NODE_ENV: 'production',
      NEXT_TELEMETRY_DISABLED: '1',
      NEXT_MANUAL_SIG_HANDLE: 'true',
      ...env,
      DATA_DIR: dataFolder(env.DATA_DIR),
      ENCRYPTION_KEY_FILE: keyFile(env.ENCRYPTION_KEY_FILE) ?? '',
      HOSTNAME: env.HOST ?? '127.0.0.1',
    },
    ...asChild(stdio),
  })
  return stoppable(child, 9000)
}

/** Waits until an address answers 2xx. Throws a `Problem` when the process ends first or the time is up. */
export async function untilReady(server, url, seconds = 30) {
  const end = Date.now() + seconds * 1000
  while (Date.now() < end) {
    if (server.child.exitCode !== null || server.child.signalCode !== null)
      throw new Problem(
        `A server ended while it was starting (exit ${server.child.exitCode ?? server.child.signalCode}).`,
      )
    const answer = await fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(5000) }).catch(
      () => undefined,
    )
    if (answer?.ok) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Problem(`${url} did not answer within ${seconds} seconds.`)
}

/**
 * Ctrl-C goes to every process of a group, and the console must finish its requests while the sandbox still answers: so each has a group
 * of its own and is stopped in turn. The channel tells it when this process is gone without a word.
 */
function asChild(stdio) {
  return { detached: process.platform !== 'win32', stdio: ['ignore', stdio, stdio, 'ipc'] }
}

function stoppable(child, graceMs) {
  const ended = new Promise((resolve) => child.once('exit', (code, signal) => resolve({ code, signal })))
  return {
    child,
    ended,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.kill('SIGTERM')
      const timer = setTimeout(() => child.kill('SIGKILL'), graceMs)
      await ended
      clearTimeout(timer)
    },
  }
}
