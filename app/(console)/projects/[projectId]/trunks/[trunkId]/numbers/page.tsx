import type { Metadata } from 'next'
import { requireSession } from '@/lib/server/page'
import { TrunkNumbersTab } from './trunk-numbers-tab'

export const metadata: Metadata = { title: 'Phone numbers of a SIP trunk' }

export default async function Page({ params }: { params: Promise<{ projectId: string; trunkId: string }> }) {
  await requireSession()
  const { projectId, trunkId } = await params
  return <TrunkNumbersTab projectId={decodeURIComponent(projectId)} trunkId={decodeURIComponent(trunkId)} />
}
