import { useQueryClient } from '@tanstack/react-query'
import { api, pathOf } from '@/lib/client/api'
import { collectionSegments, listQuery, type Tagged } from '@/lib/client/queries'
import { useCreate, useRemove, useUpdate } from '@/lib/client/writes'
import { ApiError } from '@/lib/errors'
import type { ipRanges } from '@/lib/resources/access-control-lists'
import { accessControlListPlace, ipRangePlace } from '@/lib/resources/places'
import type { Cidr } from '@/lib/rules/cidr'
import type { AccessControlList, IpRange } from './list-row'

/** What of a range can be written. */
export type RangeValues = Cidr & { description: string }

/** The writes to the ranges of one list: each range by itself, never by rewriting the list. */
export function useRangeWrites(projectId: string, accessControlListId: string) {
  const client = useQueryClient()
  const params = { accessControlListId }
  const { mutateAsync: create } = useCreate<typeof ipRanges>(ipRangePlace, projectId, params)
  const { mutateAsync: update } = useUpdate<typeof ipRanges>(ipRangePlace, projectId, params)
  const { mutateAsync: remove } = useRemove<typeof ipRanges>(ipRangePlace, projectId, params)
  const path = `/api${pathOf(...collectionSegments<typeof ipRanges>(ipRangePlace, projectId, params))}`
  return {
    create,
    update,
    remove,
    /** A range as it is now, with the tag that a change of it needs: ranges within their list carry none. */
    find: async ({ id, ipAddress }: IpRange): Promise<Tagged<IpRange>> => {
      const search = { q: id, pageSize: 500 }
      const query = listQuery<typeof ipRanges>(ipRangePlace, projectId, params, search)
      const { items } = await client.fetchQuery({ ...query, staleTime: 0 })
      const found = items.find((range) => range.id === id)
      if (found) return found
      const message = `${ipAddress} was removed from this list meanwhile, so there is nothing left to change.`
      throw new ApiError('not_found', message)
    },
    /** Adds one of many: what it changes is read again once, by `refresh`, when all are done. */
    addOne: async (range: RangeValues, confirmWideRanges: string | undefined) =>
      await api<IpRange>('POST', path, { body: { ...range, confirmWideRanges } }),
    /** The ranges of the list as the vendor has them now. */
    readAll: async () => {
      const segments = collectionSegments(accessControlListPlace, projectId, {})
      const list = await api<AccessControlList>('GET', `/api${pathOf(...segments, accessControlListId)}`)
      return list.ipRanges
    },
    refresh: async () => await client.invalidateQueries({ queryKey: ['projects', projectId] }),
  }
}
