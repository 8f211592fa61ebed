import 'server-only'
import { trunks } from '@/lib/resources/trunks'
import type { StoredProject } from './projects'
import { lastKnown, lastSnapshot } from './resource-lists'
import type { Soon } from './soon'
import { readTrunkNames } from './trunk-names'

// The names of the trunks are read meanwhile; a search waits for them longer only where none were ever read.
const namesPatienceMs = 1_000
const newNamesPatienceMs = 100

/** The names of trunks, begun to be read beside a search for calls of `trunkIds` (none means any). */
export function trunkNamesSoon(
  project: StoredProject,
  trunkIds: readonly string[],
): Soon<Map<string, string> | null> {
  const [only, another] = trunkIds
  if (only === undefined || another !== undefined)
    return readTrunkNames(project, lastSnapshot(project, trunks, {}) ? newNamesPatienceMs : namesPatienceMs)
  // One trunk is not worth reading all of them: whoever asks for its calls knows what it is called, or asks for it alone.
  const known = lastKnown(project, trunks, { trunkId: only })
  return known ? new Map([[only, known.object.name]]) : null
}

/** The names of those trunks that these calls went over. */
export async function callTrunkNames(
  naming: Soon<Map<string, string> | null>,
  calls: readonly { trunkId: string }[],
): Promise<Record<string, string>> {
  const names = await naming
  const picked = calls.flatMap(({ trunkId }): [string, string][] => {
    const name = names?.get(trunkId)
    return name === undefined ? [] : [[trunkId, name]]
  })
  return Object.fromEntries(picked)
}
