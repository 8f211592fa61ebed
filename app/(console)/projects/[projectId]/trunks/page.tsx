import type { Metadata } from 'next'
import { TrunksPage } from '@/components/trunks/trunks-page'
import { requireSession } from '@/lib/server/page'

export const metadata: Metadata = { title: 'SIP trunks' }

export default async function Page({ params }: { params: Promise<{ projectId: string }> }) {
  await requireSession()
  return <TrunksPage projectId={decodeURIComponent((await params).projectId)} />
}
