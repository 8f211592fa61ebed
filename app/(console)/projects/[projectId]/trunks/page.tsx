import type { Metadata } from 'next'
import { trunkSortKeys } from '@/components/trunks/trunk-row'
import { TrunksPage } from '@/components/trunks/trunks-page'
import { readCollectionSearch } from '@/lib/client/collection-search'
import { collectionQuery } from '@/lib/client/queries'
import type { trunks } from '@/lib/resources/trunks'
import { trunkPlace } from '@/lib/resources/places'
import { requireSession } from '@/lib/server/page'
import { askedSearch, type SearchParams } from '@/app/(console)/asked-search'
import { Prefetched, type Reads } from '@/app/(console)/prefetched'

export const metadata: Metadata = { title: 'SIP trunks' }

export default async function Page(props: {
  params: Promise<{ projectId: string }>
  searchParams: SearchParams
}) {
  await requireSession()
  const projectId = decodeURIComponent((await props.params).projectId)
  const { query } = readCollectionSearch(await askedSearch(props.searchParams), trunkSortKeys)
  const reads: Reads = (client) =>
    query ? [client.query(collectionQuery<typeof trunks>(trunkPlace, projectId, {}, query))] : []
  return (
    <Prefetched reads={reads}>
      <TrunksPage projectId={projectId} />
    </Prefetched>
  )
}
