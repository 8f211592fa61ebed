'use client'
import { useQuery } from '@tanstack/react-query'
import { listQuery } from '@/lib/client/queries'
import type { EntityOf } from '@/lib/resources/define'
import type { credentialLists } from '@/lib/resources/credential-lists'
import { credentialListPlace, trunkPlace } from '@/lib/resources/places'
import type { trunks } from '@/lib/resources/trunks'
import type { KnownLists } from './registration'

type TrunkRow = EntityOf<typeof trunks> & { credentialLists: { id: string }[] | null; numbers: number | null }

const mostLists = 500

/** The project's credential lists, those linked to the trunk among them, and how many numbers the trunk has (null: not readable). */
export function useKnownLists(projectId: string, trunkId: string): KnownLists & { numbers: number | null } {
  const lists = useQuery(
    listQuery<typeof credentialLists>(credentialListPlace, projectId, {}, { pageSize: mostLists }),
  )
  // The list of trunks carries what refers to each; its search finds one by its id.
  const rows = useQuery(
    listQuery<typeof trunks, TrunkRow>(trunkPlace, projectId, {}, { q: trunkId, pageSize: 20 }),
  )
  const row = rows.data?.items.find(({ id }) => id === trunkId)
  return {
    lists: lists.data?.items ?? null,
    complete: lists.data !== undefined && lists.data.complete && lists.data.total <= mostLists,
    linked: row?.credentialLists ? new Set(row.credentialLists.map(({ id }) => id)) : null,
    numbers: row?.numbers ?? null,
  }
}
