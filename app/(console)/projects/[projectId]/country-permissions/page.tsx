import type { Metadata } from 'next'
import { CountryPermissionsPage } from '@/components/country-permissions/country-permissions-page'
import { requireSession } from '@/lib/server/page'

export const metadata: Metadata = { title: 'Country permissions' }

export default async function Page({ params }: { params: Promise<{ projectId: string }> }) {
  await requireSession()
  return <CountryPermissionsPage projectId={decodeURIComponent((await params).projectId)} />
}
