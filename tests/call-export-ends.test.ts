import SqliteDatabase from 'better-sqlite3'
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { get, type IncomingMessage } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { operations } from '@/lib/calls/operations'
import { Words } from '@/lib/calls/words'
import { openArchiveWriter } from '@/lib/database/archive'
import { ensureBuild } from '../scripts/lib/build.mjs'
import { startFresh } from '../scripts/lib/end-to-end.mjs'
import { randomCall, seeded } from './random-calls'
import { claimAndSignIn } from './session'

const stored = 40_000
const dayMs = 86_400_000

type Servers = Awaited<ReturnType<typeof startFresh>>
let filled: { file: string; remove(): void }
let servers: Servers
let person: Awaited<ReturnType<typeof claimAndSignIn>>

beforeAll(async () => {
  ensureBuild()
  filled = await filledArchive()
}, 300_000)
afterAll(() => filled.remove())

// Each on a console of its own as it ships, which takes the archive for that of its own project.
beforeEach(async () => {
  const archiveOf = (dataDir: string) => join(dataDir, 'calls.sqlite')
  servers = await startFresh({
    env: { CALL_SYNC: 'off' },
    prepare: (dataDir: string) => copyFileSync(filled.file, archiveOf(dataDir)),
  })
  person = await claimAndSignIn(servers.url, servers.setupToken)
  const main = new SqliteDatabase(join(servers.dataDir, 'console.sqlite'), { readonly: true })
  const key = main.prepare<[], string>("select id || ' ' || createdAt from projects").pluck().get()
  main.close()
  const archive = new SqliteDatabase(archiveOf(servers.dataDir))
  archive.prepare("update callWords set word = ? where kind = 'project'").run(key)
  archive.close()
}, 60_000)
afterEach(() => servers.stop())

async function filledArchive(): Promise<typeof filled> {
  const folder = mkdtempSync(join(tmpdir(), 'est-export-'))
  const file = join(folder, 'calls.sqlite')
  const { db, kind, close } = await openArchiveWriter({ file })
  const random = seeded(31)
  const calls = Array.from({ length: stored }, (_, index) =>
    randomCall(random, index, Date.now() - 3 * dayMs, 2 * dayMs),
  )
  await operations.write({ db, kind, words: new Words() }, { projectId: 'p', fence: 1, calls })
  await close()
  return { file, remove: () => rmSync(folder, { recursive: true }) }
}

function ask(): Promise<IncomingMessage> {
  const [start, end] = [new Date(Date.now() - 5 * dayMs), new Date()]
  const window = `start=${start.toISOString()}&end=${end.toISOString()}`
  const url = `${servers.url}/api/projects/sandbox/calls/export?${window}`
  return new Promise((resolve, reject) => {
    get(url, { agent: false, headers: { cookie: person.cookie() } }, resolve).on('error', reject)
  })
}

interface Taken {
  text: string
  failure: Error | undefined
}

/** Takes all of an answer, or what came until it broke off; `onPart` is told how much there is each time. */
async function take(answer: IncomingMessage, onPart: (length: number) => unknown = () => {}): Promise<Taken> {
  let text = ''
  try {
    for await (const part of answer) {
      text += String(part)
      await onPart(text.length)
    }
    return { text, failure: undefined }
  } catch (error) {
    return { text, failure: error instanceof Error ? error : new Error(String(error)) }
  }
}

const rowsOf = (text: string) => text.trimEnd().split('\r\n')

it('an export of the archive is whole, and says so', async () => {
  const { text, failure } = await take(await ask())
  expect(failure).toBeUndefined()
  const rows = rowsOf(text)
  expect(rows).toHaveLength(stored + 2)
  expect(rows.at(-1)).toMatch(new RegExp(`^"End of export: ${stored} calls\\. The archive lacks`))
  expect(new Set(rows).size).toBe(rows.length)
}, 60_000)

it('a console that is killed in the midst leaves a file that has no end, and a connection that breaks off (A25)', async () => {
  let isKilled = false
  const { text, failure } = await take(await ask(), async (length) => {
    if (isKilled || length < 3_000_000) return
    isKilled = true
    servers.server.child.kill('SIGKILL')
    await servers.server.ended
  })
  expect(isKilled).toBe(true)
  expect(failure).toBeDefined()
  expect(rowsOf(text).length).toBeLessThan(stored)
  expect(text).not.toContain('End of export')
}, 60_000)

it('an archive that fails in the midst ends the file with why, and breaks the connection off (A25)', async () => {
  let isBroken = false
  const { text, failure } = await take(await ask(), (length) => {
    if (isBroken || length < 3_000_000) return
    isBroken = true
    const file = new SqliteDatabase(join(servers.dataDir, 'calls.sqlite'))
    file.exec('alter table calls rename to lost')
    file.close()
  })
  expect(isBroken).toBe(true)
  expect(failure).toBeDefined()
  const last = rowsOf(text).at(-1) ?? ''
  const calls = Number(/^"Export stopped after (\d+) calls: [^"]+"(,"")+$/.exec(last)?.[1])
  expect(rowsOf(text)).toHaveLength(calls + 2)
  expect(calls).toBeGreaterThan(5_000)
  expect(calls).toBeLessThan(stored)
  // What the driver said belongs to the log.
  expect(last).not.toMatch(/sql|table/i)
}, 60_000)

it('the console stops reading within half a second of the moment its reader goes (A25)', async () => {
  const leaving = await ask()
  leaving.on('error', () => {})
  await delay(300)
  const other = await ask()
  expect([leaving.statusCode, other.statusCode]).toEqual([200, 200])
  // Both places that one person has are taken for as long as the console reads.
  const refused = await ask()
  expect(refused.statusCode).toBe(429)
  refused.resume()
  leaving.destroy()
  const wentAt = performance.now()
  let again = await ask()
  while (again.statusCode !== 200 && performance.now() - wentAt < 5_000) {
    again.resume()
    await delay(20)
    again = await ask()
  }
  expect(again.statusCode).toBe(200)
  expect(performance.now() - wentAt).toBeLessThan(500)
  for (const answer of [other, again]) answer.on('error', () => {}).destroy()
}, 60_000)

it('of ten exports at once two run, and the others are told in one sentence when to come again (S40)', async () => {
  const answers = await Promise.all(Array.from({ length: 10 }, () => ask()))
  const running = answers.filter(({ statusCode }) => statusCode === 200)
  const refused = answers.filter(({ statusCode }) => statusCode === 429)
  expect([running.length, refused.length]).toEqual([2, 8])
  for (const answer of refused) {
    expect(answer.headers['retry-after']).toMatch(/^\d+$/)
    const { error } = JSON.parse((await take(answer)).text)
    expect(error.message).toBe('You have two exports running. Wait for one of them, or cancel it.')
  }
  // Those that run are not the worse for it.
  for (const answer of running) expect((await take(answer)).text).toContain(`End of export: ${stored} calls`)
}, 60_000)
