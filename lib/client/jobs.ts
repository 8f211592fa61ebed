import { queryOptions } from '@tanstack/react-query'
import { api, projectApiPath } from './api'

/** What can be deleted by plan. */
export type Deletable = 'trunks' | 'accessControlLists' | 'credentialLists'

/** One step of a plan or of a job. */
export interface Step {
  action: string
  target: string
  label: string
}

/** What deleting an object takes, in the order in which it is done. */
export interface DeletePlan {
  kind: Deletable
  id: string
  name: string
  steps: Step[]
  /** `recentCalls` is null where they could not be counted, or belong to too many trunks to count them. */
  counts: { numbers: number; endpoints: number; links: number; recentCalls: number | null }
  /** Trunks whose endpoints are not known, so that one of them may keep the vendor from deleting it. */
  unexamined: number
  /** Confirms this very plan. */
  digest: string
}

/** Long work on many objects, step by step. */
export interface Job {
  id: string
  kind: 'delete' | 'assign_numbers'
  title: string
  target: string
  /** `interrupted`: the console that ran it has ended; somebody has to resume it. */
  state: 'running' | 'interrupted' | 'stopped' | 'done'
  error: string | null
  actorEmail: string
  createdAt: string
  finishedAt: string | null
  counts: { waiting: number; doing: number; done: number; failed: number }
  items: (Step & { seq: number; state: 'waiting' | 'doing' | 'done' | 'failed'; error: string | null })[]
}

/** What a job is asked to do. */
export type NewJob =
  | { kind: 'delete'; object: Deletable; id: string; digest: string }
  | { kind: 'assign_numbers'; trunkId: string; mayLeave: string[]; phoneNumbers: string[] }

const watchEveryMs = 700
/** Somebody else may go on with it, from this browser or another. */
const lookAgainEveryMs = 5_000

/** The plan for deleting an object, as things are now. */
export function deletePlanQuery(projectId: string, kind: Deletable, id: string) {
  return queryOptions({
    queryKey: ['projects', projectId, kind, id, 'deletePlan'],
    queryFn: ({ signal }) =>
      api<DeletePlan>('GET', projectApiPath(projectId, kind, id, 'deletePlan'), { signal }),
    staleTime: 0,
    gcTime: 0,
  })
}

/** The latest jobs of a project without their steps, the newest first. */
export function jobsQuery(projectId: string) {
  return queryOptions({
    queryKey: ['projects', projectId, 'jobs'],
    queryFn: async ({ signal }) =>
      (await api<{ items: Job[] }>('GET', projectApiPath(projectId, 'jobs'), { signal })).items,
  })
}

/** One job with its steps, asked for again and again while it runs. */
export function jobQuery(projectId: string, jobId: string) {
  return queryOptions({
    queryKey: ['projects', projectId, 'jobs', jobId],
    queryFn: ({ signal }) => api<Job>('GET', projectApiPath(projectId, 'jobs', jobId), { signal }),
    refetchInterval: ({ state: { data } }) => {
      if (data?.state === 'running') return watchEveryMs
      return data === undefined || data.state === 'done' ? false : lookAgainEveryMs
    },
  })
}

const watched = new Set<string>()

/** Whoever shows how far a job is tells of its end as well, and nobody else does. Call what is returned when that is over before the end. */
export function watchJob(jobId: string): () => void {
  watched.add(jobId)
  return () => watched.delete(jobId)
}

/** True where its end is told of, or was, by whoever shows how far it is. */
export function isWatched(jobId: string): boolean {
  return watched.has(jobId)
}
