import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, projectApiPath } from './api'
import {
  draftQuery,
  onboardingQuery,
  runQuery,
  type CheckedPlan,
  type Draft,
  type DraftAnswers,
  type Run,
} from './onboarding'

/** Answers a person gives where the vendor's lists do not tell which object a step made: one of them, or none. */
export interface Decision {
  seq: number
  /** The id of the object that is the run's own; null to send the request again. */
  adopt: string | null
}

/** Checks answers against the project as it is now, and says what would be sent. */
export function checkAnswers(projectId: string, answers: DraftAnswers): Promise<CheckedPlan> {
  return api<CheckedPlan>('POST', projectApiPath(projectId, 'onboarding', 'plan'), { body: { answers } })
}

/** Keeps answers on the server, for whoever goes on with them. */
export function createDraft(projectId: string, answers: DraftAnswers): Promise<Draft> {
  return api<Draft>('POST', projectApiPath(projectId, 'onboarding', 'drafts'), { body: { answers } })
}

/** Keeps changed answers; throws `changed_meanwhile` with the current draft when somebody else has changed it. */
export function saveDraft(projectId: string, draft: Pick<Draft, 'id' | 'etag' | 'answers'>): Promise<Draft> {
  const path = projectApiPath(projectId, 'onboarding', 'drafts', draft.id)
  return api<Draft>('PUT', path, { body: { answers: draft.answers }, ifMatch: draft.etag })
}

/** Throws a draft away. */
export function useRemoveDraft(projectId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ id, etag }: Pick<Draft, 'id' | 'etag'>) =>
      api<undefined>('DELETE', projectApiPath(projectId, 'onboarding', 'drafts', id), { ifMatch: etag }),
    onSettled: (_removed, _error, { id }) => {
      client.removeQueries({ queryKey: draftQuery(projectId, id).queryKey })
      return client.invalidateQueries({ queryKey: onboardingQuery(projectId).queryKey })
    },
  })
}

/** Starts a run, once for each key, however often it is sent; the draft with that id is gone then. */
export function useStartRun(projectId: string) {
  return useRunWrite(projectId, ({ key, answers }: { key: string; answers: DraftAnswers }) =>
    api<Run>('POST', projectApiPath(projectId, 'onboarding'), { body: { key, answers } }),
  )
}

/** Goes on with a run that was stopped or parked, in whichever direction it was going. */
export function useResumeRun(projectId: string) {
  return useRunWrite(projectId, ({ runId, decision }: { runId: string; decision?: Decision }) =>
    api<Run>('POST', projectApiPath(projectId, 'onboarding', runId, 'resume'), { body: { decision } }),
  )
}

/** Takes back what a run has made, the last first. */
export function useUndoRun(projectId: string) {
  return useRunWrite(projectId, ({ runId }: { runId: string }) =>
    api<Run>('POST', projectApiPath(projectId, 'onboarding', runId, 'undo')),
  )
}

/** Changes what a stopped run has not made yet, and goes on. */
export function useChangeAnswers(projectId: string) {
  return useRunWrite(
    projectId,
    ({ runId, etag, answers }: { runId: string; etag: string; answers: DraftAnswers }) =>
      api<Run>('PUT', projectApiPath(projectId, 'onboarding', runId), { body: { answers }, ifMatch: etag }),
  )
}

/** The generated passwords, for the one time that they can be seen. */
export function useRevealPasswords(projectId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (runId: string) =>
      api<{ credentials: { username: string; password: string }[] }>(
        'POST',
        projectApiPath(projectId, 'onboarding', runId, 'passwords'),
      ),
    onSettled: (_shown, _error, runId) =>
      client.invalidateQueries({ queryKey: runQuery(projectId, runId).queryKey, exact: true }),
  })
}

function useRunWrite<Input>(projectId: string, write: (input: Input) => Promise<Run>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: write,
    onSuccess: (run) => {
      client.setQueryData(runQuery(projectId, run.id).queryKey, run)
      void client.invalidateQueries({ queryKey: onboardingQuery(projectId).queryKey, exact: true })
    },
    onError: () => client.invalidateQueries({ queryKey: onboardingQuery(projectId).queryKey }),
  })
}
