import type { Metadata } from 'next'
import { ActivityPage } from '@/components/activity/activity-page'
import { requireSession } from '@/lib/server/page'

export const metadata: Metadata = { title: 'Activity' }

export default async function Page({ params }: { params: Promise<{ projectId: string }> }) {
  await requireSession()
  return <ActivityPage projectId={decodeURIComponent((await params).projectId)} />
}
