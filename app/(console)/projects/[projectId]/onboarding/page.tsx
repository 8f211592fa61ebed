import type { Metadata } from 'next'
import { firstTrunkQuery } from '@/components/onboarding/first-trunk-query'
import { OnboardingPage } from '@/components/onboarding/onboarding-page'
import { onboardingQuery } from '@/lib/client/onboarding'
import { requireSession } from '@/lib/server/page'
import { Prefetched, type Reads } from '@/app/(console)/prefetched'

export const metadata: Metadata = { title: 'Onboarding' }

export default async function Page({ params }: { params: Promise<{ projectId: string }> }) {
  await requireSession()
  const projectId = decodeURIComponent((await params).projectId)
  const reads: Reads = (client) => [
    client.query(onboardingQuery(projectId)),
    client.query(firstTrunkQuery(projectId)),
  ]
  return (
    <Prefetched reads={reads}>
      <OnboardingPage projectId={projectId} />
    </Prefetched>
  )
}
