import type { Metadata } from 'next'
import { TrunkConnectPage } from '@/components/trunks/trunk-connect-page'
import { requireSession } from '@/lib/server/page'

export const metadata: Metadata = { title: 'Connect a SIP trunk' }

export default async function Page({ params }: { params: Promise<{ projectId: string; trunkId: string }> }) {
  await requireSession()
  const { projectId, trunkId } = await params
  return <TrunkConnectPage projectId={decodeURIComponent(projectId)} trunkId={decodeURIComponent(trunkId)} />
}
