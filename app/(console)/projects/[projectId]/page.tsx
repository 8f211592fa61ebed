import type { Metadata } from 'next'
import { OverviewPage } from '@/components/overview/overview-page'
import { requireSession } from '@/lib/server/page'

export const metadata: Metadata = { title: 'Overview' }

export default async function Page({ params }: { params: Promise<{ projectId: string }> }) {
  await requireSession()
  return <OverviewPage projectId={decodeURIComponent((await params).projectId)} />
}
