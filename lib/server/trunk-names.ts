import 'server-only'
import type { EntityOf } from '@/lib/resources/define'
import { trunks } from '@/lib/resources/trunks'
import { waitAtMost } from './deadline'
import type { StoredProject } from './projects'
import { lastSnapshot, readResource } from './resource-lists'
import type { Soon } from './soon'

/**
 * The names of all trunks of a project by their ids. Where they cannot be read within `patienceMs` milliseconds they are those that were read
 * last, however long ago, for a name seldom changes; null where there are none.
 */
export function readTrunkNames(project: StoredProject, patienceMs: number): Soon<Map<string, string> | null> {
  const reading = readResource(project, trunks, {})
  if (!(reading instanceof Promise)) return namesOf(reading.items)
  const last = () => {
    const snapshot = lastSnapshot(project, trunks, {})
    return snapshot ? namesOf(snapshot.items) : null
  }
  return waitAtMost(patienceMs, reading.then(({ items }) => namesOf(items)).catch(last), last)
}

// What was made once answers for as long as the list it came from is held.
const known = new WeakMap<readonly object[], Map<string, string>>()

function namesOf(items: readonly EntityOf<typeof trunks>[]): Map<string, string> {
  const names = known.get(items) ?? new Map(items.map(({ id, name }) => [id, name]))
  known.set(items, names)
  return names
}
