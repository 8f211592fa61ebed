import 'server-only'
import pLimit from 'p-limit'
import { credentialLists } from '@/lib/resources/credential-lists'
import { endpoints } from '@/lib/resources/endpoints'
import { trunks } from '@/lib/resources/trunks'
import type { EntityOf } from '@/lib/resources/define'
import { waitAtMost } from './deadline'
import type { StoredProject } from './projects'
import { readResource } from './resource-lists'
import { estClient } from './upstream'

/** An endpoint that registers with a user of the list. */
export interface RegisteredWith {
  id: string
  name: string
  username: string
  trunkId: string
  trunkName: string
  enabled: boolean
  /** False is the trap: everything looks healthy, and each REGISTER is refused with 401 (contract.md 6.4). */
  isLinked: boolean
}

/** What uses a credential list. */
export interface CredentialListUsage {
  /** The trunks it is linked to. */
  trunks: { id: string; name: string }[]
  endpoints: RegisteredWith[]
  /** Trunks whose endpoints could not be read in time; what they hold is not known. */
  unreadTrunks: { id: string; name: string }[]
}

// EST tells endpoints one trunk at a time. What was not read in time is read on behind, and there for the next who asks.
const patienceMs = 10_000
const parallelTrunks = 4

/** The trunks a credential list is linked to, and every endpoint of the project that registers with one of its users. */
export async function readCredentialListUsage(
  project: StoredProject,
  credentialListId: string,
  deadline: number,
): Promise<CredentialListUsage> {
  const client = (await estClient(project)).until(deadline)
  const [list, linked, all] = await Promise.all([
    client.read(credentialLists, { credentialListId }),
    client.trunksOf(credentialLists, credentialListId),
    readResource(project, trunks, {}),
  ])
  const linkedIds = new Set(linked.map(({ id }) => id))
  const users = new Set(list.credentials.map(({ username }) => username))
  const until = performance.now() + patienceMs
  const limit = pLimit(parallelTrunks)
  // The trunks it is linked to were read just now; the list of all of them may be half a minute old.
  const candidates = [...linked, ...all.items.filter(({ id }) => !linkedIds.has(id))]
  const boards = await Promise.all(
    candidates.map((trunk) =>
      limit(async () => ({ trunk, targets: await endpointsWithin(project, trunk.id, until) })),
    ),
  )
  return {
    trunks: linked.map(named),
    endpoints: boards.flatMap(({ trunk, targets }) =>
      (targets ?? [])
        .filter(({ isRegistered, credentialUsername }) => isRegistered && users.has(credentialUsername))
        .map(({ id, name, credentialUsername, enabled }) => ({
          ...{ id, name, enabled, username: credentialUsername },
          ...{ trunkId: trunk.id, trunkName: trunk.name, isLinked: linkedIds.has(trunk.id) },
        })),
    ),
    unreadTrunks: boards.filter(({ targets }) => targets === null).map(({ trunk }) => named(trunk)),
  }
}

async function endpointsWithin(
  project: StoredProject,
  trunkId: string,
  until: number,
): Promise<readonly EntityOf<typeof endpoints>[] | null> {
  const left = until - performance.now()
  if (left <= 0) return null
  const reading = Promise.resolve(readResource(project, endpoints, { trunkId }))
  // One trunk that cannot be read leaves a gap, and the gap is said.
  return await waitAtMost(
    left,
    reading.then(
      ({ items }) => items,
      () => null,
    ),
    () => null,
  )
}

function named({ id, name }: { id: string; name: string }) {
  return { id, name }
}
