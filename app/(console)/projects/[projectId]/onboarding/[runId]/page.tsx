import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { RunPage } from '@/components/onboarding/run-page'
import { runQuery } from '@/lib/client/onboarding'
import { requireSession } from '@/lib/server/page'
import { Prefetched, type Reads } from '@/app/(console)/prefetched'

export const metadata: Metadata = { title: 'Set-up of a SIP trunk' }

// What no id of a run looks like, such as "../x", is no run, and nobody has to be asked.
const idPattern = /^[A-Za-z0-9_-]{1,64}$/

export default async function Page({ params }: { params: Promise<{ projectId: string; runId: string }> }) {
  await requireSession()
  const { projectId, runId } = await params
  if (!idPattern.test(runId)) notFound()
  const id = decodeURIComponent(projectId)
  const reads: Reads = (client) => [client.query(runQuery(id, runId))]
  return (
    <Prefetched reads={reads}>
      <RunPage projectId={id} runId={runId} />
    </Prefetched>
  )
}
