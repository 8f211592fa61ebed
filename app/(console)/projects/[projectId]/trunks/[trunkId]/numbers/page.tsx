import type { Metadata } from 'next'
import { TrunkNumbers } from '@/components/phone-numbers/trunk-numbers'
import { filtersOf, readNumberSearch } from '@/components/phone-numbers/number-search'
import { numberSummaryQuery } from '@/lib/client/phone-numbers'
import { collectionQuery } from '@/lib/client/queries'
import type { phoneNumbers } from '@/lib/resources/phone-numbers'
import { phoneNumberPlace } from '@/lib/resources/places'
import { requireSession } from '@/lib/server/page'
import { askedSearch, type SearchParams } from '@/app/(console)/asked-search'
import { Prefetched, type Reads } from '@/app/(console)/prefetched'

export const metadata: Metadata = { title: 'Phone numbers of a SIP trunk' }

export default async function Page(props: {
  params: Promise<{ projectId: string; trunkId: string }>
  searchParams: SearchParams
}) {
  await requireSession()
  const params = await props.params
  const [projectId, trunkId] = [decodeURIComponent(params.projectId), decodeURIComponent(params.trunkId)]
  const { query } = readNumberSearch(await askedSearch(props.searchParams))
  const filters = query && filtersOf({ ...query, trunkId, unassigned: '' })
  const reads: Reads = (client) =>
    query
      ? [
          client.query(collectionQuery<typeof phoneNumbers>(phoneNumberPlace, projectId, {}, query, filters)),
          client.query(numberSummaryQuery(projectId)),
        ]
      : []
  return (
    <Prefetched reads={reads}>
      <TrunkNumbers projectId={projectId} trunkId={trunkId} />
    </Prefetched>
  )
}
