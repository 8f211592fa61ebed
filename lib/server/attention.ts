import 'server-only'
import { accessControlLists } from '@/lib/resources/access-control-lists'
import { credentialLists } from '@/lib/resources/credential-lists'
import { trunks } from '@/lib/resources/trunks'
import { attentionOf, type AttentionGroup } from '@/lib/rules/attention'
import type { EntityOf } from '@/lib/resources/define'
import { worstOf } from './access-control-list-rows'
import type { ServedSnapshot } from './collections'
import { readUnusedCountries } from './country-usage'
import { examinedTrunks, keepExamining } from './endpoint-sweep'
import { readKnownNumbers } from './numbers'
import type { StoredProject } from './projects'
import { readResource } from './resource-lists'
import type { Soon } from './soon'
import { countNumbers, readCredentialListLinks } from './trunk-rows'

const shownOfKind = 50

/** What needs attention in a project, and how much of it has been looked at. */
export interface Attention {
  groups: (AttentionGroup & { total: number })[]
  /** Trunks whose endpoints are known, out of how many: EST has no way to read the endpoints of all at once. */
  examined: number
  trunks: number
  /** Seconds since the oldest of the lists and endpoints this is made of was read. */
  ageSeconds: number
  /** What could not be read, so that nothing is said about it, with the reason. */
  missing: { part: string; reason: string }[]
  stale: boolean
}

/** Looks through the configuration of a project, as far as it can be read. Asking for this has the endpoints of its trunks read behind. */
export async function readAttention(project: StoredProject): Promise<Attention> {
  keepExamining(project)
  const missing: Attention['missing'] = []
  const read: ServedSnapshot<unknown>[] = []
  const orMissing = async <Item>(part: string, reading: () => Soon<ServedSnapshot<Item>>) => {
    try {
      const snapshot = await reading()
      read.push(snapshot)
      return snapshot.items
    } catch (error) {
      missing.push({ part, reason: error instanceof Error ? error.message : '' })
      return null
    }
  }
  const trunkList = await readResource(project, trunks, {})
  read.push(trunkList)
  const [acls, lists, links, numbers, countries] = await Promise.all([
    orMissing('access control lists', () => readResource(project, accessControlLists, {})),
    orMissing('credential lists', () => readResource(project, credentialLists, {})),
    orMissing('links of credential lists', () => readCredentialListLinks(project)),
    orMissing('phone numbers', () => readKnownNumbers(project)),
    readUnusedCountries(project).catch((error: unknown) => ({
      items: null,
      uncounted: error instanceof Error ? error.message : '',
    })),
  ])
  if (countries.uncounted !== undefined)
    missing.push({ part: 'calls to some countries', reason: countries.uncounted })
  const listsWithTrunks = lists && links && withTrunks(lists, links)
  if (listsWithTrunks?.some((list) => list.trunks === null))
    missing.push({
      part: 'links of some credential lists',
      reason: 'They were made since the links were read.',
    })
  const numbersByTrunk = numbers && countNumbers(numbers)
  const { trunks: endpoints } = examinedTrunks(project)
  const known = trunkList.items.flatMap(({ id }) => endpoints.get(id) ?? [])
  const groups = attentionOf({
    trunks: trunkList.items,
    accessControlLists: acls && acls.map(withFinding),
    credentialLists: listsWithTrunks,
    numbersByTrunk,
    unassignedNumbers: numbersByTrunk && (numbersByTrunk.get('') ?? 0),
    endpoints,
    unusedCountries: countries.items,
  })
  const oldest = [...read, ...known].reduce((least, { readAt }) => Math.min(least, readAt), Infinity)
  return {
    groups: groups.map(({ kind, entries }) => ({
      kind,
      total: entries.length,
      entries: entries.slice(0, shownOfKind),
    })),
    examined: known.length,
    trunks: trunkList.items.length,
    ageSeconds: Math.max(0, Math.round((Date.now() - oldest) / 1000)),
    missing,
    stale: read.some(({ stale }) => stale),
  }
}

function withFinding(list: EntityOf<typeof accessControlLists>) {
  const worst = worstOf(list)
  const { id, name, enabled, trunks: using } = list
  return { id, name, enabled, trunks: using, ...(worst?.level === 'bad' ? { finding: worst.text } : {}) }
}

function withTrunks(
  lists: readonly { id: string; name: string; credentials: readonly { username: string }[] }[],
  links: readonly { list: { id: string }; trunkIds: readonly string[] }[],
) {
  const trunksOf = new Map(links.map(({ list, trunkIds }) => [list.id, trunkIds]))
  return lists.map(({ id, name, credentials }) => ({
    id,
    name,
    usernames: credentials.map(({ username }) => username),
    // The list may be newer than the links: then nobody has looked where it is linked.
    trunks: trunksOf.get(id) ?? null,
  }))
}
