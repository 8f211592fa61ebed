import type { Metadata } from 'next'
import { CallsPage } from '@/components/calls/calls-page'
import { requireSession } from '@/lib/server/page'

export const metadata: Metadata = { title: 'Calls' }

export default async function Page({ params }: { params: Promise<{ projectId: string }> }) {
  await requireSession()
  return <CallsPage projectId={decodeURIComponent((await params).projectId)} />
}
