import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import type { EntityOf } from '@/lib/resources/define'
import type { accessControlLists } from '@/lib/resources/access-control-lists'
import type { credentialLists } from '@/lib/resources/credential-lists'
import { trunkAccessControlLists, trunkCredentialLists, type TrunkLink } from '@/lib/resources/links'
import { api, pathOf } from './api'
import type { Tagged } from './queries'

/** What can be linked to a trunk. */
export type LinkedKind = 'accessControlLists' | 'credentialLists'

interface LinkedItem {
  accessControlLists: Tagged<EntityOf<typeof accessControlLists>>
  credentialLists: Tagged<EntityOf<typeof credentialLists>>
}

/** The lists of one kind that are linked to a trunk. */
export interface Links<Kind extends LinkedKind> {
  items: LinkedItem[Kind][]
  /** Linked too, but the vendor's list of lists does not have them. */
  unreadIds: string[]
  ageSeconds: number
  stale: boolean
  staleReason?: string
}

const linkOf: Record<LinkedKind, TrunkLink> = {
  accessControlLists: trunkAccessControlLists,
  credentialLists: trunkCredentialLists,
}

/** The lists of one kind that are linked to a trunk, by name. */
export function linksQuery<Kind extends LinkedKind>(kind: Kind, projectId: string, trunkId: string) {
  const segments = segmentsOf(kind, projectId, trunkId)
  return queryOptions({
    queryKey: segments,
    queryFn: ({ signal }) => api<Links<Kind>>('GET', `/api${pathOf(...segments)}`, { signal }),
  })
}

/** Links lists of one kind to a trunk: all that are named, or none. Whoever calls this has what it touches asked for again. */
export async function linkLists(
  kind: LinkedKind,
  projectId: string,
  trunkId: string,
  ids: readonly string[],
): Promise<void> {
  const path = `/api${pathOf(...segmentsOf(kind, projectId, trunkId))}`
  await api<object>('POST', path, { body: { [linkOf[kind].idsKey]: ids } })
}

/** Links lists of one kind to a trunk, after which everything that names a link is asked for again. */
export function useLink(kind: LinkedKind, projectId: string, trunkId: string) {
  const refresh = useRefresh(kind, projectId)
  return useMutation({
    mutationFn: (ids: readonly string[]) => linkLists(kind, projectId, trunkId, ids),
    onSettled: refresh,
  })
}

/** Takes one list off a trunk. */
export function useUnlink(kind: LinkedKind, projectId: string, trunkId: string) {
  const refresh = useRefresh(kind, projectId)
  return useMutation({
    mutationFn: (id: string) =>
      api<undefined>('DELETE', `/api${pathOf(...segmentsOf(kind, projectId, trunkId), id)}`),
    onSettled: refresh,
  })
}

function segmentsOf(kind: LinkedKind, projectId: string, trunkId: string): string[] {
  return ['projects', projectId, 'trunks', trunkId, kind]
}

/** Trunks name their lists and lists their trunks, so both are asked for again; also after a failure, whose write may have happened. */
function useRefresh(kind: LinkedKind, projectId: string) {
  const client = useQueryClient()
  return async () => {
    const names = ['trunks', kind, 'overview', 'propagation']
    await Promise.all(
      names.map((name) => client.invalidateQueries({ queryKey: ['projects', projectId, name] })),
    )
  }
}
