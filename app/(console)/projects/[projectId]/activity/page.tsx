import type { Metadata } from 'next'
import { ActivityPage } from '@/components/activity/activity-page'
import { activityQuery, readActivityFilters } from '@/lib/client/activity'
import { requireSession } from '@/lib/server/page'
import { askedSearch, type SearchParams } from '@/app/(console)/asked-search'
import { Prefetched, type Reads } from '@/app/(console)/prefetched'

export const metadata: Metadata = { title: 'Activity' }

export default async function Page(props: {
  params: Promise<{ projectId: string }>
  searchParams: SearchParams
}) {
  await requireSession()
  const projectId = decodeURIComponent((await props.params).projectId)
  const filters = readActivityFilters(await askedSearch(props.searchParams))
  const reads: Reads = (client) => [client.infiniteQuery(activityQuery(projectId, filters))]
  return (
    <Prefetched reads={reads}>
      <ActivityPage projectId={projectId} />
    </Prefetched>
  )
}
