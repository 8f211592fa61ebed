import 'server-only'
import { credentialLists } from '@/lib/resources/credential-lists'
import { trunks } from '@/lib/resources/trunks'
import { examinedTrunks, keepExamining } from './endpoint-sweep'
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
  /** False is the trap: everything looks healthy, and each REGISTER is refused with 401. */
  isLinked: boolean
}

/** What uses a credential list. */
export interface CredentialListUsage {
  /** The trunks it is linked to. */
  trunks: { id: string; name: string }[]
  endpoints: RegisteredWith[]
  /** How many trunks have endpoints that are not known yet: EST tells them one trunk at a time. */
  unexamined: number
}

/** The trunks a credential list is linked to, and every endpoint known of in the project that registers with one of its users. */
export async function readCredentialListUsage(
  project: StoredProject,
  credentialListId: string,
  deadline: number,
): Promise<CredentialListUsage> {
  keepExamining(project)
  const client = (await estClient(project)).until(deadline)
  const [list, linked, all] = await Promise.all([
    client.read(credentialLists, { credentialListId }),
    client.trunksOf(credentialLists, credentialListId),
    readResource(project, trunks, {}),
  ])
  const linkedIds = new Set(linked.map(({ id }) => id))
  const users = new Set(list.credentials.map(({ username }) => username))
  const { trunks: examined } = examinedTrunks(project)
  return {
    trunks: linked.map(({ id, name }) => ({ id, name })),
    endpoints: all.items.flatMap((trunk) =>
      (examined.get(trunk.id)?.registered ?? [])
        .filter(({ username }) => users.has(username))
        .map((endpoint) => ({
          ...endpoint,
          trunkId: trunk.id,
          trunkName: trunk.name,
          isLinked: linkedIds.has(trunk.id),
        })),
    ),
    unexamined: all.items.filter(({ id }) => !examined.has(id)).length,
  }
}
