'use client'
import { useQuery } from '@tanstack/react-query'
import dynamic from 'next/dynamic'
import { ErrorNotice } from '@/components/ui/error-notice'
import { unsettledRentsQuery } from '@/lib/client/phone-numbers'

const UnsettledRentsPanel = dynamic(
  () => import('./unsettled-rents-panel').then((module) => module.UnsettledRentsPanel),
  {
    loading: () => null,
  },
)

/** Orders of numbers whose answers were lost: each stays until it is known what came of it, and cannot be repeated before. */
export function UnsettledRents({ projectId, refusal }: { projectId: string; refusal: string | undefined }) {
  const unsettled = useQuery(unsettledRentsQuery(projectId))
  if (unsettled.isError && !unsettled.data)
    return (
      <div className="mb-4">
        <ErrorNotice error={unsettled.error} onRetry={() => void unsettled.refetch()} />
      </div>
    )
  if (!unsettled.data || unsettled.data.length === 0) return null
  return <UnsettledRentsPanel projectId={projectId} rents={unsettled.data} refusal={refusal} />
}
