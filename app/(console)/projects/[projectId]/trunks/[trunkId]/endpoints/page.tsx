import type { Metadata } from 'next'
import { requireSession } from '@/lib/server/page'
import { EndpointsTab } from './endpoints-tab'

export const metadata: Metadata = { title: 'Endpoints of a SIP trunk' }

export default async function Page({ params }: { params: Promise<{ projectId: string; trunkId: string }> }) {
  await requireSession()
  const { projectId, trunkId } = await params
  return <EndpointsTab projectId={decodeURIComponent(projectId)} trunkId={decodeURIComponent(trunkId)} />
}
