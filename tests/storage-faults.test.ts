import SqliteDatabase from 'better-sqlite3'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import { ensureBuild, standalone } from '../scripts/lib/build.mjs'
import { startFresh } from '../scripts/lib/end-to-end.mjs'
import { freePort } from '../scripts/lib/servers.mjs'
import { claimAndSignIn } from './session'

const trunksPath = '/api/projects/sandbox/trunks'
const ends: (() => unknown)[] = []
/** The files of a console that has run and was stopped. */
let used: Map<string, Buffer>

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'est-console-storage-'))
  ends.push(() => {
    chmodSync(folder, 0o700)
    rmSync(folder, { recursive: true, force: true })
  })
  return folder
}

/** A data folder with the given files, or those of a console that has run. */
function dataFolder(files: ReadonlyMap<string, Buffer> = used): string {
  const folder = newFolder()
  for (const [name, content] of files) writeFileSync(join(folder, name), content, { mode: 0o600 })
  return folder
}

const withDatabase = (bytes: Buffer) => dataFolder(new Map([...used, ['console.sqlite', bytes]]))
const contentOf = (folder: string) =>
  new Map(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name))]))

/** Holds a database as another program may. Its files must not be read here from then on: closing them would give up the lock. */
function hold(file: string, how: 'exclusive' | 'immediate'): () => void {
  const other = new SqliteDatabase(file)
  if (how === 'exclusive') other.pragma('locking_mode = EXCLUSIVE')
  other.exec(`begin ${how}`)
  const release = () => void other.close()
  ends.push(release)
  return release
}

/**
 * Starts the console and waits for its end. Permissions do not bind root, so as root it runs without the right to pass over them.
 */
async function run(dataDir: string): Promise<{ code: number | null; output: string; seconds: number }> {
  const node = [process.execPath, '--import', join(process.cwd(), 'scripts', 'preload.mjs'), 'server.js']
  const [program = '', ...args] =
    process.getuid?.() === 0 ? ['setpriv', '--bounding-set=-dac_override', ...node] : node
  const port = String(await freePort())
  const began = Date.now()
  const child = spawn(program, args, {
    cwd: standalone,
    env: {
      ...process.env,
      NODE_ENV: 'production',
      HOSTNAME: '127.0.0.1',
      PORT: port,
      APP_URL: `http://127.0.0.1:${port}`,
      DATA_DIR: dataDir,
      DATABASE_URL: '',
      LOG_LEVEL: 'error',
      EST_CALLS_PER_SECOND: '1000',
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let output = ''
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const late = setTimeout(() => child.kill('SIGKILL'), 15_000)
  const [code]: (number | null)[] = await once(child, 'exit')
  clearTimeout(late)
  return { code: code ?? null, output, seconds: (Date.now() - began) / 1000 }
}

beforeAll(async () => {
  ensureBuild()
  const servers = await startFresh()
  await claimAndSignIn(servers.url, servers.setupToken)
  await servers.server.stop()
  const names = readdirSync(servers.dataDir).filter((name) => !name.startsWith('sandbox'))
  used = new Map(names.map((name) => [name, readFileSync(join(servers.dataDir, name))]))
  await servers.stop()
}, 240_000)
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

describe('a start that finds a database it cannot use ends with one line and leaves every file as it was', () => {
  const cases: [string, () => { folder: string; hold?: () => void }, RegExp][] = [
    [
      'its file is read-only',
      () => {
        const folder = dataFolder()
        chmodSync(join(folder, 'console.sqlite'), 0o400)
        return { folder }
      },
      /console\.sqlite.*(read-only|readonly)/,
    ],
    [
      'its folder and its file are read-only',
      () => {
        const folder = dataFolder()
        chmodSync(join(folder, 'console.sqlite'), 0o400)
        chmodSync(folder, 0o500)
        return { folder }
      },
      /console\.sqlite/,
    ],
    [
      'its folder is empty and read-only',
      () => {
        const folder = newFolder()
        chmodSync(folder, 0o500)
        return { folder }
      },
      /console\.sqlite/,
    ],
    [
      'garbage stands in its place',
      () => ({
        folder: withDatabase(Buffer.from('never a database\n'.repeat(500))),
      }),
      /console\.sqlite is not a SQLite database/,
    ],
    [
      'garbage stands behind a good beginning',
      () => {
        const bytes = Buffer.from(used.get('console.sqlite') ?? '')
        bytes.fill(0xa5, 100, Math.min(bytes.length, 20_000))
        return { folder: withDatabase(bytes) }
      },
      /console\.sqlite.*malformed/,
    ],
    [
      'half of it is missing',
      () => {
        const folder = dataFolder()
        const file = join(folder, 'console.sqlite')
        truncateSync(file, Math.floor(statSync(file).size / 2))
        return { folder }
      },
      /console\.sqlite.*malformed/,
    ],
    [
      'somebody else holds it',
      () => {
        const folder = dataFolder()
        return { folder, hold: () => hold(join(folder, 'console.sqlite'), 'exclusive') }
      },
      /console\.sqlite.*(locked|busy)/,
    ],
  ]
  it.skipIf(process.platform === 'win32').each(cases)(
    '%s (A29)',
    { timeout: 40_000 },
    async (_name, make, line) => {
      const { folder, hold: holdIt } = make()
      const before = contentOf(folder)
      holdIt?.()
      const { code, output, seconds } = await run(folder)
      expect(code).toBe(1)
      expect(output.trim().split('\n')).toEqual([expect.stringMatching(line)])
      expect(seconds).toBeLessThan(10)
      expect([...contentOf(folder).keys()].filter((name) => !/-(wal|shm)$/.test(name))).toEqual([
        ...before.keys(),
      ])
      for (const [name, content] of before) expect(contentOf(folder).get(name)?.equals(content)).toBe(true)
    },
  )
})

it(
  'a database that is locked while the console runs: everyone waits five seconds at most, and reading goes on (A29)',
  { timeout: 60_000 },
  async () => {
    const servers = await startFresh()
    ends.push(() => servers.stop())
    const api = await claimAndSignIn(servers.url, servers.setupToken)
    const release = hold(join(servers.dataDir, 'console.sqlite'), 'immediate')
    const began = Date.now()
    const writes = Array.from({ length: 8 }, async (_, index) => {
      const answer = await api.post(trunksPath, { name: 'Locked', hostName: `locked-${index}` })
      return { status: answer.status, body: await answer.json(), seconds: (Date.now() - began) / 1000 }
    })
    const reads: number[] = []
    for (let round = 0; round < 20; round += 1) {
      const asked = Date.now()
      expect((await api.get('/api/session')).status).toBe(200)
      reads.push(Date.now() - asked)
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    const answers = await Promise.all(writes)
    for (const { status, seconds } of answers) {
      expect(status).toBe(503)
      expect(seconds).toBeGreaterThan(4)
      expect(seconds).toBeLessThan(6.5)
    }
    expect(Math.max(...reads)).toBeLessThan(1_000)
    release()
    const list = await (await api.get(`${trunksPath}?q=locked-`)).json()
    expect(list.total).toBe(0)
    expect((await api.post(trunksPath, { name: 'Free', hostName: 'locked-no-more' })).status).toBe(201)
  },
)
