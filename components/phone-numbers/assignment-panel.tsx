'use client'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { JobSteps } from '@/components/forms/job-steps'
import { useSingleRun } from '@/components/forms/use-single-run'
import { Button } from '@/components/ui/button'
import { ErrorNotice } from '@/components/ui/error-notice'
import { GatedButton } from '@/components/ui/gated-button'
import { Panel } from '@/components/ui/panel'
import { useResumeJob } from '@/lib/client/job-writes'
import { jobQuery, type Job } from '@/lib/client/jobs'
import { countText } from '@/lib/format'

/** How far one assignment of numbers is, with what can be tried again. */
export function AssignmentPanel(props: {
  projectId: string
  jobId: string
  refusal: string | undefined
  onResume: () => void
  onDismiss: () => void
}) {
  const { projectId, jobId } = props
  const client = useQueryClient()
  const job = useQuery(jobQuery(projectId, jobId))
  const resume = useResumeJob(projectId)
  const goOn = useSingleRun(async () => {
    props.onResume()
    // Shown below from the state of the mutation.
    await resume.mutateAsync(jobId).catch(() => undefined)
  })
  const settled = job.data ? job.data.counts.done + job.data.counts.failed : 0

  // How far it is is found out by asking, not by something the person did; each number that is done changes the list.
  useEffect(() => {
    if (settled === 0) return
    for (const name of ['phoneNumbers', 'trunks', 'overview'])
      void client.invalidateQueries({ queryKey: ['projects', projectId, name] })
  }, [client, projectId, settled])

  const isOver = job.data !== undefined && job.data.state !== 'running'
  const again = job.data && retryText(job.data)
  return (
    <Panel className="mb-4 p-4">
      <div className="mb-2 flex flex-wrap items-center gap-2">
        <h2 className="flex-1 text-base font-semibold">{job.data?.title ?? 'Assignment'}</h2>
        {again && (
          <GatedButton
            size="sm"
            variant="primary"
            reason={props.refusal}
            pending={resume.isPending}
            onClick={() => void goOn()}
          >
            {again}
          </GatedButton>
        )}
        {isOver && (
          <Button size="sm" onClick={props.onDismiss}>
            Dismiss
          </Button>
        )}
      </div>
      {job.data ? <JobSteps job={job.data} /> : <p className="text-muted">Reading how far it is…</p>}
      {job.isError && <ErrorNotice error={job.error} onRetry={() => void job.refetch()} />}
      {resume.isError && <ErrorNotice error={resume.error} />}
    </Panel>
  )
}

function retryText({ state, counts }: Job): string | undefined {
  if (state === 'interrupted') return 'Resume'
  if (state === 'running' || counts.failed === 0) return undefined
  return counts.failed === 1
    ? 'Retry the failed'
    : `Retry the ${countText(counts.failed, 'failed', 'failed')}`
}
