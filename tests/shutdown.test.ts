import SqliteDatabase from 'better-sqlite3'
import { Agent, request } from 'node:http'
import { connect } from 'node:net'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { afterEach, beforeAll, expect, it } from 'vitest'
import { ensureBuild } from '../scripts/lib/build.mjs'
import { startFresh } from '../scripts/lib/end-to-end.mjs'
import { claimAndSignIn } from './session'
import { vendorSide } from './vendor-side'

const base = '/api/projects/sandbox'
const ends: (() => unknown)[] = []

beforeAll(() => ensureBuild(), 240_000)
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

interface Outcome {
  status?: number
  /** Why there was no answer. */
  code?: string
  body: string
}

/** One request over the connections of an agent, as a browser keeps them. */
function ask(agent: Agent, url: string, cookie: string, sent?: object): Promise<Outcome> {
  return new Promise((resolve) => {
    const body = sent === undefined ? undefined : JSON.stringify(sent)
    const headers = { cookie, origin: new URL(url).origin, 'content-type': 'application/json' }
    const asked = request(url, { agent, headers, method: body === undefined ? 'GET' : 'POST' }, (answer) => {
      let text = ''
      answer.on('data', (chunk: Buffer) => (text += chunk.toString()))
      answer.once('end', () => resolve({ status: answer.statusCode, body: text }))
      answer.once('error', () => resolve({ code: 'CUT', body: text }))
    })
    asked.once('error', (error) =>
      resolve({ code: 'code' in error ? String(error.code) : 'unknown', body: '' }),
    )
    asked.end(body)
  })
}

function isRefused(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('connect', () => resolve(false))
    socket.once('error', () => resolve(true))
    setTimeout(() => socket.destroy(), 50)
  })
}

it.each([
  ['pages that come slowly', { kind: 'delay', ms: 250 }],
  ['a page that does not come at all', { kind: 'hang' }],
])(
  'SIGTERM under fifty requests a second and a long export with %s: nobody loses anything and it ends in time (A31)',
  { timeout: 90_000 },
  async (_name, fault) => {
    // What the console reads of its own accord would meet the fault that is meant for the export.
    const servers = await startFresh({ env: { CALL_SYNC: 'off' } })
    ends.push(() => servers.stop())
    const api = await claimAndSignIn(servers.url, servers.setupToken)
    const vendor = await vendorSide(servers)
    const cookie = api.cookie()
    const agent = new Agent({ keepAlive: true, maxSockets: 8 })
    ends.push(() => agent.destroy())

    // The first pages come at once, so that the export is under way.
    await vendor.fault({ method: 'GET', path: '**/calls', nth: 3, count: 1_000, fault })
    const days = new Date(Date.now() - 30 * 86_400_000).toISOString()
    const range = `start=${encodeURIComponent(days)}&end=${encodeURIComponent(new Date().toISOString())}`
    const whole = ask(new Agent(), `${servers.url}${base}/calls/export?source=live&${range}`, cookie)

    const outcomes: { sentAt: number; outcome: Promise<Outcome> }[] = []
    let sent = 0
    const load = setInterval(() => {
      sent += 1
      const trunk = { name: `Trunk ${sent}`, hostName: `shutdown-${sent}` }
      const path = sent % 5 === 0 ? `${base}/trunks` : '/api/session'
      const outcome = ask(agent, servers.url + path, cookie, sent % 5 === 0 ? trunk : undefined)
      outcomes.push({ sentAt: Date.now(), outcome })
    }, 20)
    await delay(2_000)

    const told = Date.now()
    servers.server.child.kill('SIGTERM')
    await delay(150)
    expect(await isRefused(Number(new URL(servers.url).port))).toBe(true)
    const { code } = await servers.server.ended
    const seconds = (Date.now() - told) / 1000
    clearInterval(load)
    expect(code).toBe(0)
    expect(seconds).toBeLessThan(8)

    const file = await whole
    const lines = file.body.trimEnd().split('\r\n')
    // It says so in its last row and by a failed ending.
    expect(file.code).toBe('CUT')
    expect(lines.length).toBeGreaterThan(500)
    const last = `"Export stopped after ${lines.length - 2} calls: the console was shut down"`
    expect(lines.at(-1)?.startsWith(last)).toBe(true)

    const ordinary = await Promise.all(
      outcomes.map(async ({ sentAt, outcome }) => ({ sentAt, ...(await outcome) })),
    )
    const before = ordinary.filter(({ sentAt }) => sentAt < told)
    expect(before.length).toBeGreaterThan(80)
    expect(before.filter(({ status }) => status !== 200 && status !== 201)).toEqual([])
    // Later ones may find the door closed, and nothing else.
    const failed = ordinary.filter(({ status }) => status !== 200 && status !== 201)
    expect(
      [...new Set(failed.map((outcome) => outcome.code))].filter((one) => one !== 'ECONNREFUSED'),
    ).toEqual([])

    const database = new SqliteDatabase(join(servers.dataDir, 'console.sqlite'), { readonly: true })
    ends.push(() => database.close())
    expect(database.pragma('integrity_check', { simple: true })).toBe('ok')
    const rows = database
      .prepare<unknown[], { outcome: string; n: number }>(
        "select outcome, count(*) as n from audit where action = 'trunks.create' group by outcome",
      )
      .all()
    const created = ordinary.filter(({ status }) => status === 201).length
    expect(rows).toEqual([{ outcome: 'ok', n: created }])
    const { totalSize, totalItems } = await vendor.read('trunks')
    expect(Number(totalSize ?? totalItems)).toBe(created + 3)
  },
)
