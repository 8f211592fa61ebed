import 'server-only'
import pLimit from 'p-limit'
import { accessControlLists } from '@/lib/resources/access-control-lists'
import { credentialLists } from '@/lib/resources/credential-lists'
import { phoneNumbers } from '@/lib/resources/phone-numbers'
import type { EntityOf } from '@/lib/resources/define'
import type { trunks } from '@/lib/resources/trunks'
import { projectKey, readCollection, type ServedSnapshot } from './collections'
import { waitAtMost } from './deadline'
import { examinedTrunks, keepExamining, type ExaminedTrunk } from './endpoint-sweep'
import type { StoredProject } from './projects'
import type { Rows } from './list-answer'
import { readResource } from './resource-lists'
import { after, type Soon } from './soon'
import { estClient } from './upstream'

type Trunk = EntityOf<typeof trunks>

// The trunks are there already; what is beside them is read on behind, and there for the next who asks.
const patienceMs = 4_000
const parallelLists = 4

interface Named {
  id: string
  name: string
}

/** What a trunk row shows beside the trunk; null where the vendor could not be read. */
export interface TrunkJoin {
  accessControlLists: Named[] | null
  credentialLists: Named[] | null
  numbers: number | null
  /** EST cannot list the endpoints of all trunks at once: null until the slow sweep has come to this trunk. */
  endpoints: { enabled: number; total: number } | null
}

/** Joins trunks with what refers to them. The joins are inverted: each list names its trunks, so no call is made per trunk. */
export function joinTrunks(project: StoredProject): Soon<Rows<Trunk>> {
  keepExamining(project)
  // All three are begun before any is waited for.
  const [reading, readingLists, readingNumbers] = [
    orNull(aclsByTrunk(project)),
    orNull(credentialListsByTrunk(project)),
    orNull(numbersByTrunk(project)),
  ]
  return after(reading, (acls) =>
    after(readingLists, (lists) =>
      after(readingNumbers, (numbers) => {
        const { trunks: examined, version } = examinedTrunks(project)
        return {
          from: [acls, lists, numbers, version],
          row: ({ id }): TrunkJoin => ({
            accessControlLists: acls && (acls.get(id) ?? []),
            credentialLists: lists && (lists.get(id) ?? []),
            numbers: numbers && (numbers.get(id) ?? 0),
            endpoints: countsOf(examined.get(id)),
          }),
        }
      }),
    ),
  )
}

function countsOf(known: ExaminedTrunk | undefined) {
  return known ? { enabled: known.enabled, total: known.total } : null
}

/** A join that may fail: null where the vendor could not be read in time. */
export function orNull<Value>(reading: Soon<Value>): Soon<Value | null> {
  // A join that fails or takes long leaves a gap in the row; the trunks themselves were read.
  if (!(reading instanceof Promise)) return reading
  const tolerant = reading.catch(() => null)
  return waitAtMost(patienceMs, tolerant, () => null)
}

// What was inverted once answers for as long as the list it came from is held.
const inverted = new WeakMap<readonly object[], Map<string, unknown>>()

function once<Item extends object, Value>(
  items: readonly Item[],
  invert: (items: readonly Item[]) => Map<string, Value>,
): Map<string, Value> {
  const known = inverted.get(items)
  if (known) return known as Map<string, Value> // each list is inverted in one way only
  const made = invert(items)
  inverted.set(items, made)
  return made
}

function aclsByTrunk(project: StoredProject): Soon<Map<string, Named[]>> {
  return after(readResource(project, accessControlLists, {}), ({ items }) => once(items, invertAcls))
}

function invertAcls(items: readonly EntityOf<typeof accessControlLists>[]): Map<string, Named[]> {
  const byTrunk = new Map<string, Named[]>()
  for (const { id, name, trunks: trunkIds } of items)
    for (const trunkId of trunkIds) push(byTrunk, trunkId, { id, name })
  return byTrunk
}

/** Which trunks each credential list is linked to; the vendor tells it one list at a time. */
export function readCredentialListLinks(
  project: StoredProject,
): Soon<ServedSnapshot<{ list: Named; trunkIds: string[] }>> {
  return readCollection(`${projectKey(project)}/credentialLists/*/trunks`, async () => {
    const { items: lists, complete } = await readResource(project, credentialLists, {})
    const client = await estClient(project)
    // A few at a time: a hundred lists must not become a hundred calls at once.
    const limit = pLimit(parallelLists)
    const items = await Promise.all(
      lists.map(({ id, name }) =>
        limit(async () => {
          const using = await client.trunksOf(credentialLists, id)
          return { list: { id, name }, trunkIds: using.map((trunk) => trunk.id) }
        }),
      ),
    )
    return { items, complete: complete ?? true, readAt: Date.now() }
  })
}

function credentialListsByTrunk(project: StoredProject): Soon<Map<string, Named[]>> {
  return after(readCredentialListLinks(project), ({ items }) => once(items, invertLinks))
}

function invertLinks(items: readonly { list: Named; trunkIds: string[] }[]): Map<string, Named[]> {
  const byTrunk = new Map<string, Named[]>()
  for (const { list, trunkIds } of items) for (const trunkId of trunkIds) push(byTrunk, trunkId, list)
  return byTrunk
}

function numbersByTrunk(project: StoredProject): Soon<Map<string, number>> {
  return after(readResource(project, phoneNumbers, {}), ({ items }) => once(items, countNumbers))
}

/** How many numbers each trunk has, by its id; under an empty id those that are on none. */
export function countNumbers(items: readonly { trunkId: string }[]): Map<string, number> {
  const byTrunk = new Map<string, number>()
  for (const { trunkId } of items) byTrunk.set(trunkId, (byTrunk.get(trunkId) ?? 0) + 1)
  return byTrunk
}

function push<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  const known = map.get(key)
  if (known) known.push(value)
  else map.set(key, [value])
}
