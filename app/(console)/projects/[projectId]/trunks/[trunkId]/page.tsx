import type { Metadata } from 'next'
import { EndpointsPage } from '@/components/endpoints/endpoints-page'
import { endpointsQuery } from '@/lib/client/endpoints'
import { requireSession } from '@/lib/server/page'
import { Prefetched, type Reads } from '@/app/(console)/prefetched'

export const metadata: Metadata = { title: 'SIP trunk' }

export default async function Page({ params }: { params: Promise<{ projectId: string; trunkId: string }> }) {
  await requireSession()
  const { projectId, trunkId } = await params
  const of = [decodeURIComponent(projectId), decodeURIComponent(trunkId)] as const
  const reads: Reads = (client) => [client.query(endpointsQuery(...of))]
  return (
    <Prefetched reads={reads}>
      <EndpointsPage projectId={of[0]} trunkId={of[1]} />
    </Prefetched>
  )
}
