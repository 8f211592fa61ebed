'use client'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useSingleRun } from '@/components/forms/use-single-run'
import { JobSteps } from '@/components/forms/job-steps'
import { Button } from '@/components/ui/button'
import { ErrorNotice } from '@/components/ui/error-notice'
import { GatedButton } from '@/components/ui/gated-button'
import { Panel } from '@/components/ui/panel'
import { jobQuery, jobsQuery, useResumeJob, type Job } from '@/lib/client/jobs'
import { countText } from '@/lib/format'

const lookEveryMs = 20_000
const rememberedMs = 86_400_000

/**
 * The assignment of numbers that was started here, or the latest one of the project that runs, was interrupted or, within a day,
 * has something left to retry: it is there again after a reload, and for everybody else.
 */
export function AssignmentProgress(props: {
  projectId: string
  startedId: string | undefined
  refusal: string | undefined
}) {
  const [dismissed, setDismissed] = useState<readonly string[]>([])
  const [since] = useState(() => Date.now() - rememberedMs)
  const jobs = useQuery({ ...jobsQuery(props.projectId), refetchInterval: lookEveryMs })
  const assignments = jobs.data?.filter(({ kind }) => kind === 'assign_numbers') ?? []
  const isOpen = (id: string | undefined) => id !== undefined && !dismissed.includes(id)
  const unfinished = assignments.find(({ id, state }) => isOpen(id) && state !== 'done')
  const failed = assignments.find(
    ({ id, counts, createdAt }) => isOpen(id) && counts.failed > 0 && Date.parse(createdAt) > since,
  )
  const [resumedId, setResumedId] = useState<string>()
  // What was started or gone on with here comes first until it is put away; then what others have started is seen again.
  const own = [props.startedId, resumedId].find(isOpen)
  const open = own ?? unfinished?.id ?? failed?.id
  // What has been watched stays until it is put away, also when nothing of it is left to do.
  const [watched, setWatched] = useState<string>()
  if (open !== undefined && open !== watched) setWatched(open)
  const jobId = open ?? (isOpen(watched) ? watched : undefined)
  if (jobId === undefined) return null
  return (
    <Progress
      key={jobId}
      {...props}
      jobId={jobId}
      onResume={() => setResumedId(jobId)}
      onDismiss={() => setDismissed([...dismissed, jobId])}
    />
  )
}

function Progress(props: {
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
