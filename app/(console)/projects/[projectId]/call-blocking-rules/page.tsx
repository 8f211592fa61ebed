import type { Metadata } from 'next'
import { CallBlockingRulesPage } from '@/components/call-blocking-rules/call-blocking-rules-page'
import { requireSession } from '@/lib/server/page'

export const metadata: Metadata = { title: 'Call blocking rules' }

export default async function Page({ params }: { params: Promise<{ projectId: string }> }) {
  await requireSession()
  return <CallBlockingRulesPage projectId={decodeURIComponent((await params).projectId)} />
}
