import type { Archive } from '../lib/calls/archive'
import { operations } from '../lib/calls/operations'
import { ApiError } from '../lib/errors'
import { anyCall, type CallFilters } from '../lib/rules/call-query'
import { quantile, timed } from './client'
import { benchDays, benchProject, benchTrunk, seededRandom } from './calls-model'
import { benchEnd } from './calls-place'
import { atMost, informs, type Figure } from './report'

const dayMs = 86_400_000

/** Searches, pages, counts and totals over an archive that is filled, one after the other in this process. */
export async function searchFigures(archive: Archive, rows: number): Promise<Figure[]> {
  // The limits of PostgreSQL are twice those of SQLite: each question travels.
  const slower = archive.kind === 'sqlite' ? 1 : 2
  return [
    ...(await matrix(archive, slower)),
    ...(await pages(archive, rows)),
    await lastDigits(archive, slower),
    await totals(archive, slower),
  ]
}

/** A search of the benchmark. */
export interface Case {
  what: string
  filters: CallFilters
  start: number
  end: number
}

/** Two hundred of all combinations of filters and windows, the same ones each time. */
export function cases(): Case[] {
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
      start: benchEnd - days * dayMs,
      end: benchEnd,
    })),
  )
  const random = seededRandom(17)
  return Array.from({ length: 200 }, () => all[Math.floor(random() * all.length)]).filter(
    (one) => one !== undefined,
  )
}

/** P17 and P19. */
async function matrix(archive: Archive, slower: number): Promise<Figure[]> {
  const found: [number, string][] = []
  const counted: [number, string][] = []
  // The first question of a process reads the words and opens what it needs.
  const newest = { filters: anyCall, start: benchEnd - dayMs, end: benchEnd, limit: 50 }
  await operations.search(archive, { projectId: benchProject, ...newest })
  for (const { what, ...asked } of cases()) {
    const request = { projectId: benchProject, ...asked }
    found.push([await timed(() => searched(archive, { ...request, limit: 50 })), what])
    counted.push([await timed(() => operations.count(archive, request)), what])
  }
  for (const [name, list] of [
    ['search', found],
    ['count', counted],
  ] as const)
    for (const [ms, what] of list.toSorted(([one], [other]) => other - one).slice(0, 5))
      process.stdout.write(`slow ${name}: ${ms.toFixed(1)} ms  ${what}\n`)
  const times = found.map(([ms]) => ms)
  const countTimes = counted.map(([ms]) => ms)
  return [
    atMost('P17', '200 filters: p50', quantile(times, 0.5), 5 * slower, 'ms'),
    atMost('P17', '200 filters: p99', quantile(times, 0.99), 50 * slower, 'ms'),
    atMost('P17', '200 filters: slowest', Math.max(...times), 200 * slower, 'ms'),
    atMost('P19', 'counts of these: p99', quantile(countTimes, 0.99), 20 * slower, 'ms'),
  ]
}

/** A search that is cut because it takes too long counts with the time it took. */
async function searched(archive: Archive, request: Parameters<typeof operations.search>[1]): Promise<void> {
  await operations.search(archive, request).catch((error: unknown) => {
    if (!(error instanceof ApiError) || error.code !== 'invalid_request') throw error
  })
}

/** P18: the first page beside the ten thousandth. */
async function pages(archive: Archive, rows: number): Promise<Figure[]> {
  const window = { start: benchEnd - benchDays * dayMs, end: benchEnd }
  const asked = { projectId: benchProject, filters: anyCall, ...window, limit: 50 }
  const first = await medianOf(20, () => operations.search(archive, asked))
  let from: { id: number; towards: 'older' } | undefined
  for (let page = 0; page < Math.min(1_000, rows / 1_000); page += 1) {
    const { calls } = await operations.search(archive, { ...asked, limit: 500, from })
    const last = calls[calls.length - 1]
    if (last) from = { id: last.id, towards: 'older' }
  }
  const far = await medianOf(20, () => operations.search(archive, { ...asked, from }))
  return [
    atMost('P18', 'page 10,000 beside page 1', far / first, 1.5, '×'),
    informs('P18', 'page 1', first, 'ms'),
  ]
}

/** P20 */
async function lastDigits(archive: Archive, slower: number): Promise<Figure> {
  const times: number[] = []
  const random = seededRandom(5)
  for (let index = 0; index < 100; index += 1) {
    const digits = String(Math.floor(random() * 10_000)).padStart(4, '0')
    const filters = { ...anyCall, [index % 2 === 0 ? 'from' : 'to']: `*${digits}` }
    const window = { start: benchEnd - benchDays * dayMs, end: benchEnd }
    const asked = { projectId: benchProject, filters, ...window, limit: 50 }
    times.push(await timed(() => operations.search(archive, asked)))
  }
  return atMost('P20', 'last four digits: p99', quantile(times, 0.99), 100 * slower, 'ms')
}

/** P21 */
async function totals(archive: Archive, slower: number): Promise<Figure> {
  const asked = {
    projectId: benchProject,
    filters: anyCall,
    start: benchEnd - 30 * dayMs,
    end: benchEnd,
    zone: 'Europe/Stockholm',
  }
  const ms = await medianOf(9, () => operations.totals(archive, asked))
  return atMost('P21', 'totals of 30 days', ms, 30 * slower, 'ms')
}

async function medianOf(times: number, work: () => Promise<unknown>): Promise<number> {
  const measured: number[] = []
  for (let index = 0; index < times; index += 1) measured.push(await timed(work))
  return quantile(measured, 0.5)
}
