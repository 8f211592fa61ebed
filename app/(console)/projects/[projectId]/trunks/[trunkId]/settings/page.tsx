import type { Metadata } from 'next'
import { TrunkSettingsPage } from '@/components/trunks/trunk-settings-page'
import { requireSession } from '@/lib/server/page'

export const metadata: Metadata = { title: 'Settings of a SIP trunk' }

export default async function Page({ params }: { params: Promise<{ projectId: string; trunkId: string }> }) {
  await requireSession()
  const { projectId, trunkId } = await params
  return <TrunkSettingsPage projectId={decodeURIComponent(projectId)} trunkId={decodeURIComponent(trunkId)} />
}
