import type { Metadata } from 'next'
import { ConnectSheet } from '@/components/layout/connect-sheet'
import { endpointsQuery } from '@/lib/client/endpoints'
import { linksQuery } from '@/lib/client/links'
import { requireSession } from '@/lib/server/page'
import { Prefetched, type Reads } from '@/app/(console)/prefetched'

export const metadata: Metadata = { title: 'Connect a SIP trunk' }

export default async function Page({ params }: { params: Promise<{ projectId: string; trunkId: string }> }) {
  await requireSession()
  const { projectId, trunkId } = await params
  const of = [decodeURIComponent(projectId), decodeURIComponent(trunkId)] as const
  // The frame around it reads the trunk.
  const reads: Reads = (client) => [
    client.query(endpointsQuery(...of)),
    client.query(linksQuery('accessControlLists', ...of)),
    client.query(linksQuery('credentialLists', ...of)),
  ]
  return (
    <Prefetched reads={reads}>
      <ConnectSheet projectId={of[0]} trunkId={of[1]} />
    </Prefetched>
  )
}
