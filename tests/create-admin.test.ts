import SqliteDatabase from 'better-sqlite3'
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'

const folder = mkdtempSync(join(tmpdir(), 'est-console-admin-'))
const script = join(process.cwd(), 'scripts', 'create-admin.mjs')
const password = 'a-long-canary-password-1'
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function createAdmin(args: string[], env: Record<string, string>) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [script, '--email', 'a@console.example', ...args],
    {
      cwd: folder,
      input: `${password}\n`,
      encoding: 'utf8',
      env: { ...process.env, DATA_DIR: '', DATABASE_URL: '', ...env },
    },
  )
  return { status, output: stdout + stderr }
}

it(
  'a data folder without a database is refused, and one is made when that is said',
  { timeout: 40_000 },
  () => {
    const dataDir = join(folder, 'mistyped')
    const refused = createAdmin([], { DATA_DIR: 'mistyped' })
    expect(refused.status).toBe(1)
    expect(refused.output).toMatch(/^There is no console\.sqlite in \S+\/mistyped\. .*--new.*\n$/)
    expect(existsSync(dataDir)).toBe(false)
    mkdirSync(dataDir)
    writeFileSync(join(dataDir, 'setup-token'), 'stale\n')
    const made = createAdmin(['--new'], { DATA_DIR: 'mistyped' })
    expect(made).toEqual({
      status: 0,
      output: `A fresh database is made in ${dataDir}.\na@console.example is now an admin.\n`,
    })
    expect(existsSync(join(dataDir, 'setup-token'))).toBe(false)
    expect(statSync(join(dataDir, 'console.sqlite')).mode & 0o777).toBe(0o600)
    expect(createAdmin([], { DATA_DIR: 'mistyped' }).output).toMatch(/has the new password/)
  },
)

it(
  'a PostgreSQL that cannot be used is one line, and no data folder is left behind',
  { timeout: 40_000 },
  () => {
    const { status, output } = createAdmin([], { DATABASE_URL: 'postgres://u:canary@127.0.0.1:1/none' })
    expect(status).toBe(1)
    expect(output).toMatch(
      /^DATABASE_URL: the database none on 127\.0\.0\.1:1 cannot be used: .*ECONNREFUSED.*\n$/,
    )
    expect(output).not.toContain('canary')
    expect(existsSync(join(folder, 'data'))).toBe(false)
  },
)

/** Types at a terminal of its own; resolves to what a person sees there and how it ended. */
async function atTerminal(keys: string, dataDir: string): Promise<{ seen: string; code: number | null }> {
  const program = [
    'import os, pty, select, sys',
    'pid, fd = pty.fork()',
    'if pid == 0: os.execvp(sys.argv[2], sys.argv[2:])',
    'seen = b""; typed = False',
    'while True:',
    '    try: chunk = os.read(fd, 1024)',
    '    except OSError: break',
    '    if not chunk: break',
    '    seen += chunk',
    '    if b"Password" in seen and not typed:',
    '        typed = True; os.write(fd, bytes(sys.argv[1], "utf8"))',
    'sys.stdout.buffer.write(seen)',
    'sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))',
  ].join('\n')
  const command = [process.execPath, script, '--new', '--email', 't@console.example']
  const child = spawn('python3', ['-c', program, keys, ...command], {
    env: { ...process.env, DATA_DIR: dataDir, DATABASE_URL: '' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let seen = ''
  child.stdout.on('data', (chunk: Buffer) => (seen += chunk.toString()))
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve))
  return { seen, code }
}

const hasPython = spawnSync('python3', ['-c', 'import pty']).status === 0

it.runIf(hasPython)(
  'a password typed at a terminal is not shown, and can be corrected',
  { timeout: 60_000 },
  async () => {
    const dataDir = join(folder, 'typed')
    const first = await atTerminal(`${password}xy\x7f\x7f\r`, dataDir)
    expect(first.code).toBe(0)
    expect(first.seen).toContain('t@console.example is now an admin.')
    expect(first.seen).not.toMatch(/canary/)
    const database = new SqliteDatabase(join(dataDir, 'console.sqlite'), { readonly: true })
    const hash = database.prepare<unknown[], { passwordHash: string }>('select passwordHash from users').get()
    database.close()
    const { verify } = await import('@node-rs/argon2')
    expect(await verify(hash?.passwordHash ?? '', password)).toBe(true)
    const stopped = await atTerminal('canary\x03', join(folder, 'stopped'))
    expect(stopped.code).toBe(1)
    expect(stopped.seen).toMatch(/Stopped; nothing was changed\./)
    expect(stopped.seen).not.toMatch(/canary/)
    expect(existsSync(join(folder, 'stopped'))).toBe(false)
  },
)
