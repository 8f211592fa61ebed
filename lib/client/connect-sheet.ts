import { useQueries } from '@tanstack/react-query'
import type { trunks } from '@/lib/resources/trunks'
import type { phoneNumbers } from '@/lib/resources/phone-numbers'
import { phoneNumberPlace, trunkPlace } from '@/lib/resources/places'
import { connectSheet, type ConnectSheet } from '@/lib/rules/connect-sheet'
import { endpointsQuery } from './endpoints'
import { linksQuery } from './links'
import type { NumberRow } from './phone-numbers'
import { itemQuery, listQuery } from './queries'

const someNumbers = 10

function connectSheetQueries(projectId: string, trunkId: string) {
  return [
    itemQuery<typeof trunks>(trunkPlace, projectId, {}, trunkId),
    endpointsQuery(projectId, trunkId),
    linksQuery('accessControlLists', projectId, trunkId),
    linksQuery('credentialLists', projectId, trunkId),
    listQuery<typeof phoneNumbers, NumberRow>(
      phoneNumberPlace,
      projectId,
      {},
      { trunkId, sort: 'phoneNumber', pageSize: someNumbers },
    ),
  ] as const
}

/** What the PBX needs to use a trunk, from what the console reads anyway; the sheet is undefined while the trunk is not known. */
export function useConnectSheet(projectId: string, trunkId: string) {
  const [trunk, board, acls, lists, numbers] = useQueries({
    queries: connectSheetQueries(projectId, trunkId),
  })
  const reads = [trunk, board, acls, lists, numbers]
  const failed = reads.find(({ error, data }) => error && !data)
  const sheet: ConnectSheet | undefined =
    trunk.data &&
    connectSheet({
      trunk: trunk.data,
      endpoints: board.data?.items ?? null,
      accessControlLists: acls.data?.items ?? null,
      credentialLists: lists.data?.items ?? null,
      numbers: numbers.data
        ? { some: numbers.data.items.map(({ phoneNumber }) => phoneNumber), total: numbers.data.total }
        : null,
    })
  return {
    sheet,
    /** False while a part of it is asked for the first time. */
    isWhole: reads.every(({ isPending }) => !isPending),
    error: failed?.error ?? null,
    refetch: () => void Promise.all(reads.filter(({ data }) => !data).map(({ refetch }) => refetch())),
  }
}
