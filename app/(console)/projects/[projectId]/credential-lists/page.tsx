import type { Metadata } from 'next'
import { CredentialListsPage } from '@/components/credential-lists/credential-lists-page'
import { requireSession } from '@/lib/server/page'

export const metadata: Metadata = { title: 'Credential lists' }

export default async function Page({ params }: { params: Promise<{ projectId: string }> }) {
  await requireSession()
  return <CredentialListsPage projectId={decodeURIComponent((await params).projectId)} />
}
