import type { Metadata } from 'next'
import { AccessControlListsPage } from '@/components/access-control-lists/access-control-lists-page'
import { listSortKeys } from '@/components/access-control-lists/list-row'
import { readCollectionSearch } from '@/lib/client/collection-search'
import { collectionQuery } from '@/lib/client/queries'
import type { accessControlLists } from '@/lib/resources/access-control-lists'
import { accessControlListPlace } from '@/lib/resources/places'
import { requireSession } from '@/lib/server/page'
import { askedSearch, type SearchParams } from '@/app/(console)/asked-search'
import { Prefetched, type Reads } from '@/app/(console)/prefetched'

export const metadata: Metadata = { title: 'Access control lists' }

export default async function Page(props: {
  params: Promise<{ projectId: string }>
  searchParams: SearchParams
}) {
  await requireSession()
  const projectId = decodeURIComponent((await props.params).projectId)
  const { query } = readCollectionSearch(await askedSearch(props.searchParams), listSortKeys)
  const reads: Reads = (client) =>
    query
      ? [
          client.query(
            collectionQuery<typeof accessControlLists>(accessControlListPlace, projectId, {}, query),
          ),
        ]
      : []
  return (
    <Prefetched reads={reads}>
      <AccessControlListsPage projectId={projectId} />
    </Prefetched>
  )
}
