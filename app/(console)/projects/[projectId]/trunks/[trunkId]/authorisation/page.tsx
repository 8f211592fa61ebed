import type { Metadata } from 'next'
import { AuthorisationPage } from '@/components/authorisation/authorisation-page'
import { endpointsQuery } from '@/lib/client/endpoints'
import { linksQuery } from '@/lib/client/links'
import { requireSession } from '@/lib/server/page'
import { Prefetched, type Reads } from '@/app/(console)/prefetched'

export const metadata: Metadata = { title: 'Authorisation of a SIP trunk' }

export default async function Page({ params }: { params: Promise<{ projectId: string; trunkId: string }> }) {
  await requireSession()
  const { projectId, trunkId } = await params
  const of = [decodeURIComponent(projectId), decodeURIComponent(trunkId)] as const
  const reads: Reads = (client) => [
    client.query(linksQuery('accessControlLists', ...of)),
    client.query(linksQuery('credentialLists', ...of)),
    client.query(endpointsQuery(...of)),
  ]
  return (
    <Prefetched reads={reads}>
      <AuthorisationPage projectId={of[0]} trunkId={of[1]} />
    </Prefetched>
  )
}
