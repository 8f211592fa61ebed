import type { Metadata } from 'next'
import { PhoneNumbersPage } from '@/components/phone-numbers/numbers-page'
import { requireSession } from '@/lib/server/page'

export const metadata: Metadata = { title: 'Phone numbers' }

export default async function Page({ params }: { params: Promise<{ projectId: string }> }) {
  await requireSession()
  return <PhoneNumbersPage projectId={decodeURIComponent((await params).projectId)} />
}
