import type { Metadata } from 'next'
import { credentialListSortKeys } from '@/components/credential-lists/credential-list-row'
import { CredentialListsPage } from '@/components/credential-lists/credential-lists-page'
import { readCollectionSearch } from '@/lib/client/collection-search'
import { collectionQuery } from '@/lib/client/queries'
import type { credentialLists } from '@/lib/resources/credential-lists'
import { credentialListPlace } from '@/lib/resources/places'
import { requireSession } from '@/lib/server/page'
import { askedSearch, type SearchParams } from '@/app/(console)/asked-search'
import { Prefetched, type Reads } from '@/app/(console)/prefetched'

export const metadata: Metadata = { title: 'Credential lists' }

export default async function Page(props: {
  params: Promise<{ projectId: string }>
  searchParams: SearchParams
}) {
  await requireSession()
  const projectId = decodeURIComponent((await props.params).projectId)
  const { query } = readCollectionSearch(await askedSearch(props.searchParams), credentialListSortKeys)
  const reads: Reads = (client) =>
    query
      ? [client.query(collectionQuery<typeof credentialLists>(credentialListPlace, projectId, {}, query))]
      : []
  return (
    <Prefetched reads={reads}>
      <CredentialListsPage projectId={projectId} />
    </Prefetched>
  )
}
