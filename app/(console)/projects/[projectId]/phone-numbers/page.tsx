import type { Metadata } from 'next'
import { PhoneNumbersPage } from '@/components/phone-numbers/numbers-page'
import { filtersOf, readNumberSearch } from '@/components/phone-numbers/number-search'
import { numberSummaryQuery } from '@/lib/client/phone-numbers'
import { collectionQuery } from '@/lib/client/queries'
import type { phoneNumbers } from '@/lib/resources/phone-numbers'
import { phoneNumberPlace } from '@/lib/resources/places'
import { requireSession } from '@/lib/server/page'
import { askedSearch, type SearchParams } from '@/app/(console)/asked-search'
import { Prefetched, type Reads } from '@/app/(console)/prefetched'

export const metadata: Metadata = { title: 'Phone numbers' }

export default async function Page(props: {
  params: Promise<{ projectId: string }>
  searchParams: SearchParams
}) {
  await requireSession()
  const projectId = decodeURIComponent((await props.params).projectId)
  const { query } = readNumberSearch(await askedSearch(props.searchParams))
  const reads: Reads = (client) =>
    query
      ? [
          client.query(
            collectionQuery<typeof phoneNumbers>(phoneNumberPlace, projectId, {}, query, filtersOf(query)),
          ),
          client.query(numberSummaryQuery(projectId)),
        ]
      : []
  return (
    <Prefetched reads={reads}>
      <PhoneNumbersPage projectId={projectId} />
    </Prefetched>
  )
}
