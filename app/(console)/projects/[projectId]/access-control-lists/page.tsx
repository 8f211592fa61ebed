import type { Metadata } from 'next'
import { AccessControlListsPage } from '@/components/access-control-lists/access-control-lists-page'
import { requireSession } from '@/lib/server/page'

export const metadata: Metadata = { title: 'Access control lists' }

export default async function Page({ params }: { params: Promise<{ projectId: string }> }) {
  await requireSession()
  return <AccessControlListsPage projectId={decodeURIComponent((await params).projectId)} />
}
