import 'server-only'
import { accessControlLists } from '@/lib/resources/access-control-lists'
import { callBlockingRules } from '@/lib/resources/call-blocking-rules'
import { callResults } from '@/lib/resources/call-values'
import { calls } from '@/lib/resources/calls'
import { countryPermissions } from '@/lib/resources/country-permissions'
import { credentialLists } from '@/lib/resources/credential-lists'
import { trunks } from '@/lib/resources/trunks'
import { projectKey, readCollection, type ServedSnapshot } from './collections'
import { readKnownNumbers } from './numbers'
import { readPart } from './overview-part'
import type { StoredProject } from './projects'
import { readRecentChanges } from './recent-changes'
import { readResource } from './resource-lists'
import type { Soon } from './soon'
import { estClient } from './upstream'

const dayMs = 24 * 60 * 60 * 1000

/**
 * Everything the overview shows, each part on its own: one that cannot be read is null and does not hide the others, and one that takes
 * long is shown as it was last, while it is read on behind. `refreshing` says that a part is still under way.
 */
export async function readOverview(project: StoredProject) {
  const countOf = ({ items }: { items: readonly unknown[] }) => items.length
  const part = <Item, Figure>(
    name: string,
    reading: Soon<ServedSnapshot<Item>>,
    figure: (snapshot: ServedSnapshot<Item>) => Figure,
  ) => readPart(`${projectKey(project)}/overview/${name}`, reading, figure)
  const [trunkList, acls, lists, numbers, countries, rules, callsOfDay, recentChanges] = await Promise.all([
    part('trunks', readResource(project, trunks, {}), countOf),
    part('acls', readResource(project, accessControlLists, {}), countOf),
    part('lists', readResource(project, credentialLists, {}), countOf),
    part('numbers', readKnownNumbers(project), ({ items }) => ({
      total: items.length,
      unassigned: items.filter((number) => number.trunkId === '').length,
    })),
    part('countries', readResource(project, countryPermissions, {}), ({ items }) =>
      countOf({ items: items.filter((country) => country.enabled) }),
    ),
    part('rules', readResource(project, callBlockingRules, {}), countOf),
    part('calls', readCallsOfDay(project), ({ items }) => items[0] ?? null),
    readRecentChanges(project),
  ])
  const parts = [trunkList, acls, lists, numbers, countries, rules, callsOfDay]
  const times = parts.map((one) => one.readAt).filter((readAt) => readAt !== null)
  return {
    counts: {
      trunks: trunkList.figure,
      accessControlLists: acls.figure,
      credentialLists: lists.figure,
      phoneNumbers: numbers.figure?.total ?? null,
      unassignedNumbers: numbers.figure?.unassigned ?? null,
      enabledCountries: countries.figure,
      callBlockingRules: rules.figure,
    },
    calls: callsOfDay.figure,
    ageSeconds: times.length === 0 ? null : Math.round((Date.now() - Math.min(...times)) / 1000),
    stale: parts.some((one) => one.stale),
    staleReason: parts.map((one) => one.staleReason).find((reason) => reason !== undefined),
    refreshing: parts.some((one) => one.late),
    recentChanges,
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
