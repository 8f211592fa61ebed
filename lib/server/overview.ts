import 'server-only'
import { accessControlLists } from '@/lib/resources/access-control-lists'
import { callBlockingRules } from '@/lib/resources/call-blocking-rules'
import { callResults } from '@/lib/resources/call-values'
import { calls } from '@/lib/resources/calls'
import { countryPermissions } from '@/lib/resources/country-permissions'
import { credentialLists } from '@/lib/resources/credential-lists'
import { trunks } from '@/lib/resources/trunks'
import { projectKey, readCollection, type ServedSnapshot } from './collections'
import { readProjectNumbers } from './numbers'
import type { StoredProject } from './projects'
import { readResource } from './resource-lists'
import type { Soon } from './soon'
import { database } from './storage'
import { estClient } from './upstream'

const dayMs = 24 * 60 * 60 * 1000

/** Everything the overview shows, each part on its own: one that cannot be read is null and does not hide the others. */
export async function readOverview(project: StoredProject) {
  const [trunkList, acls, lists, numbers, countries, rules, callsOfDay, recentChanges] = await Promise.all([
    settled(readResource(project, trunks, {})),
    settled(readResource(project, accessControlLists, {})),
    settled(readResource(project, credentialLists, {})),
    settled(readProjectNumbers(project)),
    settled(readResource(project, countryPermissions, {})),
    settled(readResource(project, callBlockingRules, {})),
    settled(readCallsOfDay(project)),
    readRecentChanges(project),
  ])
  const parts = [trunkList, acls, lists, numbers, countries, rules, callsOfDay]
  const read = parts.map((part) => part.value).filter((part) => part !== null)
  const oldest = read.length === 0 ? null : Math.min(...read.map((part) => part.readAt))
  return {
    counts: {
      trunks: trunkList.value?.items.length ?? null,
      accessControlLists: acls.value?.items.length ?? null,
      credentialLists: lists.value?.items.length ?? null,
      phoneNumbers: numbers.value?.items.length ?? null,
      unassignedNumbers: numbers.value?.items.filter((number) => number.trunkId === '').length ?? null,
      enabledCountries: countries.value?.items.filter((country) => country.enabled).length ?? null,
      callBlockingRules: rules.value?.items.length ?? null,
    },
    calls: callsOfDay.value?.items[0] ?? null,
    ageSeconds: oldest === null ? null : Math.round((Date.now() - oldest) / 1000),
    stale: parts.some((part) => part.value?.stale ?? true),
    staleReason: parts
      .map((part) => part.value?.staleReason ?? part.reason)
      .find((reason) => reason !== undefined),
    recentChanges,
  }
}

interface Settled<Value> {
  value: Value | null
  reason?: string
}

async function settled<Item>(reading: Soon<ServedSnapshot<Item>>): Promise<Settled<ServedSnapshot<Item>>> {
  try {
    return { value: await reading }
  } catch (error) {
    return { value: null, reason: error instanceof Error ? error.message : undefined }
  }
}

/** Calls of the last 24 hours by result: one-row queries, since only the vendor's totals are wanted. */
async function readCallsOfDay(project: StoredProject) {
  return await readCollection(`${projectKey(project)}/calls/day`, async () => {
    const client = await estClient(project)
    const end = new Date()
    const start = new Date(end.getTime() - dayMs)
    const window = { 'createTime>': start.toISOString(), 'createTime<': end.toISOString(), size: 1 }
    const [all, ...each] = await Promise.all([
      client.list(calls, {}, window),
      ...callResults.map((callResult) => client.list(calls, {}, { ...window, callResult })),
    ])
    const byResult = Object.fromEntries(
      callResults.map((result, index) => [result, each[index]?.totalItems ?? 0]),
    )
    const summary = { start: start.toISOString(), end: end.toISOString(), total: all.totalItems, byResult }
    return { items: [summary], complete: true, readAt: end.getTime() }
  })
}

async function readRecentChanges(project: StoredProject) {
  const { db } = await database()
  const rows = await db
    .selectFrom('audit')
    .select(['id', 'at', 'actorEmail', 'action', 'target', 'outcome'])
    .where('projectId', '=', project.id)
    .orderBy('seq', 'desc')
    .limit(8)
    .execute()
  return rows.map(({ at, actorEmail, ...row }) => ({
    ...row,
    at: new Date(at).toISOString(),
    actor: actorEmail,
  }))
}
