import { existsSync, statSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { operations } from '../lib/calls/operations'
import { randomCall, seeded } from '../tests/random-calls'
import {
  api,
  ask,
  consoleOver,
  exported,
  exportPath,
  read,
  residentMb,
  watchMemory,
  windowOf,
  type ArchiveConsole,
} from './calls-console'
import { benchEnd, ingestProject, writerOf, type FilledArchive } from './calls-place'
import { quantile, timed, type BenchClient } from './client'
import { atLeast, atMost, informs, type Figure } from './report'

const million = 1_000_000
/** P23 and P26 to P28: searches and exports through the routes of a console as it ships, over the archive that is filled. */
export async function routeFigures(place: FilledArchive): Promise<Figure[]> {
  const console = await consoleOver(place)
  try {
    // What a process needs once it has after this.
    await exported(console.client, 20_000, place)
    return [
      ...(await runaway(console, place)),
      ...(await oneExport(console, place)),
      ...(await besideAnExport(console, place)),
      ...(await slowReaders(console, place)),
    ]
  } finally {
    await console.stop()
  }
}

/** P23: a search that would look at every call. */
async function runaway({ client }: ArchiveConsole, place: FilledArchive): Promise<Figure[]> {
  const ordinary = `${api}?${windowOf(place.rows, place)}&from=%2B1415&callResult=BUSY`
  await client.get(ordinary)
  const alone = await each(40, () => read(client, ordinary))
  let status = 0
  const endless = timed(async () => {
    // No call is this long, and nothing says so but every call itself.
    const answer = await client.get(`${api}?${windowOf(place.rows, place)}&minSeconds=80000`)
    status = answer.status
    await answer.arrayBuffer()
  })
  const beside: number[] = []
  let isOver = false
  const took = endless.finally(() => (isOver = true))
  while (!isOver) beside.push(await timed(() => read(client, ordinary)))
  return [
    informs('P23', 'a search that nothing helps is answered with', status, '(422 is advice)'),
    atMost('P23', '… after', await took, 1_300, 'ms'),
    informs('P23', 'another search meanwhile: median', quantile(beside, 0.5), 'ms'),
    atMost('P23', '… against the same one alone', quantile(beside, 0.5) / quantile(alone, 0.5), 2, '×'),
  ]
}

/** P26: everything at once, as fast as it is taken. */
async function oneExport({ client, pid }: ArchiveConsole, place: FilledArchive): Promise<Figure[]> {
  const figures: Figure[] = []
  const rises: number[] = []
  for (const rows of [million, 5 * million]) {
    if (rows > place.rows) continue
    const before = residentMb(pid)
    const watch = watchMemory(pid)
    const { firstMs, seconds, calls } = await exported(client, rows, place)
    const rise = (await watch()) - before
    rises.push(rise)
    const what = `export of ${calls} calls as CSV`
    figures.push(
      atLeast('P26', `${what}: rate`, calls / seconds / 1000, 150, 'thousand a second'),
      atMost('P26', '… first byte', firstMs, 200, 'ms'),
      atMost('P26', '… memory at most above what it was', rise, 150, 'MB'),
    )
  }
  const [one, five] = rises
  if (one !== undefined && five !== undefined)
    figures.push(
      atMost('P26', 'memory of five millions against one', Math.max(five, 1) / Math.max(one, 1), 1.1, '×'),
    )
  return figures
}

/** P27: others while one exports. */
async function besideAnExport({ client }: ArchiveConsole, place: FilledArchive): Promise<Figure[]> {
  const search = `${api}?${windowOf(place.rows, place)}&from=%2B1415&callResult=BUSY`
  const searching = async (until: () => boolean) => {
    const times: number[] = []
    await Promise.all(
      Array.from({ length: 4 }, async (_, person) => {
        await pause(person * 60)
        while (!until()) {
          times.push(await timed(() => read(client, search)))
          await pause(250)
        }
      }),
    )
    return times
  }
  let isOver = false
  setTimeout(() => (isOver = true), 5_000)
  const alone = await searching(() => isOver)
  let isExported = false
  const pings: number[] = []
  const pinging = async () => {
    while (!isExported) {
      const began = performance.now()
      pings.push(await timed(() => read(client, '/api/health')))
      await pause(Math.max(0, 50 - (performance.now() - began)))
    }
  }
  const [beside] = await Promise.all([
    searching(() => isExported),
    pinging(),
    exported(client, Math.min(place.rows, million), place).finally(() => (isExported = true)),
  ])
  return [
    atMost('P27', 'ping while a million calls are exported: p99', quantile(pings, 0.99), 30, 'ms'),
    atMost(
      'P27',
      'four searches meanwhile: median against without',
      quantile(beside, 0.5) / quantile(alone, 0.5),
      2,
      '×',
    ),
    informs('P27', '… median without', quantile(alone, 0.5), 'ms'),
    informs('P27', '… median meanwhile', quantile(beside, 0.5), 'ms'),
  ]
}

/** P28: five that take a chunk every 20 ms, while calls are written. */
async function slowReaders({ client, others, pid }: ArchiveConsole, place: FilledArchive): Promise<Figure[]> {
  const people = [client, ...others]
  const before = residentMb(pid)
  const watch = watchMemory(pid)
  const answers = await Promise.all(
    Array.from({ length: 5 }, (_, index) => slowly(people[index % people.length] ?? people[0], place)),
  )
  const { archive, close } = await writerOf(place)
  const random = seeded(9)
  for (let batch = 0; batch < 60; batch += 1) {
    const start = benchEnd + batch * 60_000
    const calls = Array.from({ length: 500 }, (_, index) =>
      randomCall(random, batch * 500 + index, start, 60_000),
    )
    await operations.write(archive, { projectId: ingestProject, fence: 1, calls })
    await pause(150)
  }
  const wal = `${place.file}-wal`
  const walMb = place.kind === 'sqlite' && existsSync(wal) ? statSync(wal).size / 2 ** 20 : 0
  const rise = (await watch()) - before
  for (let left = true; left;)
    left = (await operations.removeProject(archive, { projectId: ingestProject })).hasMore
  await close()
  const taken = answers.map((answer) => answer.taken).reduce((one, other) => one + other, 0)
  return [
    informs('P28', 'five slow readers, taken in all while 30,000 calls were written', taken / 2 ** 20, 'MB'),
    atMost('P28', '… memory at most above what it was', rise, 150, 'MB'),
    ...(place.kind === 'sqlite' ? [atMost('P28', '… write-ahead log', walMb, 64, 'MB')] : []),
  ]
}

/** Begins an export and takes one chunk of it every 20 ms. */
async function slowly(client: BenchClient | undefined, place: FilledArchive) {
  if (!client) throw new Error('nobody to export for')
  const answer = await ask(client, exportPath(place.rows, place))
  const state = { taken: 0, destroy: () => answer.destroy() }
  answer.on('error', () => {})
  const take = () => {
    const chunk: unknown = answer.read()
    if (Buffer.isBuffer(chunk)) state.taken += chunk.length
    if (!answer.destroyed) setTimeout(take, 20)
  }
  answer.on('readable', () => {})
  take()
  return state
}

async function each(times: number, work: () => Promise<unknown>): Promise<number[]> {
  const measured: number[] = []
  for (let index = 0; index < times; index += 1) measured.push(await timed(work))
  return measured
}
