import type { Metadata } from 'next'
import { RentPage } from '@/components/phone-numbers/rent-page'
import { readSaleSearch } from '@/components/phone-numbers/sale-search'
import { saleQuery, saleRegionsQuery } from '@/lib/client/number-sales'
import { requireSession } from '@/lib/server/page'
import { askedSearch, type SearchParams } from '@/app/(console)/asked-search'
import { Prefetched, type Reads } from '@/app/(console)/prefetched'

export const metadata: Metadata = { title: 'Rent a number' }

export default async function Page(props: {
  params: Promise<{ projectId: string }>
  searchParams: SearchParams
}) {
  await requireSession()
  const projectId = decodeURIComponent((await props.params).projectId)
  const { query } = readSaleSearch(await askedSearch(props.searchParams))
  const reads: Reads = (client) =>
    query ? [client.query(saleRegionsQuery(projectId)), client.query(saleQuery(projectId, query))] : []
  return (
    <Prefetched reads={reads}>
      <RentPage projectId={projectId} />
    </Prefetched>
  )
}
