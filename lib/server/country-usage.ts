import 'server-only'
import pLimit from 'p-limit'
import { ApiError } from '@/lib/errors'
import { calls } from '@/lib/resources/calls'
import { countryPermissions } from '@/lib/resources/country-permissions'
import { callsByCountry, codesOf } from '@/lib/rules/dialling-codes'
import { projectKey } from './collections'
import { waitAtMost } from './deadline'
import { log } from './log'
import { processState } from './process-state'
import type { StoredProject } from './projects'
import { readResource } from './resource-lists'
import { estClient } from './upstream'

/** How far back the calls to a country are counted. */
export const usageDays = 90

const dayMs = 24 * 60 * 60 * 1000
const freshForMs = 10 * 60_000
const atOnce = 3
// Somebody waits for the first figures; the rest is counted on behind, for those who ask again.
const patienceMs = 2_500
const longestCountMs = 60_000
const longestQueryMs = 10_000
// A vendor that has refused to count is left alone for a while.
const restMs = 20_000

interface Count {
  /** Null when the vendor would not count this code. */
  calls: number | null
  countedAt: number
}

interface Usage {
  /** Of which project and key: what one key may read is not shown under another. */
  key: string
  counts: Map<string, Count>
  counting?: Promise<void>
  failure?: { message: string; at: number }
}

/**
 * Outbound calls of the last 90 days by dialling code, asked of the vendor one row each: only its totals are wanted. Codes of enabled
 * countries come first. What is not counted yet is null; `counting` says that it is worth asking again.
 */
export async function readCountryUsage(project: StoredProject, now = Date.now) {
  const { items } = await readResource(project, countryPermissions, {})
  const usage = usageOf(project)
  const enabledFirst = [...items].sort((one, other) => Number(other.enabled) - Number(one.enabled))
  const codes = [...new Set(enabledFirst.flatMap(codesOf))]
  beginCounting(project, usage, codes, now)
  if (usage.counting) await waitAtMost(patienceMs, usage.counting, () => undefined)
  const known = codes.map((code) => [code, usage.counts.get(code)] as const)
  const times = known.flatMap(([, count]) => count?.countedAt ?? [])
  return {
    days: usageDays,
    items: known.map(([code, count]) => ({ code, calls: count?.calls ?? null })),
    counting: usage.counting !== undefined,
    ageSeconds: times.length === 0 ? null : Math.max(0, Math.round((now() - Math.min(...times)) / 1000)),
    failure: usage.failure?.message,
  }
}

/**
 * The enabled countries to which no call went in 90 days, as far as they have been counted; what is missing is counted on behind, and
 * nobody waits for it. `uncounted` says why some could not be counted.
 */
export async function readUnusedCountries(project: StoredProject, now = Date.now) {
  const { items } = await readResource(project, countryPermissions, {})
  const usage = usageOf(project)
  const enabled = items.filter((country) => country.enabled)
  beginCounting(project, usage, [...new Set(enabled.flatMap(codesOf))], now)
  const counts = new Map([...usage.counts].map(([code, count]) => [code, count.calls]))
  const callsTo = callsByCountry(enabled, counts)
  const refused = enabled.filter((country) => codesOf(country).some((code) => counts.get(code) === null))
  const [first] = refused
  const words = refused.length === 1 ? first?.name : `${refused.length} countries`
  return {
    items: enabled
      .filter(({ isoCode }) => callsTo.get(isoCode)?.calls === 0)
      .map(({ isoCode, name }) => ({ id: isoCode, name })),
    uncounted: usage.failure?.message ?? (first && `Sinch would not count the calls to ${words}.`),
  }
}

function beginCounting(
  project: StoredProject,
  usage: Usage,
  codes: readonly string[],
  now: () => number,
): void {
  const due = codes.filter((code) => now() - (usage.counts.get(code)?.countedAt ?? 0) >= freshForMs)
  const rests = usage.failure !== undefined && now() - usage.failure.at < restMs
  if (due.length === 0 || usage.counting !== undefined || rests) return
  usage.counting = countAll(project, usage, due, now).finally(() => (usage.counting = undefined))
}

function usageOf(project: StoredProject): Usage {
  const usages = processState('country-usage', () => new Map<string, Usage>())
  const key = projectKey(project)
  const known = usages.get(project.id)
  if (known?.key === key) return known
  const usage: Usage = { key, counts: new Map() }
  usages.set(project.id, usage)
  return usage
}

async function countAll(
  project: StoredProject,
  usage: Usage,
  codes: readonly string[],
  now: () => number,
): Promise<void> {
  const limit = pLimit(atOnce)
  const until = AbortSignal.timeout(longestCountMs)
  usage.failure = undefined
  const end = now()
  const start = new Date(end - usageDays * dayMs).toISOString()
  const window = { direction: 'OUTBOUND', 'createTime>': start, 'createTime<': new Date(end).toISOString() }
  const count = async (code: string) => {
    if (usage.failure !== undefined || until.aborted) return
    try {
      const client = await estClient(project)
      const signal = AbortSignal.any([until, AbortSignal.timeout(longestQueryMs)])
      const { totalItems } = await client.list(calls, {}, { ...window, to: code, size: 1 }, { signal })
      usage.counts.set(code, { calls: totalItems, countedAt: now() })
    } catch (error) {
      // One code that the vendor does not like is no reason to leave out the others.
      const isOwn = error instanceof ApiError && error.code === 'upstream_rejected'
      if (isOwn) usage.counts.set(code, { calls: null, countedAt: now() })
      else usage.failure = { message: sentenceOf(error), at: now() }
    }
  }
  await Promise.all(codes.map((code) => limit(() => count(code))))
}

function sentenceOf(error: unknown): string {
  if (error instanceof ApiError) return error.message
  log().error({ err: error }, 'calls by country not counted')
  return 'The calls could not be counted.'
}
