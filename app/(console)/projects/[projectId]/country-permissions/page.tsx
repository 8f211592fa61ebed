import type { Metadata } from 'next'
import { countriesQuery } from '@/components/country-permissions/countries-query'
import { CountryPermissionsPage } from '@/components/country-permissions/country-permissions-page'
import { usageQuery } from '@/components/country-permissions/usage-query'
import { requireSession } from '@/lib/server/page'
import { Prefetched, type Reads } from '@/app/(console)/prefetched'

export const metadata: Metadata = { title: 'Country permissions' }

export default async function Page({ params }: { params: Promise<{ projectId: string }> }) {
  await requireSession()
  const projectId = decodeURIComponent((await params).projectId)
  const reads: Reads = (client) => [
    client.query(countriesQuery(projectId)),
    client.query(usageQuery(projectId)),
  ]
  return (
    <Prefetched reads={reads}>
      <CountryPermissionsPage projectId={projectId} />
    </Prefetched>
  )
}
