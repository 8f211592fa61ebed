import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Archive } from '../lib/calls/archive'
import { operations } from '../lib/calls/operations'
import { Words } from '../lib/calls/words'
import { openArchiveReader } from '../lib/database/archive'
import { anyCall, type CallFilters } from '../lib/rules/call-query'
import { fillArchive } from './calls-fill'
import { benchDays, benchProject, benchTrunk, seededRandom } from './calls-model'
import { atMost, informs, printFigures, type Figure } from './report'

const { values: given } = parseArgs({
  options: {
    rows: { type: 'string', default: '1000000' },
    database: { type: 'string' },
    keep: { type: 'boolean' },
  },
})
const rows = Number(given.rows)
const kind = given.database === undefined ? 'sqlite' : 'postgres'
// The limits of PostgreSQL are twice those of SQLite: each question travels.
const slower = kind === 'sqlite' ? 1 : 2
const dayMs = 86_400_000
const folder = join(process.cwd(), '.tmp', 'bench-calls')
const file = join(folder, `calls-${rows}.sqlite`)
const end = Date.parse('2026-11-30T12:00:00.000Z')
const figures: Figure[] = []

process.stdout.write(
  `${rows} calls, ${kind}, ${cpus().length} × ${cpus()[0]?.model}, ${Math.round(totalmem() / 2 ** 30)} GiB\n`,
)
mkdirSync(folder, { recursive: true })
if (kind === 'postgres' || !existsSync(file)) {
  const began = performance.now()
  await fillArchive({ url: given.database, file }, rows, end)
  figures.push(informs('', 'calls loaded, with indexes and sums', (performance.now() - began) / 1000, 's'))
}
const opened = openArchiveReader({ url: given.database, file })
const archive: Archive = { db: opened.db, kind: opened.kind, words: new Words() }
try {
  await matrix()
  await pages()
  await lastDigits()
  await totals()
} finally {
  await opened.close()
  if (given.keep !== true && kind === 'sqlite') rmSync(folder, { recursive: true, force: true })
}
process.exitCode = printFigures(figures) ? 0 : 1

interface Case {
  what: string
  filters: CallFilters
  start: number
  end: number
}

/** Two hundred of all combinations of filters and windows, the same ones each time. */
function cases(): Case[] {
  const parties: Partial<CallFilters>[] = [
    {},
    { from: '+1415' },
    { from: '+14155550003' },
    { from: '+46701749871' },
    { from: '+99912' },
    { to: '+4477' },
    { to: '+4670174' },
    { to: '+12125550000' },
    { to: '+441234' },
    { party: '+49302300' },
  ]
  const others: Partial<CallFilters>[][] = [
    [{}, { trunkId: [benchTrunk(0)] }, { trunkId: [benchTrunk(38)] }],
    [{}, { callResult: ['FAILED'] }, { callResult: ['BUSY'] }],
    [{}, { direction: ['INBOUND'] }, { direction: ['OUTBOUND'] }],
    [{}, { country: ['SE'] }, { country: ['BR'] }],
    [{}, {}, {}, { emergency: true }],
  ]
  const windows = { '24 h': 1, '30 d': 30, all: 10_000 }
  const combined = others.reduce<Partial<CallFilters>[]>(
    (made, choices) => made.flatMap((one) => choices.map((choice) => ({ ...one, ...choice }))),
    parties,
  )
  const all = combined.flatMap((filters) =>
    Object.entries(windows).map(([name, days]) => ({
      what: `${JSON.stringify(filters)} ${name}`,
      filters: { ...anyCall, ...filters },
      start: end - days * dayMs,
      end,
    })),
  )
  const random = seededRandom(17)
  return Array.from({ length: 200 }, () => all[Math.floor(random() * all.length)]).filter(
    (one) => one !== undefined,
  )
}

/** P17 and P19. */
async function matrix(): Promise<void> {
  const found: [number, string][] = []
  const counted: [number, string][] = []
  // The first question of a process reads the words and opens what it needs.
  await operations.search(archive, {
    projectId: benchProject,
    filters: anyCall,
    start: end - dayMs,
    end,
    limit: 50,
  })
  for (const { what, filters, start } of cases()) {
    const asked = { projectId: benchProject, filters, start, end }
    found.push([await timed(() => operations.search(archive, { ...asked, limit: 50 })), what])
    counted.push([await timed(() => operations.count(archive, asked)), what])
  }
  const times = found.map(([ms]) => ms)
  figures.push(
    atMost('P17', '200 filters: p50', quantile(times, 0.5), 5 * slower, 'ms'),
    atMost('P17', '200 filters: p99', quantile(times, 0.99), 50 * slower, 'ms'),
    atMost('P17', '200 filters: slowest', Math.max(...times), 200 * slower, 'ms'),
    atMost(
      'P19',
      'counts of these: p99',
      quantile(
        counted.map(([ms]) => ms),
        0.99,
      ),
      20 * slower,
      'ms',
    ),
  )
  for (const [name, list] of [
    ['search', found],
    ['count', counted],
  ] as const)
    for (const [ms, what] of [...list].sort(([one], [other]) => other - one).slice(0, 6))
      process.stdout.write(`slow ${name}: ${ms.toFixed(1)} ms  ${what}\n`)
}

/** P18: the first page beside the ten thousandth. */
async function pages(): Promise<void> {
  const asked = { projectId: benchProject, filters: anyCall, start: end - benchDays * dayMs, end, limit: 50 }
  const first = await medianOf(20, () => operations.search(archive, asked))
  let from: { id: number; towards: 'older' } | undefined
  for (let page = 0; page < Math.min(1_000, rows / 1_000); page += 1) {
    const { calls } = await operations.search(archive, { ...asked, limit: 500, from })
    const last = calls[calls.length - 1]
    if (last) from = { id: last.id, towards: 'older' }
  }
  const far = await medianOf(20, () => operations.search(archive, { ...asked, from }))
  figures.push(
    atMost('P18', 'page 10,000 beside page 1', far / first, 1.5, '×'),
    informs('P18', 'page 1', first, 'ms'),
  )
}

/** P20 */
async function lastDigits(): Promise<void> {
  const times: number[] = []
  const random = seededRandom(5)
  for (let index = 0; index < 100; index += 1) {
    const digits = String(Math.floor(random() * 10_000)).padStart(4, '0')
    const filters = { ...anyCall, [index % 2 === 0 ? 'from' : 'to']: `*${digits}` }
    const asked = { projectId: benchProject, filters, start: end - benchDays * dayMs, end, limit: 50 }
    times.push(await timed(() => operations.search(archive, asked)))
  }
  figures.push(atMost('P20', 'last four digits: p99', quantile(times, 0.99), 100 * slower, 'ms'))
}

/** P21 */
async function totals(): Promise<void> {
  const asked = {
    projectId: benchProject,
    filters: anyCall,
    start: end - 30 * dayMs,
    end,
    zone: 'Europe/Stockholm',
  }
  const ms = await medianOf(9, () => operations.totals(archive, asked))
  figures.push(atMost('P21', 'totals of 30 days', ms, 30 * slower, 'ms'))
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work().catch((error: unknown) => process.stdout.write(`${String(error)}\n`))
  return performance.now() - began
}

async function medianOf(times: number, work: () => Promise<unknown>): Promise<number> {
  const measured: number[] = []
  for (let index = 0; index < times; index += 1) measured.push(await timed(work))
  return quantile(measured, 0.5)
}

function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}
