import type { Metadata } from 'next'
import { countriesQuery } from '@/components/country-permissions/countries-query'
import { CountryPermissionsPage } from '@/components/country-permissions/country-permissions-page'
import { requireSession } from '@/lib/server/page'
import { Prefetched, type Reads } from '@/app/(console)/prefetched'

export const metadata: Metadata = { title: 'Country permissions' }

export default async function Page({ params }: { params: Promise<{ projectId: string }> }) {
  await requireSession()
  const projectId = decodeURIComponent((await params).projectId)
  // Not how many calls there were: that is waited for while they are being counted.
  const reads: Reads = (client) => [client.query(countriesQuery(projectId))]
  return (
    <Prefetched reads={reads}>
      <CountryPermissionsPage projectId={projectId} />
    </Prefetched>
  )
}
