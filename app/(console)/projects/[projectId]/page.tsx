import type { Metadata } from 'next'
import { OverviewPage } from '@/components/overview/overview-page'
import { attentionQuery, overviewQuery } from '@/components/overview/overview-query'
import { requireSession } from '@/lib/server/page'
import { Prefetched, type Reads } from '@/app/(console)/prefetched'

export const metadata: Metadata = { title: 'Overview' }

export default async function Page({ params }: { params: Promise<{ projectId: string }> }) {
  await requireSession()
  const projectId = decodeURIComponent((await params).projectId)
  const reads: Reads = (client) => [
    client.query(overviewQuery(projectId)),
    client.query(attentionQuery(projectId)),
  ]
  return (
    <Prefetched reads={reads}>
      <OverviewPage projectId={projectId} />
    </Prefetched>
  )
}
