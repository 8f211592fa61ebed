import type { Metadata } from 'next'
import { TrunkNumbers } from '@/components/phone-numbers/numbers-page'
import { requireSession } from '@/lib/server/page'

export const metadata: Metadata = { title: 'Phone numbers of a SIP trunk' }

export default async function Page({ params }: { params: Promise<{ projectId: string; trunkId: string }> }) {
  await requireSession()
  const { projectId, trunkId } = await params
  return <TrunkNumbers projectId={decodeURIComponent(projectId)} trunkId={decodeURIComponent(trunkId)} />
}
