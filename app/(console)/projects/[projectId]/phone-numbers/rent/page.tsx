import type { Metadata } from 'next'
import { RentPage } from '@/components/phone-numbers/rent-page'
import { requireSession } from '@/lib/server/page'

export const metadata: Metadata = { title: 'Rent a number' }

export default async function Page({ params }: { params: Promise<{ projectId: string }> }) {
  await requireSession()
  return <RentPage projectId={decodeURIComponent((await params).projectId)} />
}
