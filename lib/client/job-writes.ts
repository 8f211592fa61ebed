import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, projectApiPath } from './api'
import { jobQuery, jobsQuery, type Job, type NewJob } from './jobs'

/** Starts a job; it goes on when the page is left. */
export function useStartJob(projectId: string) {
  return useJobWrite(projectId, (body: NewJob) =>
    api<Job>('POST', projectApiPath(projectId, 'jobs'), { body }),
  )
}

/** Goes on with a job that was stopped or interrupted; only what is not done is tried. */
export function useResumeJob(projectId: string) {
  return useJobWrite(projectId, (jobId: string) =>
    api<Job>('POST', projectApiPath(projectId, 'jobs', jobId, 'resume')),
  )
}

function useJobWrite<Input>(projectId: string, write: (input: Input) => Promise<Job>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: write,
    onSuccess: (job) => {
      client.setQueryData(jobQuery(projectId, job.id).queryKey, job)
      void client.invalidateQueries({ queryKey: jobsQuery(projectId).queryKey, exact: true })
    },
    // Refused perhaps because somebody else was faster: then what is shown is old.
    onError: () => client.invalidateQueries({ queryKey: jobsQuery(projectId).queryKey }),
  })
}
