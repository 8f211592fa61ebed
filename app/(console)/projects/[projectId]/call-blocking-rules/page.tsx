import type { Metadata } from 'next'
import { CallBlockingRulesPage } from '@/components/call-blocking-rules/call-blocking-rules-page'
import { ruleSortKeys } from '@/components/call-blocking-rules/rule-row'
import { readCollectionSearch } from '@/lib/client/collection-search'
import { collectionQuery } from '@/lib/client/queries'
import type { callBlockingRules } from '@/lib/resources/call-blocking-rules'
import { callBlockingRulePlace } from '@/lib/resources/places'
import { requireSession } from '@/lib/server/page'
import { askedSearch, type SearchParams } from '@/app/(console)/asked-search'
import { Prefetched, type Reads } from '@/app/(console)/prefetched'

export const metadata: Metadata = { title: 'Call blocking rules' }

export default async function Page(props: {
  params: Promise<{ projectId: string }>
  searchParams: SearchParams
}) {
  await requireSession()
  const projectId = decodeURIComponent((await props.params).projectId)
  const { query } = readCollectionSearch(await askedSearch(props.searchParams), ruleSortKeys)
  const reads: Reads = (client) =>
    query
      ? [client.query(collectionQuery<typeof callBlockingRules>(callBlockingRulePlace, projectId, {}, query))]
      : []
  return (
    <Prefetched reads={reads}>
      <CallBlockingRulesPage projectId={projectId} />
    </Prefetched>
  )
}
