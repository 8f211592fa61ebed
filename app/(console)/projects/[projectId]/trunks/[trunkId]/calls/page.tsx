import type { Metadata } from 'next'
import { CallsPage } from '@/components/calls/calls-page'
import { requireSession } from '@/lib/server/page'

export const metadata: Metadata = { title: 'Calls of a SIP trunk' }

export default async function Page({ params }: { params: Promise<{ projectId: string; trunkId: string }> }) {
  await requireSession()
  const { projectId, trunkId } = await params
  return <CallsPage projectId={decodeURIComponent(projectId)} trunkId={decodeURIComponent(trunkId)} />
}
