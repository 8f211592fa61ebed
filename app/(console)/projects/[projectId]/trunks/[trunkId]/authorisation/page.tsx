import type { Metadata } from 'next'
import { AuthorisationPage } from '@/components/authorisation/authorisation-page'
import { requireSession } from '@/lib/server/page'

export const metadata: Metadata = { title: 'Authorisation of a SIP trunk' }

export default async function Page({ params }: { params: Promise<{ projectId: string; trunkId: string }> }) {
  await requireSession()
  const { projectId, trunkId } = await params
  return <AuthorisationPage projectId={decodeURIComponent(projectId)} trunkId={decodeURIComponent(trunkId)} />
}
