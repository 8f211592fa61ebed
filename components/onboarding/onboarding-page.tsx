'use client'
import { useQuery } from '@tanstack/react-query'
import { PageHeader } from '@/components/layout/page-header'
import { onboardingQuery } from '@/lib/client/onboarding'
import { countText, listText } from '@/lib/format'
import { DraftsPanel } from './drafts-panel'
import { firstTrunkQuery } from './first-trunk-query'
import { RunsTable } from './runs-table'
import { SetUpButton } from './set-up-button'

/** What was set up step by step, what was begun, and the way to set up the next trunk. */
export function OnboardingPage({ projectId }: { projectId: string }) {
  const onboarding = useQuery(onboardingQuery(projectId))
  const { data: found } = useQuery(firstTrunkQuery(projectId))
  const { data, error } = onboarding
  const isFirst = found !== undefined && found.total === 0 && !found.stale && found.complete
  const counts = data && [
    countText(data.runs.length, 'run'),
    ...(data.drafts.length > 0 ? [countText(data.drafts.length, 'draft')] : []),
  ]
  return (
    <>
      <PageHeader
        title="Onboarding"
        sentence={
          isFirst
            ? 'This project has no SIP trunks yet. A few questions set up the first one.'
            : counts
              ? `${listText(counts)}. Sets up a SIP trunk with everything around it, step by step.`
              : error
                ? ' '
                : 'Reading…'
        }
        actions={<SetUpButton projectId={projectId} />}
      />
      {data && <DraftsPanel projectId={projectId} drafts={data.drafts} />}
      <RunsTable
        projectId={projectId}
        runs={data?.runs}
        loading={onboarding.isFetching}
        error={error}
        onRetry={() => void onboarding.refetch()}
        action={<SetUpButton projectId={projectId} />}
      />
    </>
  )
}
