'use client'
import { useQuery } from '@tanstack/react-query'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { jobsQuery } from '@/lib/client/jobs'

// Most who open the list have nothing on its way.
const AssignmentPanel = dynamic(() => import('./assignment-panel').then((module) => module.AssignmentPanel), {
  loading: () => null,
})

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
    <AssignmentPanel
      key={jobId}
      {...props}
      jobId={jobId}
      onResume={() => setResumedId(jobId)}
      onDismiss={() => setDismissed([...dismissed, jobId])}
    />
  )
}
