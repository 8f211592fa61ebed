import { readFileSync } from 'node:fs'
import { startFresh } from '../scripts/lib/end-to-end.mjs'
import { load, median, signedInClient, type BenchClient, type Load } from './client'
import { atLeast, atMost, informs, printFigures, type Figure } from './report'

const seconds = 4
const rounds = 11
// What the empty route did, with ten connections, on the machine that the targets in milliseconds were set on: see docs/decisions/0008.
const referencePerSecond = 1_500
const figures: Figure[] = []

let servers = await startFresh()
let memoryMb = 0
try {
  const client = await signedInClient(servers.url, servers.setupToken)
  figures.push(atMost('P7', 'memory, idle', residentMb(servers.server.child.pid), 180, 'MB'))
  await proxiedReads(client)
  memoryMb = residentMb(servers.server.child.pid)
} finally {
  await servers.stop()
}
// What a cold list takes depends on the rate at which the vendor is asked: here the one that a console has unless it is told otherwise.
servers = await startFresh({ env: { EST_CALLS_PER_SECOND: '10' } })
try {
  await coalescing(await signedInClient(servers.url, servers.setupToken))
  memoryMb = Math.max(memoryMb, residentMb(servers.server.child.pid))
} finally {
  await servers.stop()
}
figures.push(atMost('P7', 'memory after load, the larger of the two consoles', memoryMb, 400, 'MB'))
figures.push(atMost('P7', 'start to first answer, data folder in place', await startSeconds(), 1.5, 's'))
process.exitCode = printFigures(figures) ? 0 : 1

/** P1 and P2: a read that goes to the vendor, and one from memory, beside a route that does nothing. */
async function proxiedReads(client: BenchClient): Promise<void> {
  const trunksPath = '/api/projects/sandbox/trunks'
  const list = (await (await client.get(trunksPath)).json()) as { items: { id: string }[] } // our own API's shape
  const item = `${trunksPath}/${list.items[0]?.id ?? ''}`
  const [empty, proxied, cached] = ['/api/health', item, `${trunksPath}?pageSize=3`]
  for (const path of [empty, proxied, cached]) await load(client, path, 10, 3)

  const ten = await sideBySide(client, 10, { empty, proxied })
  const machine = median(ten.map(({ empty }) => empty.perSecond))
  const scale = Math.min(1, machine / referencePerSecond)
  const alone = await sideBySide(client, 1, { empty, proxied })
  const added = (figure: keyof Load) =>
    median(alone.map(({ empty, proxied }) => proxied[figure] - empty[figure]))
  figures.push(
    informs('P1', 'this machine: empty route, 10 connections', machine, 'a second'),
    informs('P1', 'this machine: proxied read adds to the median, 1 connection', added('p50'), 'ms'),
    informs('P1', 'this machine: … and to the 99th percentile', added('p99'), 'ms'),
    atMost('P1', 'proxied read adds to the median, reference machine', added('p50') * scale, 2, 'ms'),
    atMost('P1', '… and to the 99th percentile, reference machine', added('p99') * scale, 10, 'ms'),
  )
  const tenShare = median(ten.map(({ empty, proxied }) => (100 * proxied.perSecond) / empty.perSecond))
  figures.push(atLeast('P1', 'proxied reads, share of the empty route, 10 connections', tenShare, 45, '%'))
  const fifty = await sideBySide(client, 50, { empty, cached })
  const fiftyShare = median(fifty.map(({ empty, cached }) => (100 * cached.perSecond) / empty.perSecond))
  const fiftyTimes = median(fifty.map(({ empty, cached }) => cached.p99 / empty.p99))
  figures.push(
    atLeast('P2', 'cached reads, share of the empty route, 50 connections', fiftyShare, 80, '%'),
    atMost('P2', 'cached reads, 99th percentile against the empty route', fiftyTimes, 1.5, 'times'),
  )
}

/** Loads several addresses in turns; each round holds what was measured side by side, so that a slow moment of the machine meets all of it. */
async function sideBySide<Name extends string>(
  client: BenchClient,
  connections: number,
  paths: Record<Name, string>,
): Promise<Record<Name, Load>[]> {
  const measured: Record<Name, Load>[] = []
  for (let round = 0; round < rounds; round += 1) {
    const loads: [string, Load][] = []
    const turns = Object.entries<string>(paths)
    // Every other round the other way around: a machine that becomes slower or faster favours none of them.
    for (const [name, path] of round % 2 === 0 ? turns : turns.toReversed())
      loads.push([name, await load(client, path, connections, seconds)])
    measured.push(Object.fromEntries(loads) as Record<Name, Load>) // made of the names that came in
  }
  return measured
}

/** P3: a hundred people open a cold list of 10,000 trunks within a second. */
async function coalescing(client: BenchClient): Promise<void> {
  await control('POST', 'seed', { trunks: 10_000, numbers: 5_000, accessControlLists: 1_000 })
  await control('POST', 'tokens/revoke', {})
  // Lists read before are fresh for thirty seconds.
  await new Promise((resolve) => setTimeout(resolve, 31_000))
  await control('DELETE', 'requests')
  const path = '/api/projects/sandbox/trunks?pageSize=50'
  const times = await Promise.all(
    Array.from({ length: 100 }, async (_, index) => {
      await new Promise((resolve) => setTimeout(resolve, index * 10))
      const began = performance.now()
      const answer = await client.get(path)
      if (answer.status !== 200) throw new Error(`the list answered ${answer.status}`)
      await answer.arrayBuffer()
      return performance.now() - began
    }),
  )
  const seen = await requests()
  // The first call meets a revoked token and is sent again; only pages that were read count.
  const trunkPages = seen.filter(
    ({ path: one, status }) => status === 200 && /\/trunks$/.test(one) && !/Lists\//.test(one),
  ).length
  const calls = seen.filter(({ path: one }) => one.startsWith('/v1/') && !isSweep(one)).length
  const expected = await expectedCalls(client)
  figures.push(
    atMost('P3', 'slowest of 100 browsers, cold list of 10,000 trunks', Math.max(...times) / 1000, 6, 's'),
  )
  figures.push(
    atMost(
      'P3',
      'pages of the trunk list asked of the vendor',
      trunkPages,
      Math.ceil(expected.trunks / 500),
      'calls',
    ),
  )
  figures.push(atMost('P3', 'all calls to the vendor', calls, expected.calls, 'calls'))
  figures.push(
    atMost('P3', 'token calls', seen.filter(({ path: one }) => one === '/oauth2/token').length, 1, 'calls'),
  )
  await control('DELETE', 'requests')
  for (let index = 0; index < 20; index += 1) await client.get(path)
  const later = await requests()
  figures.push(
    atMost(
      'P3',
      'calls to the vendor for 20 more reads',
      later.filter((one) => !isSweep(one.path)).length,
      0,
      'calls',
    ),
  )
}

// Endpoints are read on behind, one trunk after another, whoever looks.
function isSweep(path: string): boolean {
  return path.endsWith('/endpoints')
}

/** ⌈trunks/500⌉ + ⌈ACLs/500⌉ + ⌈numbers/500⌉ + ⌈credential lists/500⌉ + one per credential list, plus one replayed call for the revoked token. */
async function expectedCalls(client: BenchClient): Promise<{ trunks: number; calls: number }> {
  const total = async (name: string) =>
    ((await (await client.get(`/api/projects/sandbox/${name}?pageSize=1`)).json()) as { total: number }).total // our own API's shape
  const [trunks, acls, lists] = [
    await total('trunks'),
    await total('accessControlLists'),
    await total('credentialLists'),
  ]
  const assigned = 5_000 + 40
  return {
    trunks,
    calls:
      Math.ceil(trunks / 500) +
      Math.ceil(acls / 500) +
      Math.ceil(assigned / 500) +
      Math.ceil(lists / 500) +
      lists +
      4,
  }
}

async function control(method: string, path: string, body?: unknown): Promise<unknown> {
  const answer = await fetch(`${servers.sandboxUrl}/__sandbox/${path}`, {
    method,
    body: body === undefined ? undefined : JSON.stringify(body),
    headers: { 'content-type': 'application/json' },
  })
  if (!answer.ok) throw new Error(`sandbox control ${path} answered ${answer.status}: ${await answer.text()}`)
  return await answer.json()
}

async function requests(): Promise<{ path: string; status: number }[]> {
  const log = (await control('GET', 'requests')) as { requests: { path: string; status: number }[] } // the sandbox's own shape
  return log.requests
}

/** Resident memory of a process in megabytes, from the kernel. */
function residentMb(pid: number | undefined): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024
}

/** From starting the console's process to its first good answer. */
async function startSeconds(): Promise<number> {
  const again = await startFresh()
  const { startConsole, untilReady, freePort } = await import('../scripts/lib/servers.mjs')
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const began = performance.now()
  const server = startConsole({
    env: {
      HOST: '127.0.0.1',
      PORT: String(port),
      APP_URL: url,
      DATA_DIR: again.dataDir,
      SANDBOX_PORT: String(again.sandboxPort),
    },
    stdio: 'ignore',
  })
  await untilReady(server, `${url}/api/ready`)
  const took = (performance.now() - began) / 1000
  await server.stop()
  await again.stop()
  return took
}
