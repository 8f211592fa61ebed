'use client'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useId, useState, type FormEvent, type ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog, DialogActions, DialogBody } from '@/components/ui/dialog'
import { ErrorNotice, takeFocus } from '@/components/ui/error-notice'
import { Field } from '@/components/ui/field'
import { inputLook } from '@/components/ui/input-look'
import { useResumeJob, useStartJob } from '@/lib/client/job-writes'
import {
  deletePlanQuery,
  jobQuery,
  jobsQuery,
  watchJob,
  type Deletable,
  type DeletePlan,
} from '@/lib/client/jobs'
import { ApiError, isGone } from '@/lib/errors'
import { countText } from '@/lib/format'
import { finish } from './done'
import { JobSteps, PlanSteps } from './job-steps'
import { useSingleRun } from './use-single-run'

interface Asked {
  projectId: string
  kind: Deletable
  id: string
  name: string
  /** What it is, as within a sentence, e.g. "SIP trunk". */
  noun: string
  /** The button, e.g. "Delete trunk". */
  verb: string
  /** What its loss means, said above the plan. */
  children?: ReactNode
  /** Called once it is gone; the lists have been asked again by then. */
  onDeleted: () => void
  onClose: () => void
}

/**
 * Deletes an object together with what keeps the vendor from deleting it: shows the plan with its counts, runs it step by step, and where
 * a step fails says what remains and goes on from there. It runs on the server, so closing the dialog does not stop it.
 */
export function DeleteByPlanDialog(props: Asked) {
  const { projectId, kind, id } = props
  const [startedId, setStartedId] = useState<string>()
  const [isAnew, setIsAnew] = useState(false)
  // A plan that was begun before, by anyone, is gone on with and not begun again.
  const jobs = useQuery({ ...jobsQuery(projectId), staleTime: 0 })
  const unfinished = jobs.data?.find(
    (job) => job.kind === 'delete' && job.target === `${kind}/${id}` && job.state !== 'done',
  )
  const jobId = startedId ?? (isAnew ? undefined : unfinished?.id)
  return (
    <Dialog role="alertdialog" wide title={`Delete ${props.name}?`} onClose={props.onClose}>
      {jobId === undefined ? (
        <Plan {...props} isLookingBack={jobs.isPending} onStarted={setStartedId} />
      ) : (
        <Run
          {...props}
          jobId={jobId}
          onAnew={() => {
            setStartedId(undefined)
            setIsAnew(true)
          }}
        />
      )}
    </Dialog>
  )
}

function Plan(props: Asked & { isLookingBack: boolean; onStarted: (jobId: string) => void }) {
  const { projectId, kind, id, name, noun } = props
  const fieldId = useId()
  const plan = useQuery(deletePlanQuery(projectId, kind, id))
  const start = useStartJob(projectId)
  const [typed, setTyped] = useState('')
  const needsTyping = plan.data !== undefined && atStake(plan.data)
  const allowed =
    plan.data !== undefined &&
    !plan.isError &&
    !isGone(start.error) &&
    !props.isLookingBack &&
    (!needsTyping || typed.trim() === name)
  const hasChanged = start.error instanceof ApiError && start.error.code === 'changed_meanwhile'

  const run = useSingleRun(async () => {
    if (!plan.data || !allowed) return
    try {
      const job = await start.mutateAsync({ kind: 'delete', object: kind, id, digest: plan.data.digest })
      props.onStarted(job.id)
    } catch (error) {
      // Shown below; a plan that no longer holds is read again, to be confirmed anew.
      if (error instanceof ApiError && error.code === 'changed_meanwhile') await plan.refetch()
    }
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void run()
  }
  // There is nothing left to plan, and the plan that was read before means nothing any more.
  const goneError = [plan.error, start.error].find(isGone)

  return (
    <form noValidate onSubmit={submit}>
      <DialogBody>
        {props.children}
        {goneError ? (
          <ErrorNotice takesFocus error={goneText(noun)} />
        ) : plan.isRefetchError ? (
          <ErrorNotice takesFocus error={plan.error} onRetry={() => void plan.refetch()} />
        ) : plan.data ? (
          <>
            <p>{planSentence(plan.data, noun)}</p>
            <PlanSteps steps={plan.data.steps} />
            {plan.data.unexamined > 0 && (
              <p className="rounded bg-warn-soft px-4 py-3">
                The endpoints of {countText(plan.data.unexamined, 'trunk')} are not known yet. Should one of
                them register with a user of this {noun}, the vendor refuses the last step; nothing is lost
                then, and the plan can be made anew.
              </p>
            )}
          </>
        ) : plan.isError ? (
          <ErrorNotice error={plan.error} onRetry={() => void plan.refetch()} />
        ) : (
          <p className="text-muted">Reading what is attached to it…</p>
        )}
        {needsTyping && !goneError && (
          <Field id={fieldId} label={`Write “${name}” to confirm`}>
            {(aria) => (
              <input
                type="text"
                autoComplete="off"
                spellCheck={false}
                value={typed}
                onChange={(event) => setTyped(event.target.value)}
                {...aria}
                className={inputLook}
              />
            )}
          </Field>
        )}
        {goneError || plan.isError ? null : hasChanged ? (
          <p ref={takeFocus} role="alert" tabIndex={-1} className="rounded bg-warn-soft px-4 py-3 text-text">
            What is attached has changed since this was shown: look at the plan as it is now, and confirm it
            again.
          </p>
        ) : (
          start.isError && <ErrorNotice takesFocus error={start.error} />
        )}
      </DialogBody>
      <DialogActions>
        <Button onClick={props.onClose} disabled={start.isPending}>
          {goneError ? 'Close' : 'Cancel'}
        </Button>
        {!goneError && (
          <Button type="submit" variant="danger" disabled={!allowed} pending={start.isPending}>
            {props.verb}
          </Button>
        )}
      </DialogActions>
    </form>
  )
}

function Run(props: Asked & { jobId: string; onAnew: () => void }) {
  const { projectId, jobId, name, noun, onDeleted } = props
  const client = useQueryClient()
  const job = useQuery(jobQuery(projectId, jobId))
  const resume = useResumeJob(projectId)
  const goOn = useSingleRun(async () => {
    // Shown below from the state of the mutation.
    await resume.mutateAsync(jobId).catch(() => undefined)
  })
  const isDone = job.data?.state === 'done'

  // What is shown here is not told by the header as well; after the end that stays so.
  useEffect(() => {
    const leave = watchJob(jobId)
    return isDone ? undefined : leave
  }, [jobId, isDone])

  // The end is found out by asking, not by something the person did.
  useEffect(() => {
    if (!isDone) return
    finish(`${noun.charAt(0).toUpperCase()}${noun.slice(1)} ${name} deleted`)
    void client.invalidateQueries({ queryKey: ['projects', projectId] }).then(onDeleted)
    // Only the moment it is done counts; the other values belong to that moment.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [isDone])

  const isStuck = job.data?.state === 'stopped' || job.data?.state === 'interrupted'
  return (
    <>
      <DialogBody>
        {job.data ? <JobSteps job={job.data} /> : <p className="text-muted">Reading how far it is…</p>}
        {job.isError && <ErrorNotice error={job.error} onRetry={() => void job.refetch()} />}
        {resume.isError && <ErrorNotice error={resume.error} />}
      </DialogBody>
      <DialogActions>
        <Button onClick={props.onClose}>
          {job.data?.state === 'running' ? 'Close, it goes on' : 'Close'}
        </Button>
        {/* What is attached may have changed since the plan was made; then its last step is refused each time. */}
        {isStuck && <Button onClick={props.onAnew}>Plan anew</Button>}
        {isStuck && (
          <Button variant="danger" pending={resume.isPending} onClick={() => void goOn()}>
            Resume
          </Button>
        )}
      </DialogActions>
    </>
  )
}

function goneText(noun: string): ApiError {
  return new ApiError('not_found', `This ${noun} was deleted meanwhile, so there is nothing left to delete.`)
}

/** True where more than the object itself is lost. */
function atStake({ counts }: DeletePlan): boolean {
  return counts.numbers > 0 || counts.endpoints > 0 || (counts.recentCalls ?? 0) > 0
}

function planSentence({ counts, steps }: DeletePlan, noun: string): string {
  const parts = [
    counts.numbers > 0 && `takes ${countText(counts.numbers, 'phone number')} off`,
    counts.endpoints > 0 && `deletes ${countText(counts.endpoints, 'SIP endpoint')}`,
    counts.links > 0 && `removes ${countText(counts.links, 'link')}`,
  ].filter((part) => part !== false)
  const calls =
    counts.recentCalls === null
      ? 'How many calls it carried in the last 7 days is not known.'
      : counts.recentCalls === 0
        ? 'It carried no call in the last 7 days.'
        : `It carried ${countText(counts.recentCalls, 'call')} in the last 7 days.`
  if (parts.length === 0) return `Nothing is attached to it, so this is one step. ${calls}`
  return `This ${parts.join(', ')}, then deletes the ${noun}: ${countText(steps.length, 'step')}, in this order. ${calls}`
}
