import 'server-only'
import type { EntityOf } from '@/lib/resources/define'
import { trunks } from '@/lib/resources/trunks'
import { waitAtMost } from './deadline'
import type { StoredProject } from './projects'
import { readResource } from './resource-lists'
import type { Soon } from './soon'

/** The names of all trunks of a project by their ids; null where they cannot be read within `patienceMs` milliseconds. */
export function readTrunkNames(project: StoredProject, patienceMs: number): Soon<Map<string, string> | null> {
  const reading = readResource(project, trunks, {})
  if (!(reading instanceof Promise)) return namesOf(reading.items)
  const tolerant = reading.then(({ items }) => namesOf(items)).catch(() => null)
  return waitAtMost(patienceMs, tolerant, () => null)
}

// What was made once answers for as long as the list it came from is held.
const known = new WeakMap<readonly object[], Map<string, string>>()

function namesOf(items: readonly EntityOf<typeof trunks>[]): Map<string, string> {
  const names = known.get(items) ?? new Map(items.map(({ id, name }) => [id, name]))
  known.set(items, names)
  return names
}
