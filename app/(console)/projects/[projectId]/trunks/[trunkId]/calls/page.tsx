import type { Metadata } from 'next'
import { TrunkCallsPage } from '@/components/calls/trunk-calls-page'
import { requireSession } from '@/lib/server/page'
import { askedAt, readCalls } from '@/app/(console)/asked-calls'
import { askedSearch, type SearchParams } from '@/app/(console)/asked-search'
import { Prefetched } from '@/app/(console)/prefetched'

export const metadata: Metadata = { title: 'Calls of a SIP trunk' }

export default async function Page(props: {
  params: Promise<{ projectId: string; trunkId: string }>
  searchParams: SearchParams
}) {
  await requireSession()
  const params = await props.params
  const of = {
    projectId: decodeURIComponent(params.projectId),
    trunkId: decodeURIComponent(params.trunkId),
  }
  return (
    <Prefetched reads={readCalls({ ...of, search: await askedSearch(props.searchParams) })}>
      <TrunkCallsPage {...of} sentAt={askedAt()} />
    </Prefetched>
  )
}
