import type { Metadata } from 'next'
import { EndpointsPage } from '@/components/endpoints/endpoints-page'
import { requireSession } from '@/lib/server/page'

export const metadata: Metadata = { title: 'SIP trunk' }

export default async function Page({ params }: { params: Promise<{ projectId: string; trunkId: string }> }) {
  await requireSession()
  const { projectId, trunkId } = await params
  return <EndpointsPage projectId={decodeURIComponent(projectId)} trunkId={decodeURIComponent(trunkId)} />
}
