'use client'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { ButtonLink } from '@/components/ui/button-link'
import type { DraftAnswers, Run } from '@/lib/client/onboarding'
import { useChangeAnswers } from '@/lib/client/onboarding-writes'
import { projectPath } from '@/lib/client/page-path'
import { madeBy } from './made-parts'
import { Wizard } from './wizard'

/** The wizard over the answers of a run that was stopped: what it has made is shown and stays, the rest can be answered anew. */
export function ChangedWizard({ projectId, run }: { projectId: string; run: Run }) {
  const router = useRouter()
  // The run is read again while its answers are changed; they belong to the run as it was, and so does its tag.
  const [base, setBase] = useState({ run, version: 0 })
  const [answers, setAnswers] = useState<DraftAnswers>(run.answers)
  const change = useChangeAnswers(projectId)
  const isBusy = change.isPending || change.isSuccess
  const runPage = projectPath(projectId, 'onboarding', run.id)
  const done = base.run.steps.filter(({ state }) => state === 'done').map(({ key }) => key)
  const takeNew = () => {
    setBase({ run, version: base.version + 1 })
    setAnswers(run.answers)
    change.reset()
  }
  return (
    <Wizard
      projectId={projectId}
      title={`Change the answers for “${base.run.title}”`}
      back={{ href: runPage, label: `Run of ${base.run.title}` }}
      sentence="What was made already stays as it is. Changes count once you go on with them."
      notice={
        run.etag !== base.run.etag &&
        !isBusy && (
          <div
            role="alert"
            className="mb-4 flex flex-wrap items-center gap-x-4 gap-y-2 rounded-lg bg-warn-soft px-4 py-3"
          >
            <p className="flex-1 basis-60">
              <b className="font-medium">Somebody has gone on with this run meanwhile.</b> What you have
              changed is on this page only.
            </p>
            <ButtonLink size="sm" href={runPage}>
              Look at the run
            </ButtonLink>
            <Button size="sm" onClick={takeNew}>
              Begin anew from how it is now
            </Button>
          </div>
        )
      }
      answers={answers}
      version={base.version}
      made={madeBy(base.run)}
      done={new Set(done)}
      verb="Go on with these answers"
      starting={{ isPending: isBusy, error: change.error }}
      onEdit={setAnswers}
      onLeaveStep={setAnswers}
      onStart={async (given) => {
        try {
          await change.mutateAsync({ runId: run.id, etag: base.run.etag, answers: given })
          router.replace(runPage)
        } catch {
          // Shown from the state of the mutation.
        }
      }}
    />
  )
}
