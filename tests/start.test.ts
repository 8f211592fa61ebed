import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import { ensureBuild } from '../scripts/lib/build.mjs'
import { freePort } from '../scripts/lib/servers.mjs'

const folder = mkdtempSync(join(tmpdir(), 'est-console-start-'))
const script = join(process.cwd(), 'scripts', 'start.mjs')
const ends: (() => unknown)[] = []
const plainFile = join(folder, 'a-file')
writeFileSync(plainFile, 'x')

beforeAll(() => ensureBuild(), 240_000)
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** `npm start` as a person runs it, in the folder of this test. */
async function start(env: Record<string, string> = {}) {
  const [port, sandboxPort] = [String(await freePort()), String(await freePort())]
  const child = spawn(process.execPath, [script], {
    cwd: folder,
    env: {
      ...process.env,
      ...{ HOST: '', APP_URL: '', DATABASE_URL: '', DATA_DIR: 'data', ENCRYPTION_KEY_FILE: '', SANDBOX: '' },
      ...{ PORT: port, SANDBOX_PORT: sandboxPort, LOG_LEVEL: 'error', ...env },
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (output += chunk.toString()))
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  ends.push(async () => {
    child.kill('SIGTERM')
    await ended
  })
  const prints = async (text: string | RegExp, seconds = 40) => {
    const until = Date.now() + seconds * 1000
    while (!(typeof text === 'string' ? output.includes(text) : text.test(output))) {
      if (Date.now() > until) throw new Error(`it never said ${text}, but:\n${output}`)
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
  return { child, port, sandboxPort, ended, prints, output: () => output }
}

const cheap: [string, Record<string, string>, RegExp][] = [
  ['a host for everybody', { HOST: '0.0.0.0' }, /^HOST=0\.0\.0\.0 lets other machines in.*https address\.$/],
  ['every IPv6 address', { HOST: '::', APP_URL: 'http://127.0.0.1:1' }, /^HOST=:: lets other machines in/],
  ['one port for both', { PORT: '45671', SANDBOX_PORT: '45671' }, /^PORT and SANDBOX_PORT are both 45671/],
  ['SANDBOX=false', { SANDBOX: 'false' }, /^SANDBOX must be on or off; it is false\.$/],
  ['a file as the data folder', { DATA_DIR: plainFile }, /^The data folder \S+ cannot be used \(EEXIST\)/],
  [
    'a data folder below a file',
    { DATA_DIR: '/dev/null/x' },
    /^The data folder \S+ cannot be used \(ENOTDIR\)/,
  ],
]

it.each(cheap)('%s is refused with one line', { timeout: 30_000 }, async (_name, env, line) => {
  const { ended, output } = await start(env)
  expect(await ended).toBe(1)
  expect(output().trimEnd().split('\n')).toEqual([expect.stringMatching(line)])
})

const costly: [string, Record<string, string>, RegExp][] = [
  ['an APP_URL that is none', { APP_URL: 'foo' }, /^est-console: .*APP_URL must be an origin/],
  ['an APP_URL with a path', { APP_URL: 'https://a.example/b' }, /^est-console: .*APP_URL must be an origin/],
  ['a bare number as proxy', { TRUSTED_PROXIES: '10' }, /^est-console: .*TRUSTED_PROXIES.*10 is none/],
  [
    'a folder as key file',
    { ENCRYPTION_KEY_FILE: '/tmp' },
    /^est-console: ENCRYPTION_KEY_FILE names \/tmp, which is a folder/,
  ],
]

it.each(costly)(
  '%s ends the start, and nothing says that it runs',
  { timeout: 60_000 },
  async (_name, env, line) => {
    const { ended, output } = await start({ SANDBOX: 'off', ...env })
    expect(await ended).toBe(1)
    const lines = output()
      .split('\n')
      .filter((one) => /^(est-console:|The |EST console)/.test(one))
    expect(lines).toEqual([
      expect.stringMatching(line),
      'The console ended while it was starting (exit code 1).',
    ])
    expect(output()).not.toMatch(/\n\s+at /)
  },
)

it('a start that is stopped half-way says so and not that it runs', { timeout: 60_000 }, async () => {
  const { child, ended, output, prints } = await start({ DATA_DIR: 'half-way' })
  await prints(/▲|Next/)
  child.kill('SIGINT')
  expect(await ended).toBe(0)
  expect(output()).toContain('Stopping the console (SIGINT).')
  expect(output()).not.toContain('is running')
})

it(
  'a damaged sandbox does not keep the console from running, on IPv6 as well, with its files for their owner alone',
  { timeout: 90_000 },
  async () => {
    const dataDir = join(folder, 'damaged')
    const key = join(folder, 'key')
    writeFileSync(key, randomBytes(32).toString('hex'))
    mkdirSync(dataDir)
    writeFileSync(join(dataDir, 'sandbox.sqlite'), 'garbage\n'.repeat(500))
    const hasIpv6 = await fetch('http://[::1]:1').catch(
      (error: Error) => !/EADDRNOTAVAIL|EAFNOSUPPORT/.test(String(error.cause)),
    )
    const HOST = hasIpv6 ? '::1' : '127.0.0.1'
    const first = await start({ DATA_DIR: 'damaged', ENCRYPTION_KEY_FILE: 'key', HOST })
    await first.prints(
      /The sandbox ended \(exit code 1\)\. The console stays up;.*sandbox\.sqlite is damaged, move it away/,
    )
    await first.prints('Press Ctrl-C')
    const url = /is running at (\S+)/.exec(first.output())?.[1] ?? ''
    expect(url).toBe(`http://${hasIpv6 ? '[::1]' : HOST}:${first.port}`)
    expect((await fetch(`${url}/api/ready`)).status).toBe(200)

    const second = await start({ DATA_DIR: 'damaged', ENCRYPTION_KEY_FILE: 'key' })
    expect(await second.ended).toBe(1)
    expect(second.output()).toMatch(/^Another console is running with the data folder \S+damaged\. .*\n$/)

    rmSync(join(dataDir, 'sandbox.sqlite'))
    await first.prints('EST sandbox on', 60)
    const open = readdirSync(dataDir).filter((name) => (statSync(join(dataDir, name)).mode & 0o077) !== 0)
    expect(open).toEqual([])
    first.child.kill('SIGTERM')
    expect(await first.ended).toBe(0)
    // The lock has gone with it.
    const third = await start({ DATA_DIR: 'damaged', ENCRYPTION_KEY_FILE: 'key', SANDBOX: 'off' })
    await third.prints('Press Ctrl-C')
  },
)
