import type { Metadata } from 'next'
import { CallsPage } from '@/components/calls/calls-page'
import { requireSession } from '@/lib/server/page'
import { askedAt, readCalls } from '@/app/(console)/asked-calls'
import { askedSearch, type SearchParams } from '@/app/(console)/asked-search'
import { Prefetched } from '@/app/(console)/prefetched'

export const metadata: Metadata = { title: 'Calls' }

export default async function Page(props: {
  params: Promise<{ projectId: string }>
  searchParams: SearchParams
}) {
  await requireSession()
  const projectId = decodeURIComponent((await props.params).projectId)
  return (
    <Prefetched reads={readCalls({ projectId, search: await askedSearch(props.searchParams) })}>
      <CallsPage projectId={projectId} sentAt={askedAt()} />
    </Prefetched>
  )
}
